// Drafts of mappings: each loads as it is printed and reads the file it was made from, lists all values and closes nothing.
import { parse } from "yaml";
import { lineOf } from "../../src/commands/progress";
import { readMapping } from "../../src/import/formats/tracker/mapping";
import { suggestMapping } from "../../src/import/formats/tracker/suggest";
import { undecided } from "../../src/import/formats/tracker/undecided";
import { bytesOf } from "../../src/import/input/bytes";
import { testDatabase } from "../support/database";
import { ask, importText } from "./importing";

const db = testDatabase();

async function drafted(content: string) {
  const draft = await suggestMapping(await bytesOf(content), undefined);
  return { draft, mapping: readMapping(parse(draft, { schema: "core" }), "draft") };
}

test("a draft reads the file it was made from; what is said to be closed stays unknown and is asked", async () => {
  const file =
    "Open items of the office\n\nReport No.,Report Title,Rec. No.,Recommendation Text,Status,Agency,Date Issued\n" +
    "X-1,About X,1,Do it,Closed - Implemented,Parks,01/31/2021\nX-2,About Y,1,Do that,Pending,Parks,01/03/2021\n";
  const { draft, mapping } = await drafted(file);
  expect(draft).toContain(`"Closed - Implemented": UNKNOWN   # ${undecided}, 1 time`);
  expect(draft).toContain("dates: [MDY]");
  const outcome = await importText(db.database, file, { format: "tracker", mapping, office: "draft-oig" });
  expect(outcome.rejects).toEqual([]);
  expect(
    await ask(
      db.database,
      "select r.number, c.number, c.status, r.issued_on::text from recommendations c join reports r on r.id = c.report_id join offices o on o.id = r.office_id where o.slug = 'draft-oig' order by 1",
    ),
  ).toEqual([
    ["X-1", "1", "UNKNOWN", "2021-01-31"],
    ["X-2", "1", "OPEN", "2021-01-03"],
  ]);
});

test.each([
  "Closed",
  "closed as implemented",
  "Implemented",
  "Complete",
  "Done",
  "Not implemented",
  "Not Closed",
  "Closed - Not Implemented",
  "No longer open",
  "Resolved and closed",
  "مغلقة",
])("no closing is guessed from %s", async (status) => {
  const { draft } = await drafted(`Report Number,Rec No,Status\nX-1,1,${status}\n`);
  expect(draft).toContain(`${JSON.stringify(status)}: UNKNOWN   # ${undecided}`);
});

test("all values are listed, those beyond the first thousands of rows too", async () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => `X-${at},1,Open`);
  const { draft } = await drafted(["Report Number,Rec No,Status", ...rows, "X-9,2,Late value"].join("\n"));
  expect(draft).toContain('"Open": OPEN   # 30000 times');
  expect(draft).toContain(`"Late value": UNKNOWN   # ${undecided}, 1 time`);
});

test.each([
  [
    "answers without anybody who answers",
    "Report Number,Rec No,Management Response\nX-1,1,We will\n",
    `${undecided} response`,
  ],
  ["statuses without numbers", "Report Number,Status\nX-1,Open\n", "numberBy: order"],
  ["nothing that names a report", "Alpha,Beta\nX-1,Open\n", `${undecided} no column is named`],
  ["a column that stands twice", "Report Number,Rec No,Date,Date\nX-1,1,a,b\n", 'stand twice: "Date"'],
  ["days that can be two", "Report Number,Rec No,Date Issued\nX-1,1,3/4/2021\n", `${undecided} 3/4/2021`],
  [
    "days in both orders",
    "Report Number,Rec No,Date Issued\nX-1,1,13/4/2021\nX-2,1,4/13/2021\n",
    `${undecided} both orders`,
  ],
  [
    "rows wrapped in JSON",
    '{"data":[{"Report Number":"X-1","Rec No":1,"Status":"Open"},{"Late":"x"}]}',
    '"Late"',
  ],
  ["quotes in names", 'Report Number,"Rec ""No""",Status\nX-1,1,"a ""b"": c"\n', 'a \\"b\\": c'],
])("a draft loads as it is printed: %s", async (_, file, words) => {
  const { draft } = await drafted(file);
  expect(draft).toContain(words);
});

test("progress tells what elapsed, and what is expected once enough is done", () => {
  expect(lineOf("x: 5 rows, reading", 0.25, 15_000)).toBe("x: 5 rows, reading, 15 s of about 1 min 0 s");
  expect(lineOf("x: 5 rows, reading", 0.001, 15_000)).toBe("x: 5 rows, reading, 15 s");
  expect(lineOf("x: 5 rows, reading", undefined, 61_000)).toBe("x: 5 rows, reading, 1 min 1 s");
});
