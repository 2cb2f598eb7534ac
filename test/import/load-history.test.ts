// The history of statuses, what publishers claim, and references that wait for their target.

import { verify } from "../../src/database/schema/verify";
import type { CanonicalRecord } from "../../src/import/records/records";
import { createTestDatabase, testDatabase } from "../support/database";
import { ask, changes, exported, importRecords, importText } from "./importing";

const db = testDatabase();
const office: CanonicalRecord = { record: "office", slug: "x-oig", name: "X", mention: true };
const report = (number: string, more: object = {}): CanonicalRecord => ({
  record: "report",
  office: "x-oig",
  number,
  ...more,
});
const recommendation = (number: string, more: object = {}): CanonicalRecord => ({
  record: "recommendation",
  office: "x-oig",
  report: "R-1",
  number,
  ...more,
});
const event = (more: object): CanonicalRecord => ({
  record: "status_event",
  office: "x-oig",
  report: "R-1",
  recommendation: "1",
  ...more,
});

test("events are added once, the last one is the status, and a date beats the order of arrival", async () => {
  await importRecords(db.database, [
    office,
    report("R-1"),
    recommendation("1"),
    event({ status: "OPEN", asOf: "2021-01-01" }),
  ]);
  await importRecords(db.database, [
    office,
    report("R-1"),
    event({ status: "CLOSED_IMPLEMENTED", closedOn: "2022-02-02", asOf: "2022-02-02" }),
  ]);
  const older = [
    office,
    report("R-1"),
    event({ status: "OPEN", resolution: "RESOLVED", asOf: "2021-06-01" }),
  ];
  await importRecords(db.database, older);
  expect(changes(await importRecords(db.database, older))).toEqual({ inserted: 0, updated: 0, removed: 0 });
  expect(
    await ask(db.database, "select status, closed_on, resolution, status_as_of from recommendations"),
  ).toEqual([["CLOSED_IMPLEMENTED", "2022-02-02", "RESOLVED", "2022-02-02"]]);
  expect(await ask(db.database, "select count(*) from status_events")).toEqual([["3"]]);
});

test("the rule of opening is silent where something is stated of that day", async () => {
  const rule = (number: string, asOf: string | null): CanonicalRecord =>
    ({ ...event({ status: "OPEN", basis: "RULE", asOf }), recommendation: number }) as CanonicalRecord;
  await importRecords(db.database, [
    office,
    report("R-1"),
    recommendation("2"),
    recommendation("3"),
    rule("2", null),
    rule("2", "2020-01-01"),
    rule("3", "2020-01-01"),
    {
      ...event({ status: "CLOSED_UNSPECIFIED", asOf: "2020-01-01" }),
      recommendation: "3",
    } as CanonicalRecord,
  ]);
  await importRecords(db.database, [
    office,
    report("R-1", { fiscalYear: 2020 }),
    rule("3", null),
    rule("1", "2023-01-01"),
  ]);
  expect(
    await ask(
      db.database,
      "select c.number, e.status, e.basis, e.as_of from status_events e join recommendations c on c.id = e.recommendation_id where c.number <> '1' order by 1, e.id",
    ),
  ).toEqual([
    ["2", "OPEN", "RULE", null],
    ["2", "OPEN", "RULE", "2020-01-01"],
    ["3", "CLOSED_UNSPECIFIED", "STATED", "2020-01-01"],
  ]);
  expect(await ask(db.database, "select status from recommendations where number = '1'")).toEqual([
    ["CLOSED_IMPLEMENTED"],
  ]);
});

test("what two publishers say last is kept, and later is no contradiction", async () => {
  await importRecords(db.database, [
    {
      record: "source",
      sha256: "a".repeat(64),
      format: "test",
      publisher: "The agency",
      fileName: "a",
      importerVersion: "1",
    },
    office,
    report("R-1"),
    { ...event({ status: "OPEN", asOf: "2022-01-01" }), source: `${"a".repeat(64)} test` } as CanonicalRecord,
  ]);
  expect(
    await ask(
      db.database,
      "select publisher, s.status, disagrees from status_claims s join recommendations c on c.id = s.recommendation_id where c.number = '1' order by 1",
    ),
  ).toEqual([
    ["The agency", "OPEN", "f"],
    ["test", "CLOSED_IMPLEMENTED", "f"],
  ]);
});

test("a list of what is open notes what it does not show, once, and closes nothing", async () => {
  const list: readonly CanonicalRecord[] = [
    office,
    report("R-1"),
    recommendation("4"),
    { ...event({ status: "OPEN", asOf: "2025-01-01" }), recommendation: "4" } as CanonicalRecord,
    { record: "open_list", office: "x-oig", asOf: "2025-01-01" },
  ];
  const first = await importRecords(db.database, list);
  expect(first.counts.status_events?.inserted).toBe(2);
  expect(
    await ask(
      db.database,
      "select c.number, e.kind, c.status from status_events e join recommendations c on c.id = e.recommendation_id where e.as_of = '2025-01-01' order by 1",
    ),
  ).toEqual([
    ["2", "NOT_SHOWN", "OPEN"],
    ["4", "STATUS", "OPEN"],
  ]);
  expect(changes(await importRecords(db.database, list))).toEqual({ inserted: 0, updated: 0, removed: 0 });
});

test("a reference waits for its target and is linked when that arrives", async () => {
  await importRecords(db.database, [
    office,
    report("L-2"),
    { record: "report_link", office: "x-oig", report: "L-2", kind: "FOLLOWS_UP", targetRaw: "L 1" },
  ]);
  expect(await ask(db.database, "select target_report_id from report_links")).toEqual([[null]]);
  const outcome = await importRecords(db.database, [office, report("L-1")]);
  expect(outcome.links).toContainEqual({ table: "report_links", linked: 1, dangling: 0 });
  expect(
    await ask(db.database, "select r.number from report_links l join reports r on r.id = l.target_report_id"),
  ).toEqual([["L-1"]]);
});

test("a reference that would close a ring stays unlinked and is told", async () => {
  const link = (from: string, to: string): CanonicalRecord => ({
    record: "recommendation_link",
    office: "x-oig",
    report: "R-1",
    recommendation: from,
    kind: "REPEATS",
    targetRaw: `R-1#${to}`,
    targetReport: "R-1",
    targetRecommendation: to,
  });
  const outcome = await importRecords(db.database, [
    office,
    report("R-1"),
    link("1", "2"),
    link("2", "3"),
    link("3", "1"),
    link("4", "1"),
  ]);
  expect(outcome.rejects.map(({ row, column }) => [row, column])).toEqual([
    [3, "targetRaw"],
    [4, "targetRaw"],
    [5, "targetRaw"],
  ]);
  expect(outcome.links).toContainEqual({ table: "recommendation_links", linked: 1, dangling: 3 });
});

test("all of this survives an export and an import into an empty database, and breaks no rule", async () => {
  const text = await exported(db.database);
  const other = await createTestDatabase();
  try {
    const outcome = await importText(other.database, text);
    expect(outcome.rejects).toEqual([]);
    expect(await exported(other.database)).toBe(text);
    expect((await verify(other.database)).violations).toEqual([]);
  } finally {
    await other.drop();
  }
});
