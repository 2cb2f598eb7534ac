// What the tables say of themselves: a page for people, JSON, a Data Package and a dictionary, which all fit the files.
import { get as getRaw } from "node:http";
import { serviceSchema } from "../../src/schema";
import { tableDefinitions } from "../../src/tables/definition";
import { parseCsv, records, tableService } from "./table-service";

const service = tableService();
const tables = tableDefinitions(serviceSchema().schema);
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${service.url}${path}`, { headers });

interface Described {
  readonly revision: number;
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly csv: string;
    readonly columns: string[];
  }[];
}

test("/data is JSON for programs: every table with its rows, columns and address", async () => {
  const response = await get("/data");
  const described = (await response.json()) as Described;
  expect(response.headers.get("x-revision")).toBe(String(described.revision));
  expect(described.tables.map(({ name }) => name)).toEqual(tables.map(({ name }) => name));
  for (const table of described.tables) {
    const [header, ...rows] = parseCsv(await (await fetch(table.csv)).text());
    expect(header).toEqual(table.columns);
    expect(rows.length).toBe(table.rows);
  }
  const again = await get("/data", { "if-none-match": response.headers.get("etag")! });
  expect(again.status).toBe(304);
  await service.db.database.query(
    "update offices set name = name || '.' where id = (select min(id) from offices)",
  );
  const later = (await (await get("/data")).json()) as Described;
  expect(later.revision).toBeGreaterThan(described.revision);
});

test("/data is a page for people, with lines to paste and no script", async () => {
  const response = await get("/data", { accept: "text/html,*/*;q=0.8" });
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  const html = await response.text();
  expect(html).not.toContain("<script");
  for (const { name, columns } of tables) {
    expect(html).toContain(`pandas.read_csv(&#34;${service.url}/data/${name}.csv&#34;)`);
    for (const column of columns) expect(html).toContain(`<code>${column.name}</code>`);
  }
});

test("a host that is no host is not repeated", async () => {
  const html = await new Promise<string>((resolve, reject) => {
    getRaw(`${service.url}/data`, { headers: { host: '"><script>', accept: "text/html" } }, (response) => {
      let text = "";
      response.on("data", (part) => (text += part));
      response.on("end", () => resolve(text));
    }).on("error", reject);
  });
  expect(html).toContain("Tables");
  expect(html).not.toContain("<script");
});

test("the dictionary has each column once, with a description", async () => {
  const rows = records(await (await get("/data/dictionary.csv")).text());
  const columns = tables.flatMap(({ name, columns: own }) => own.map((column) => `${name}.${column.name}`));
  expect(rows.map(({ table, column }) => `${table}.${column}`)).toEqual(columns);
  for (const row of rows) {
    expect(row.description).toMatch(/\w{2}.*\.$/s);
    expect(row.type).toMatch(/^[a-z]/);
    expect(row.graphql).toMatch(/^[A-Z]\w+\.\w/);
  }
});

test("the Data Package's types are those of the files' cells", async () => {
  const body = (await (await get("/data/datapackage.json")).json()) as {
    resources: {
      path: string;
      schema: {
        fields: { name: string; type: string; constraints?: { required?: true; enum?: string[] } }[];
        primaryKey: string[];
      };
    }[];
  };
  expect(body.resources.length).toBe(tables.length);
  const shapes: Record<string, RegExp> = {
    boolean: /^(true|false)$/,
    integer: /^-?\d+$/,
    number: /^-?\d+(\.\d+)?(e-?\d+)?$/,
    date: /^\d{4}-\d\d-\d\d$/,
    datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    array: /^\[.*\]$/s,
    string: /^/,
  };
  for (const { path, schema } of body.resources) {
    const rows = records(await (await fetch(new URL(path, `${service.url}/data/datapackage.json`))).text());
    const keys = rows.map((row) => schema.primaryKey.map((name) => row[name]).join(" "));
    expect(new Set(keys).size).toBe(rows.length);
    for (const { name, type, constraints } of schema.fields)
      for (const row of rows) {
        const value = row[name];
        if (value === null || value === undefined)
          expect([path, name, constraints?.required]).toEqual([path, name, undefined]);
        else {
          expect(value).toMatch(shapes[type]!);
          if (constraints?.enum) expect(constraints.enum).toContain(value);
        }
      }
  }
});
