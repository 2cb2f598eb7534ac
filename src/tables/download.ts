// One table as a stream: rows from one snapshot, as text, compressed where the client takes it. What goes wrong before the
// first row is an answer; afterwards the connection is cut, so that a broken file never looks whole.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Database, RowBytes, Snapshot } from "../database";
import type { Exchange, Lease } from "../http/route";
import type { RowFormat } from "./cell-writer";
import { type DataRevision, readRevision } from "./data-revision";
import type { TableRequest } from "./table-request";

/** What downloads read from. */
export type TableDatabase = Pick<Database, "snapshot" | "rows">;

/** So many rows cost a point of the rate limit. */
export const rowsPerPoint = 100;

export interface Download {
  readonly request: TableRequest;
  readonly format: RowFormat;
  readonly fileName: string;
  /** Of the program: another one may write the same data otherwise. */
  readonly release: string;
}

export async function sendDownload(
  exchange: Exchange,
  lease: Lease,
  database: TableDatabase,
  download: Download,
): Promise<void> {
  const { signal } = lease;
  await database.snapshot((snapshot) => sendFrom(snapshot, exchange, lease, download), { signal });
}

async function sendFrom(
  snapshot: Snapshot,
  exchange: Exchange,
  lease: Lease,
  download: Download,
): Promise<void> {
  const { req, res } = exchange;
  const { request, format, fileName } = download;
  const revision = await readRevision(snapshot);
  const isCompressed = acceptsGzip(req.headers["accept-encoding"]);
  const tag = entityTag(download, revision, isCompressed);
  res.addAll(revisionHeaders(revision, tag));
  if (isCurrent(req.headers["if-none-match"], tag)) return void res.head(304).end();
  res
    .add("content-type", format.contentType)
    .add("content-disposition", `attachment; filename="${fileName}"`);
  res.add("vary", "accept-encoding");
  if (isCompressed) res.add("content-encoding", "gzip");
  if (req.method === "HEAD") return void res.head(200).end();
  const batches = snapshot.stream(request.statement)[Symbol.asyncIterator]();
  const first = await batches.next();
  res.head(200);
  const text = Readable.from(textOf(download, lease, first, batches), { objectMode: false });
  if (isCompressed) await pipeline(text, createGzip({ level: 1 }), res);
  else await pipeline(text, res);
}

async function* textOf(
  { request: { columns }, format }: Download,
  lease: Lease,
  first: IteratorResult<RowBytes>,
  batches: AsyncIterator<RowBytes>,
): AsyncGenerator<Buffer> {
  const header = format.header(columns);
  if (header !== "") yield Buffer.from(header);
  for (let batch = first; !batch.done; batch = await batches.next()) {
    await lease.charge(batch.value.count / rowsPerPoint);
    yield format.rows(columns, batch.value);
  }
}

/** The headers that say which version of the data was sent. */
export function revisionHeaders(
  { revision, asOf }: DataRevision,
  tag: string,
): readonly (readonly [string, string])[] {
  return [
    ["etag", tag],
    ["x-revision", String(revision)],
    ["last-modified", new Date(asOf).toUTCString()],
    ["cache-control", "no-cache"],
  ];
}

// Weak: the same rows, but a compressed stream need not have the same bytes twice.
function entityTag({ request, format, release }: Download, { version }: DataRevision, gzip: boolean): string {
  const { text, values } = request.statement;
  const names = request.columns.map(({ name }) => name);
  const asked = JSON.stringify([release, format.contentType, gzip, names, text, values]);
  return `W/"${version}-${createHash("sha256").update(asked).digest("base64url").slice(0, 16)}"`;
}

export function isCurrent(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const bare = (text: string) => text.trim().replace(/^W\//, "");
  return ifNoneMatch.split(",").some((one) => bare(one) === bare(tag));
}

/** Whether the client takes gzip, by RFC 9110, section 12.5.3. */
export function acceptsGzip(header: string | undefined): boolean {
  if (header === undefined) return false;
  const quality = new Map(
    header.split(",", 50).map((part) => {
      const [name = "", ...rest] = part.split(";");
      const q = rest.map((one) => /^\s*q=([0-9.]+)\s*$/i.exec(one)?.[1]).find((one) => one !== undefined);
      return [name.trim().toLowerCase(), q === undefined ? 1 : Number(q)] as const;
    }),
  );
  return (quality.get("gzip") ?? quality.get("x-gzip") ?? quality.get("*") ?? 0) > 0;
}
