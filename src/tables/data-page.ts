// /data for people: every table with its size, its columns, and lines to paste. No script, nothing from elsewhere.
import { typeName } from "./descriptor";
import type { TableDefinition } from "./table";

/** Where the service is for this client, for example http://127.0.0.1:4000. */
export type Origin = string;

export interface TableSize {
  readonly name: string;
  readonly rows: number;
}

export interface DataSummary {
  readonly origin: Origin;
  readonly revision: number;
  readonly asOf: string;
  readonly sizes: readonly TableSize[];
}

/** The same for programs. */
export function dataJson(tables: readonly TableDefinition[], summary: DataSummary) {
  const { origin, revision, asOf, sizes } = summary;
  return {
    revision,
    asOf,
    manifest: `${origin}/data/r${revision}/manifest.json`,
    dataPackage: `${origin}/data/datapackage.json`,
    dictionary: `${origin}/data/dictionary.csv`,
    tables: tables.map(({ name, description, columns, filter }) => ({
      name,
      description,
      rows: sizes.find((size) => size.name === name)!.rows,
      columns: columns.map((column) => column.name),
      takesFilter: filter !== null,
      csv: `${origin}/data/${name}.csv`,
      ndjson: `${origin}/data/${name}.ndjson`,
      parquet: `${origin}/data/${name}.parquet`,
      use: linesFor(`${origin}/data/${name}`),
    })),
  };
}

/** Lines to paste, for a table's address without its extension. */
export function linesFor(url: string) {
  return {
    pandas: `pandas.read_csv("${url}.csv")`,
    duckdb: `select * from read_parquet('${url}.parquet')`,
    r: `read.csv("${url}.csv", na.strings = "", encoding = "UTF-8")`,
  };
}

export const dataPagePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function dataPage(tables: readonly TableDefinition[], summary: DataSummary): string {
  const { origin, revision, asOf, sizes } = summary;
  const rowsOf = (name: string) => sizes.find((size) => size.name === name)!.rows.toLocaleString("en-US");
  const summaryRows = tables.map(
    ({ name, columns, description }) =>
      `<tr><th scope="row"><a href="#${name}">${name}</a></th><td class="n">${rowsOf(name)}</td>` +
      `<td class="n">${columns.length}</td><td>${escape(description)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tables – Oversight Graph</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<style>${style}</style>
</head>
<body>
<main>
<h1>Tables</h1>
<p>The graph's tables as files, at revision ${revision} of ${escape(asOf)}. Each download is of one revision, which its
<code>X-Revision</code> header says. All columns are in the <a href="/data/dictionary.csv">dictionary</a>; programs read the
<a href="/data/datapackage.json">Data Package</a>. To cite: <a href="/data/r${revision}/manifest.json">all files of revision
${revision}</a>, with checksums, which never change.</p>
<p>Rows are chosen as in GraphQL:
<code>/data/recommendations.csv?filter={"status":{"eq":"OPEN"}}&amp;orderBy=REPORT_ISSUED_ON_DESC&amp;columns=id,number,status&amp;limit=1000</code>.</p>
<div class="wide" role="region" aria-label="All tables" tabindex="0"><table>
<thead><tr><th scope="col">Table</th><th scope="col">Rows</th><th scope="col">Columns</th><th scope="col">What a row is</th></tr></thead>
<tbody>
${summaryRows.join("\n")}
</tbody></table></div>
${tables.map((table) => section(table, origin, rowsOf(table.name))).join("\n")}
</main>
</body>
</html>
`;
}

function section({ name, description, columns }: TableDefinition, origin: Origin, rows: string): string {
  const use = linesFor(`${origin}/data/${name}`);
  const columnRows = columns.map(
    (column) =>
      `<tr><th scope="row"><code>${column.name}</code></th><td>${typeName(column)}${column.nullable ? "" : ", always there"}</td>` +
      `<td>${escape(column.description)}</td></tr>`,
  );
  return `<section aria-labelledby="${name}">
<h2 id="${name}">${name}</h2>
<p>${escape(description)} ${rows} rows:
<a href="/data/${name}.csv">CSV</a>, <a href="/data/${name}.ndjson">NDJSON</a>, <a href="/data/${name}.parquet">Parquet</a>.</p>
<dl>
<dt>pandas</dt><dd><code>${escape(use.pandas)}</code></dd>
<dt>DuckDB</dt><dd><code>${escape(use.duckdb)}</code></dd>
<dt>R</dt><dd><code>${escape(use.r)}</code></dd>
</dl>
<details><summary>${columns.length} columns</summary>
<div class="wide" role="region" aria-label="Columns of ${name}" tabindex="0"><table>
<thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
<tbody>
${columnRows.join("\n")}
</tbody></table></div></details>
</section>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;margin:0}
main{max-width:60rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse}
th,td{padding:.25rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid #8888}
th[scope=row]{font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
code{font-size:.9em;overflow-wrap:anywhere}
dt{font-weight:600}dd{margin:0 0 .5rem}`;
