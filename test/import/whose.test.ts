// Whose material a file becomes: by proof in its content, by what the caller says, and never DHS OIG's by default.
import { importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { testDatabase } from "../support/database";
import { ask, importText } from "./importing";

const db = testDatabase();

const labelled = (heading: string, number: string, summary = "We made two recommendations.") =>
  `${heading}\nReports\n\nReview of Made-up School Buses\n\nExecutive Summary\n${summary}\n\nReport Number\n${number}\nIssue Date\nMarch 4, 2024\nFiscal Year\n2024\n`;

const others: readonly (readonly [string, string])[] = [
  ["a state's office", labelled("Made-up State Office of the Inspector General", "MS-24-07")],
  [
    "a state's office whose numbers look alike",
    labelled("Made-up State Office of Inspector General", "OIG-24-07"),
  ],
  ["an office that counts with three places", labelled("Audit Reports", "OIG-23-031")],
  [
    "an office that speaks of DHS OIG",
    labelled(
      "Audits of a City",
      "A-24-7",
      "DHS OIG, the Department of Homeland Security Office of Inspector General, found the same.",
    ),
  ],
  ["a city auditor", labelled("Made-up City Auditor", "OIG-24-07")],
  [
    "a table of another office",
    "Office of Inspector General | Department of Made-up Affairs\n\nReport Number Title Issue Date Fiscal Year\nOIG-24-11 Fuel Cards 03/04/2024 2024\n",
  ],
];

test.each(others)("%s is not DHS OIG's", async (_, page) => {
  await expect(importText(db.database, page, {}, "page.txt")).rejects.toThrow(/--format .*--office|--office/);
  expect(await ask(db.database, "select count(*)::text from reports")).toEqual([["0"]]);
});

test.each([
  [
    "named by its title",
    labelled("Department of Homeland Security | Office of Inspector General", "OIG-24-07"),
  ],
  ["told by its own numbers alone", labelled("Deportation", "OIG-24-08")],
  [
    "named by its label",
    labelled("Deportation", "OIG-24-09").replace("Fiscal Year", "DHS Agency\nICE\nFiscal Year"),
  ],
  [
    "a list of titles with its numbers",
    "report_number,title,fiscal_year,note\nOIG-24-65,On phones,2024,\nOIG-24-63,On beds,2024,\n",
  ],
])("DHS OIG's is %s", async (_, page) => {
  const outcome = await importText(db.database, page, {}, "page.txt", { dryRun: true });
  expect(outcome.offices.map(({ slug }) => slug)).toEqual(["dhs-oig"]);
});

test("a list of titles with another office's numbers is nobody's", async () => {
  const list = "report_number,title,fiscal_year,note\nOIG-23-031,On phones,2024,\nOIG-23-032,On beds,2024,\n";
  await expect(importText(db.database, list)).rejects.toThrow(/none of the known formats/);
});

test("the summary begins with what the file was taken for, whose it became and what changed", async () => {
  const header = "office,report_number,report_title,recommendation_number,status,as_of\n";
  const first = await importText(
    db.database,
    `${header}whose-oig,W-1,On fuel,1,OPEN,2021-01-01\n`,
    {},
    "w.csv",
  );
  expect(first.taken).toMatchObject({
    toldBy: "the columns of a shipped mapping",
    about: expect.stringContaining("tracker"),
  });
  expect(first.offices).toEqual([{ slug: "whose-oig", name: "whose-oig", reports: 1, isNew: true }]);
  expect(first.doubts).toEqual([expect.stringContaining("whose-oig, new here")]);
  const second = await importText(
    db.database,
    `${header}whose-oig,W-1,On fuel cards,1,OPEN,2021-02-01\n`,
    {},
    "w2.csv",
    { dryRun: true },
  );
  expect(second.offices).toEqual([{ slug: "whose-oig", name: "whose-oig", reports: 1, isNew: false }]);
  expect(second.changes).toEqual([
    { row: 2, table: "reports", field: "title", before: "On fuel", after: "On fuel cards" },
  ]);
  expect([second.isKept, second.doubts]).toEqual([false, []]);
});

test("where there is a doubt somebody may be asked, and no keeps nothing", async () => {
  const file = "office,report_number,recommendation_number,status\nasked-oig,Q-1,1,OPEN\n";
  const asked: string[] = [];
  const answer =
    (isYes: boolean) =>
    async ({ doubts }: { readonly doubts: readonly string[] }) => {
      asked.push(...doubts);
      return isYes;
    };
  const no = await importFile(db.database, await bytesOf(file, "q.csv"), {}, { confirm: answer(false) });
  expect([
    no.isKept,
    await ask(db.database, "select count(*)::text from offices where slug = 'asked-oig'"),
  ]).toEqual([false, [["0"]]]);
  const yes = await importFile(db.database, await bytesOf(file, "q.csv"), {}, { confirm: answer(true) });
  expect([yes.isKept, asked.length]).toEqual([true, 2]);
});
