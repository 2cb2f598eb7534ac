// Tables over HTTP: what is in a file, that it is the list's own rows, and what a client can know of it beforehand.

import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { serviceSchema } from "../../src/schema";
import { tableDefinitions } from "../../src/tables/definition";
import { parseCsv, records, tableService } from "./table-service";

const service = tableService();
const tables = tableDefinitions(serviceSchema().schema);
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${service.url}${path}`, { headers });
const text = async (path: string) => (await get(path)).text();
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

interface Page {
  readonly list: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

interface Problem {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { code: string; hint: string };
  }[];
}

test.each(tables.map(({ name }) => name))(
  "%s: CSV and NDJSON hold the same rows, cell by cell",
  async (name) => {
    const table = tables.find((one) => one.name === name)!;
    const [header, ...rows] = parseCsv(await text(`/data/${name}.csv`));
    expect(header).toEqual(table.columns.map((column) => column.name));
    const lines = (await text(`/data/${name}.ndjson`)).split("\n").slice(0, -1);
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const cells = objects.map((object) =>
      Object.values(object).map((value) =>
        value === null
          ? null
          : Array.isArray(value)
            ? JSON.stringify(value).replaceAll('","', '", "')
            : String(value),
      ),
    );
    expect(rows).toEqual(cells);
    for (const column of table.columns) {
      expect(column.description.length).toBeGreaterThan(7);
      if (!column.nullable) expect(objects.filter((object) => object[column.name] === null)).toEqual([]);
    }
  },
);

test("a table has the rows of its list, in its order, with the same filter", async () => {
  const filters = [
    undefined,
    { status: { in: ["OPEN"] } },
    { agencies: { some: { slug: { eq: "ice" } } } },
    { report: { office: { slug: { eq: "dhs-oig" } }, issuedOn: { gte: "2020-01-01" } } },
    { or: [{ isOverdue: { eq: true } }, { questionedCosts: { gt: "1000" } }], not: { number: { eq: "1" } } },
    { text: { matches: "detention or contract" } },
  ];
  for (const filter of filters)
    for (const orderBy of [
      undefined,
      ["QUESTIONED_COSTS_DESC", "NUMBER_ASC"],
      ["TARGET_ON_ASC_NULLS_LAST"],
    ]) {
      const ids: string[] = [];
      let after: string | null = null;
      let total = 0;
      do {
        const { list }: Page = await service.graphql<Page>(
          `query ($filter: RecommendationFilter, $orderBy: [RecommendationOrder!], $after: String) {
            list: recommendations(first: 100, filter: $filter, orderBy: $orderBy, after: $after) {
              totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { filter, orderBy, after },
        );
        ids.push(...list.nodes.map(({ id }) => id));
        total = list.totalCount;
        after = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
      } while (after);
      const search = [filter && filtered(filter), orderBy && `orderBy=${orderBy}`, "columns=id"].filter(
        Boolean,
      );
      const rows = records(await text(`/data/recommendations.csv?${search.join("&")}`));
      expect(rows.map(({ id }) => id)).toEqual(ids);
      expect(rows.length).toBe(total);
    }
});

test("what is joined is what the graph answers", async () => {
  const { recommendations } = await service.graphql<{ recommendations: { nodes: Record<string, never>[] } }>(
    `{ recommendations(first: 50) { nodes { id number isOverdue isOpen questionedCosts
      report { id number issuedOn office { slug } } source { publisher isSynthetic }
      agencies(first: 20) { nodes { slug } } } } }`,
  );
  const rows = new Map(records(await text("/data/recommendations.csv")).map((row) => [row.id, row]));
  for (const node of recommendations.nodes as unknown as {
    id: string;
    number: string;
    isOverdue: boolean | null;
    questionedCosts: string | null;
    report: { id: string; number: string | null; issuedOn: string | null; office: { slug: string } };
    source: { publisher: string; isSynthetic: boolean };
    agencies: { nodes: { slug: string }[] };
  }[])
    expect(rows.get(node.id)).toMatchObject({
      number: node.number,
      is_overdue: node.isOverdue === null ? null : String(node.isOverdue),
      questioned_costs: node.questionedCosts,
      report_id: node.report.id,
      report_number: node.report.number,
      report_issued_on: node.report.issuedOn,
      office_slug: node.report.office.slug,
      source_publisher: node.source.publisher,
      source_is_synthetic: String(node.source.isSynthetic),
      agency_slugs:
        node.agencies.nodes
          .map(({ slug }) => slug)
          .sort()
          .join(";") || null,
    });
});

test("every id that refers to a table is in that table", async () => {
  const ids = new Map<string, Set<string | null>>();
  for (const { name } of tables.filter(({ key }) => key[0] === "id"))
    ids.set(name, new Set(records(await text(`/data/${name}.csv?columns=id`)).map(({ id }) => id!)));
  for (const table of tables)
    for (const { name, references } of table.columns) {
      if (!references) continue;
      const rows = records(await text(`/data/${table.name}.csv?columns=${name}`));
      for (const row of rows) if (row[name] !== null) expect(ids.get(references)).toContain(row[name]);
    }
});

test("a table of another day has the rows that the graph had then", async () => {
  for (const day of ["2019-01-01", "2022-01-01", "2026-07-14"]) {
    const { asOf } = await service.graphql<{ asOf: { list: Page["list"] } }>(
      `query ($day: Date!) { asOf(date: $day) { list: recommendations(first: 100) {
        totalCount nodes { id status isUnresolved } pageInfo { hasNextPage endCursor } } } }`,
      { day },
    );
    const rows = records(await text(`/data/recommendations.csv?asOf=${day}&columns=id,status,is_unresolved`));
    expect(rows.length).toBe(asOf.list.totalCount);
    expect(rows.slice(0, 100)).toEqual(
      asOf.list.nodes.map((node) => {
        const { id, status, isUnresolved } = node as unknown as Record<string, string | boolean | null>;
        return { id, status, is_unresolved: isUnresolved === null ? null : String(isUnresolved) };
      }),
    );
    const counted = records(await text(`/data/statistics/recommendations.csv?asOf=${day}`));
    expect(counted[0]?.count).toBe(String(asOf.list.totalCount));
  }
  for (const wrong of ["asOf=2022-02-30", "asOf=yesterday", "knownOn=2022-01-01"]) {
    const response = await fetch(`${service.url}/data/recommendations.csv?${wrong}`);
    expect([wrong, response.status]).toEqual([wrong, 400]);
  }
});

test("columns and limit choose", async () => {
  const rows = parseCsv(await text("/data/agencies.csv?columns=slug,id&limit=2"));
  expect(rows[0]).toEqual(["slug", "id"]);
  expect(rows.length).toBe(3);
  expect(await text("/data/agencies.csv?columns=slug&limit=0")).toBe("slug\n");
});

test("HEAD, ETag and X-Revision say which version it is; a write changes them", async () => {
  const { meta } = await service.graphql<{ meta: { revision: number } }>("{ meta { revision } }");
  const first = await get("/data/reports.csv");
  await first.text();
  expect(first.headers.get("x-revision")).toBe(String(meta.revision));
  expect(first.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  const tag = first.headers.get("etag")!;
  const head = await fetch(`${service.url}/data/reports.csv`, { method: "HEAD" });
  expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, tag, ""]);
  expect((await get("/data/reports.csv", { "if-none-match": tag })).status).toBe(304);
  expect((await get("/data/reports.csv?limit=3", { "if-none-match": tag })).status).toBe(200);
  await service.db.database.query(
    "update offices set name = name || '.' where id = (select min(id) from offices)",
  );
  const later = await get("/data/reports.csv", { "if-none-match": tag });
  expect(later.status).toBe(200);
  expect(Number(later.headers.get("x-revision"))).toBeGreaterThan(meta.revision);
});

test("compressed where it is accepted, with the same bytes inside", async () => {
  const raw = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
    request(`${service.url}/data/reports.csv`, { headers: { "accept-encoding": "gzip" } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(parts) }),
      );
    })
      .on("error", reject)
      .end();
  });
  expect(raw.encoding).toBe("gzip");
  expect(gunzipSync(raw.body).toString()).toBe(await text("/data/reports.csv"));
});

test.each([
  ["/data/report_topics.csv?filter={}", 400, "BAD_USER_INPUT", /no filter/],
  ["/data/nothing.csv", 404, "NOT_FOUND", /There is no table "nothing"/],
  ["/data/reports.csv?filtr={}", 400, "BAD_USER_INPUT", /no parameter "filtr"/],
  ["/data/reports.csv?limit=1&limit=2", 400, "BAD_USER_INPUT", /given twice/],
  ["/data/reports.csv?filter={", 400, "BAD_USER_INPUT", /not JSON/],
  ["/data/reports.csv?filter=[1]", 400, "BAD_USER_INPUT", /Expected type "ReportFilter"/],
  [`/data/reports.csv?${filtered({ nothing: 1 })}`, 400, "BAD_USER_INPUT", /"nothing" is not defined/],
  [
    `/data/reports.csv?${filtered({ issuedOn: { gte: "yesterday" } })}`,
    400,
    "BAD_USER_INPUT",
    /existing day/,
  ],
  [`/data/reports.csv?${filtered({ title: { eq: null } })}`, 400, "BAD_USER_INPUT", /null/],
  [`/data/reports.csv?${filtered({ id: { eq: "agency_1" } })}`, 400, "BAD_USER_INPUT", /report_42/],
  [
    `/data/reports.csv?${filtered({ id: { in: Array(101).fill("report_1") } })}`,
    400,
    "QUERY_TOO_LARGE",
    /100/,
  ],
  ["/data/reports.csv?orderBy=SIZE", 400, "BAD_USER_INPUT", /SIZE/],
  ["/data/reports.csv?columns=id,size", 400, "BAD_USER_INPUT", /no column "size"/],
  ["/data/reports.csv?columns=id,id", 400, "BAD_USER_INPUT", /twice/],
  ["/data/reports.csv?limit=-1", 400, "BAD_USER_INPUT", /limit/],
])("%s is refused", async (path, status, code, message) => {
  for (const method of ["GET", "HEAD"]) {
    const response = await fetch(`${service.url}${path}`, { method });
    expect(response.status).toBe(status);
    if (method === "HEAD") continue;
    const { errors } = (await response.json()) as Problem;
    expect(errors[0]!.extensions.code).toBe(code);
    expect(errors[0]!.message).toMatch(message);
  }
});
