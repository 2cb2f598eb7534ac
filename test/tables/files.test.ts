// Files of whole revisions: Parquet equal to CSV cell by cell, ranges, checksums, and what is kept.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { serviceSchema } from "../../src/schema";
import { tableDefinitions } from "../../src/tables/definition";
import { rangeOf } from "../../src/tables/files/serve-file";
import { records, tableService } from "./table-service";

const service = tableService();
const tables = tableDefinitions(serviceSchema().schema);
const get = (path: string, init: RequestInit = {}) => fetch(`${service.url}${path}`, init);
const change = () =>
  service.db.database.query("update offices set name = name || '.' where id = (select min(id) from offices)");

interface ParquetRead {
  readonly rows: Record<string, string | null>[];
  readonly bytes: number;
  readonly byteLength: number;
  readonly groups: number[];
  readonly keys: Record<string, string>;
  readonly types: Record<
    string,
    { type: string; converted_type?: string; precision?: number; scale?: number }
  >;
}

async function readParquet(path: string, ...columns: string[]): Promise<ParquetRead> {
  const script = join(__dirname, "read-parquet.mjs");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, `${service.url}${path}`, ...columns],
    {
      maxBuffer: 1e9,
    },
  );
  return JSON.parse(stdout) as ParquetRead;
}

interface Manifest {
  readonly revision: number;
  readonly files: { name: string; rows: number; bytes: number; sha256: string }[];
}

test("Parquet has the rows of the CSV, cell by cell, with types", async () => {
  for (const { name, columns } of tables) {
    const { rows, types, keys } = await readParquet(`/data/${name}.parquet`);
    const csv = await get(`/data/${name}.csv`);
    expect(keys.revision).toBe(csv.headers.get("x-revision"));
    const wanted = records(await csv.text());
    const number = new Set(columns.filter(({ kind }) => kind === "number").map((column) => column.name));
    const plain = (row: Record<string, string | null>) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          number.has(key) && value !== null ? String(Number(value)) : value,
        ]),
      );
    expect(rows.map(plain)).toEqual(wanted.map(plain));
    for (const { name: column, kind } of columns)
      if (kind === "money")
        expect(types[column]).toMatchObject({
          type: "FIXED_LEN_BYTE_ARRAY",
          converted_type: "DECIMAL",
          precision: 20,
          scale: 2,
        });
  }
}, 120_000);

test("a few columns by URL are a few ranges of the file", async () => {
  const { rows, bytes, byteLength } = await readParquet("/data/recommendations.parquet", "number");
  expect(Object.keys(rows[0]!)).toEqual(["number"]);
  expect(bytes).toBeLessThan(2 * byteLength);
});

test("the files of a revision are whole, immutable and have checksums; the same rows are in both formats", async () => {
  const { revision } = (await (await get("/data")).json()) as { revision: number };
  const response = await get(`/data/r${revision}/manifest.json`);
  expect(response.headers.get("cache-control")).toContain("immutable");
  const manifest = (await response.json()) as Manifest;
  expect(manifest.revision).toBe(revision);
  expect(manifest.files.length).toBe(2 * tables.length);
  const sums = await (await get(`/data/r${revision}/SHA256SUMS`)).text();
  for (const { name, rows, bytes, sha256 } of manifest.files) {
    const body = Buffer.from(await (await get(`/data/r${revision}/${name}`)).arrayBuffer());
    expect(body.length).toBe(bytes);
    expect(createHash("sha256").update(body).digest("hex")).toBe(sha256);
    expect(sums).toContain(`${sha256}  ${name}\n`);
    if (!name.endsWith(".csv.gz")) continue;
    const text = gunzipSync(body).toString();
    expect(records(text).length).toBe(rows);
    expect(text).toBe(await (await get(`/data/${name.replace(/\.gz$/, "")}`)).text());
  }
});

test("ranges, for GET and HEAD", async () => {
  const path = "/data/reports.parquet";
  const whole = Buffer.from(await (await get(path)).arrayBuffer());
  const ask = (range: string, more: Record<string, string> = {}, method = "GET") =>
    get(path, { method, headers: { range, ...more } });
  for (const [range, start, end] of [
    ["bytes=0-3", 0, 3],
    ["bytes=-8", whole.length - 8, whole.length - 1],
    ["bytes=10-", 10, whole.length - 1],
    [`bytes=5-${whole.length + 99}`, 5, whole.length - 1],
  ] as const) {
    const part = await ask(range);
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes ${start}-${end}/${whole.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(start, end + 1))).toBe(true);
    const head = await ask(range, {}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([206, String(end - start + 1)]);
  }
  const head = await get(path, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), head.headers.get("accept-ranges")]).toEqual([
    200,
    String(whole.length),
    "bytes",
  ]);
  const beyond = await ask(`bytes=${whole.length}-`);
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  expect((await ask("bytes=0-3", { "if-range": '"other"' })).status).toBe(200);
  expect((await ask("bytes=0-3", { "if-range": head.headers.get("etag")! })).status).toBe(206);
  expect((await get(path, { headers: { "if-none-match": head.headers.get("etag")! } })).status).toBe(304);
});

test.each([
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=-200", { start: 0, end: 99 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=5-4", null],
  ["bytes=0-1,5-6", null],
  ["bytes=-", null],
  ["lines=0-1", null],
  [undefined, null],
])("range %s of 100 bytes", (header, wanted) => {
  expect(rangeOf(header, undefined, '"a"', 100)).toEqual(wanted);
});

test("a newer revision has files of its own, the newest three are kept, others are gone", async () => {
  const first = Number((await get("/data/topics.parquet")).headers.get("x-revision"));
  const office = async (revision: number) =>
    records(
      gunzipSync(
        Buffer.from(await (await get(`/data/r${revision}/offices.csv.gz`)).arrayBuffer()),
      ).toString(),
    )[0]!.name;
  const before = await office(first);
  const made = [first];
  await mkdir(join(service.folder, "unfinished-1"));
  for (let round = 0; round < 3; round += 1) {
    await change();
    const response = await get("/data/topics.parquet");
    await response.arrayBuffer();
    made.push(Number(response.headers.get("x-revision")));
    if (round === 0) expect(await office(first)).toBe(before);
  }
  expect(await readdir(service.folder)).toHaveLength(3);
  const gone = await get(`/data/r${first}/offices.csv.gz`);
  expect(gone.status).toBe(410);
  const { errors } = (await gone.json()) as { errors: { extensions: { hint: string } }[] };
  expect(errors[0]!.extensions.hint).toContain(
    made
      .slice(1)
      .reverse()
      .map((one) => `r${one}`)
      .join(", "),
  );
  expect((await get("/data/r999999999/offices.csv.gz")).status).toBe(410);
}, 60_000);

test.each([
  ["/data/nothing.parquet", 404],
  ["/data/reports.parquet?limit=1", 400],
  ["/data/x1/reports.parquet", 404],
])("%s is refused", async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test("what is no file of a revision is not found, however it is spelt", async () => {
  const revision = (await get("/data/topics.parquet", { method: "HEAD" })).headers.get("x-revision");
  for (const name of ["nothing.parquet", "..%2Fmanifest.json", "__proto__", "%2e%2e", "toString"])
    expect((await get(`/data/r${revision}/${name}`)).status).toBe(404);
});
