// Kinds of files that people have, each small and made up, with the values that are right: once each of them went wrong.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMapping } from "../../src/import/formats/tracker/mapping-file";
import { importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { retract } from "../../src/import/loader/retract";
import { testDatabase } from "../support/database";
import { ask } from "./importing";

const db = testDatabase();
const folder = join(__dirname, "inputs");

afterEach(async () => {
  const sources = await ask(db.database, "select id::text from sources where retracted_at is null");
  for (const [id] of sources) await retract(db.database, id ?? "");
});

async function take(file: string, mapping?: string, asOf: string | undefined = mapping && "2026-01-31") {
  const rejects: string[] = [];
  const outcome = await importFile(
    db.database,
    await bytesOf(readFileSync(join(folder, file)), file),
    { mapping: mapping === undefined ? undefined : await loadMapping(join(folder, `${mapping}.yaml`)), asOf },
    { onReject: ({ row, column, reason }) => rejects.push(`${row} ${column}: ${reason}`) },
  );
  return { ...outcome, rejects };
}

const numbers = async () =>
  (await ask(db.database, "select coalesce(number, title) from reports order by 1")).map(
    ([number]) => number,
  );
const agenciesOf = async (number: string) =>
  (
    await ask(
      db.database,
      "select a.name from report_agencies x join agencies a on a.id = x.agency_id join reports r on r.id = x.report_id where r.number = $1 order by 1",
      [number],
    )
  ).map(([name]) => name);

test("a mapping alone says that a file is a tracker; a row of totals is none", async () => {
  const { format, rejects, notes } = await take("total-row.csv", "plain");
  expect([format, rejects, await numbers()]).toEqual(["tracker", [], ["K-10", "K-11", "K-12"]]);
  expect(notes).toContainEqual(expect.stringContaining("totals"));
});

test("what stands above the header is passed over, and told", async () => {
  const { notes } = await take("preamble.csv", "plain");
  expect(await numbers()).toEqual(["K-10", "K-11", "K-12"]);
  expect(notes).toContainEqual(expect.stringContaining("Open recommendations as of 30 June 2026"));
});

test("titles that begin beyond ASCII keep their recommendations, whatever their case", async () => {
  await take("accent-title.csv", "accent-title");
  const [[count]] = (await ask(db.database, "select count(*)::text from recommendations")) as [[string]];
  expect(count).toBe("4");
});

test("agencies and topics in other scripts are kept, and kept apart", async () => {
  const { rejects } = await take("nonlatin.csv", "plain");
  expect(rejects).toEqual([]);
  expect(await agenciesOf("K-1")).toEqual(["Больница № 5"]);
  expect(await agenciesOf("K-2")).toEqual(["Школа № 5"]);
  expect(await agenciesOf("K-3")).toEqual(["עיריית הצפון"]);
  expect(await ask(db.database, "select count(*)::text from topics")).toEqual([["4"]]);
});

test("a JSON array, a list in a cell and a column that comes late are read", async () => {
  await take("array.json", "plain");
  expect(await numbers()).toEqual(["K-10", "K-11", "K-12"]);
  await take("list-in-cell.ndjson", "plain");
  expect(await agenciesOf("K-10")).toEqual(["Ministry of Health", "Ministry of Works"]);
  await take("late-column.ndjson", "plain");
  expect(
    await ask(
      db.database,
      "select r.number, c.status from recommendations c join reports r on r.id = c.report_id where r.number in ('L-11', 'L-12') order by 1",
    ),
  ).toEqual([
    ["L-11", "OPEN"],
    ["L-12", "OPEN"],
  ]);
});

test("a workbook is read by the same mapping", async () => {
  await take("book.xlsx", "plain");
  expect(
    await ask(
      db.database,
      "select r.number, c.number, c.status from recommendations c join reports r on r.id = c.report_id",
    ),
  ).toEqual([["K-20", "1", "OPEN"]]);
});

test("sums are read as spreadsheets write them; one that cannot be costs itself, not its row", async () => {
  const { rejects } = await take("money.csv", "money");
  const found = await ask(
    db.database,
    "select r.number, c.questioned_costs::text from recommendations c join reports r on r.id = c.report_id order by r.number_sort_key",
  );
  expect(found).toEqual([
    ["Q-1", "1250000.00"],
    ["Q-2", "1200000.00"],
    ["Q-3", "1200000.00"],
    ["Q-4", "0.00"],
    ["Q-5", null],
    ["Q-6", null],
    ["Q-7", "500.00"],
    ["Q-8", null],
    ["Q-9", "1250000.00"],
    ["Q-10", "1000.00"],
    ["Q-11", "1250000.00"],
  ]);
  expect(rejects.map((one) => one.split(":")[0])).toEqual(["6 Questioned", "9 Questioned"]);
});

test("only federal offices get a fiscal year from the day", async () => {
  await take("fiscal.csv", "fiscal");
  expect(await ask(db.database, "select fiscal_year::text from reports")).toEqual([[null], [null]]);
});

test("a page that does not say whose it is belongs to nobody", async () => {
  await expect(take("other-office.txt")).rejects.toThrow(
    /labels of a listing page .* does not say that it is DHS OIG's/,
  );
});

test("a page of a collection fills gaps and replaces nothing", async () => {
  await take("dhs-table-2026.html");
  await take("oversight-detail-2026.html");
  expect(
    await ask(
      db.database,
      "select title, declared_recommendation_count::text, questioned_costs::text, issued_on::text from reports where number = 'OIG-26-90'",
    ),
  ).toEqual([["ICE's Made-up Fuel Card Controls Need Work", "12", "1250000.00", "2026-07-23"]]);
});

test("a source's code and name for an agency mean the node that is known", async () => {
  await take("report.json");
  expect(await agenciesOf("OIG-20-34")).toEqual(["U.S. Customs and Border Protection"]);
});

test("recommendations without a number are numbered in their order", async () => {
  await take("no-number.csv", "plain");
  expect(
    await ask(db.database, "select number, left(text, 7), status from recommendations order by number"),
  ).toEqual([
    ["1", "Write a", "OPEN"],
    ["2", "Train e", "CLOSED_UNSPECIFIED"],
  ]);
});

test("a corrected file of the same day takes the place of the first", async () => {
  await take("correction-1.csv", "correction");
  const { replaced, notes } = await take("correction-2.csv", "correction");
  expect(replaced).toEqual([
    expect.objectContaining({ fileName: "correction-1.csv", reports: 1, removedReports: 0 }),
  ]);
  expect(notes).toContainEqual(expect.stringContaining("Takes the place of"));
  expect(
    await ask(
      db.database,
      `select c.number, c.questioned_costs::text, c.status, string_agg(a.slug, ',') from recommendations c
       left join recommendation_agencies x on x.recommendation_id = c.id left join agencies a on a.id = x.agency_id group by c.id order by 1`,
    ),
  ).toEqual([
    ["1", "1000.00", "OPEN", "ice"],
    ["2", null, "OPEN", "cbp"],
  ]);
});

test("the clearinghouse's own table of findings is read, its references one by one", async () => {
  const { rejects } = await take("fac-api.csv");
  expect(rejects).toEqual([]);
  expect(
    await ask(
      db.database,
      "select f.number, string_agg(l.target_raw, ' ' order by l.target_raw) from findings f left join finding_links l on l.finding_id = f.id group by f.id order by 1",
    ),
  ).toEqual([
    ["2023-067", "2021-001 2022-001"],
    ["2023-068", "2022-002 2022-003"],
    ["2023-069", null],
    ["2023-070", "2022-4"],
    ["2023-071", "2022-001 2022-002 2022-003"],
  ]);
  expect(await ask(db.database, "select fiscal_year::text from reports")).toEqual([["2023"]]);
});

test("the open recommendations of a collection's page come with their words and sums", async () => {
  const page = readFileSync(join(folder, "oversight-detail-2026.html"), "utf8").replace(
    "</article>",
    `<table><thead><tr><th>Recommendation Number</th><th>Significant Recommendation</th><th>Recommended Questioned Costs</th>
     <th>Recommended Funds for Better Use</th><th>Additional Details</th></tr></thead><tbody>
     <tr><td>1</td><td>No</td><td>$0</td><td>$0</td><td></td></tr><tr><td colspan="5">We recommend that the made-up office count its fuel cards.</td></tr>
     <tr><td>3</td><td>Yes</td><td>$12,500</td><td>$0</td><td></td></tr><tr><td colspan="5">We recommend that it write down who holds one.</td></tr>
     </tbody></table></article>`,
  );
  await importFile(db.database, await bytesOf(page, "page.html"));
  expect(
    await ask(
      db.database,
      "select number, text, status, questioned_costs::text, is_significant::text from recommendations order by number",
    ),
  ).toEqual([
    ["1", "We recommend that the made-up office count its fuel cards.", "OPEN", "0.00", "false"],
    ["3", "We recommend that it write down who holds one.", "OPEN", "12500.00", "true"],
  ]);
});
