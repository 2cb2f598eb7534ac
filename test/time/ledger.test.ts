// The worked ledger: six recommendations whose every figure is known. Imported as people do, and asked about through
// GraphQL alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ledgerFiles } from "../../src/import/formats/ledger/format";
import { importFile } from "../../src/import/import-file";
import { openFolder } from "../../src/import/input/bytes";
import { testDatabase } from "../support/database";
import { TestEngine } from "../support/engine";
import { Figures } from "./figures";

const folder = join(__dirname, "ledger");
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const db = testDatabase();

let figures: Figures;
beforeAll(async () => {
  const outcome = await importFile(db.database, await openFolder(folder, ledgerFiles), { format: "ledger" });
  expect(outcome.rejected).toBe(0);
  figures = new Figures(new TestEngine(db.database));
});

const leaves = (value: unknown): number =>
  typeof value === "object" && value !== null && (!Array.isArray(value) || typeof value[0] === "object")
    ? Object.values(value).reduce((sum: number, part) => sum + leaves(part), 0)
    : 1;

test("the worked ledger has all its figures", () => {
  expect(leaves(expected)).toBeGreaterThan(200);
});

test.each(Object.keys(expected.periods))("semiannual figures of %s", async (period) => {
  expect(await figures.period(period.slice(-10))).toEqual(expected.periods[period]);
});

test.each(Object.keys(expected.asOf))("what was open on %s", async (day) => {
  const [date, knownOn] = day.split(" as known on ");
  expect(await figures.asOf(date!, knownOn ?? null)).toEqual(expected.asOf[day]);
});

test.each(Object.keys(expected.clocks))("what was late on %s", async (day) => {
  expect(await figures.clocks(day)).toEqual(expected.clocks[day]);
});

test.each(Object.keys(expected.timeToClose))("time to close on %s", async (day) => {
  expect(await figures.timeToClose(day)).toEqual(expected.timeToClose[day]);
});

test.each(Object.keys(expected.openByAgency))("open by agency on %s", async (day) => {
  expect(await figures.openByAgency(day)).toEqual(expected.openByAgency[day]);
});

test("importing it again changes nothing", async () => {
  const before = await figures.period("2024-03-31");
  const outcome = await importFile(db.database, await openFolder(folder, ledgerFiles), { format: "ledger" });
  const changed = Object.values(outcome.counts).map(({ inserted, updated }) => inserted + updated);
  expect(Math.max(...changed)).toBe(0);
  expect(await figures.period("2024-03-31")).toEqual(before);
});
