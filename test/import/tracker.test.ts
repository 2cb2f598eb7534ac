// Shipped mappings: each is told by its columns and gives the statuses that its source means.

import { verify } from "../../src/database/schema/verify";
import { readMapping } from "../../src/import/formats/tracker/mapping";
import { shippedMappings } from "../../src/import/formats/tracker/mapping-file";
import { testDatabase } from "../support/database";
import { ask, changes, importText } from "./importing";

const db = testDatabase();

/** Header, one row, and what the recommendation then is: status, resolution, position. */
const cases: readonly (readonly [
  mapping: string,
  file: string,
  expected: readonly [string, string, string | null],
  office?: string,
])[] = [
  [
    "state-oig",
    "Report Number,Recommendation Number,Compliance Status,Action Office,Issue Date\nAUD-1,1,Resolved,Bureau of Testing,4/1/2021",
    ["OPEN", "RESOLVED", null],
  ],
  [
    "doe-oig",
    "Report Number,Recommendation Number,Management Decision,Final Action,Program Office\nDOE-1,1,Non-concur,No,Office of Science",
    ["OPEN", "UNKNOWN", "NON_CONCUR"],
  ],
  [
    "doj-oig",
    "Report Number,Rec Number,Component,Recommendation Status\n21-001,2,FBI,On Hold/Pending with OIG",
    ["OPEN", "ON_HOLD", null],
  ],
  [
    "dot-oig",
    "Project ID,Rec. No.,Operating Administration,Status,Date Closed\nAV2021001,3,FAA,Closed – Not Implemented,5/6/2022",
    ["CLOSED_NOT_IMPLEMENTED", "UNKNOWN", null],
  ],
  [
    "opm-oig",
    "Report Number,Recommendation Number,Recommendation Status,Program Office,OPM Response\n4A-1,1,Open Unresolved,Healthcare and Insurance,Partially Concurs",
    ["OPEN", "UNRESOLVED", "PARTIALLY_CONCUR"],
  ],
  [
    "hhs-oig",
    "Report Number,Recommendation Number,OpDiv,Status,Concurrence\nA-05-1,22-A-05-002.01,CMS,Closed Acceptable Alternative,Non-Concur",
    ["CLOSED_ALTERNATIVE", "UNKNOWN", "NON_CONCUR"],
  ],
  [
    "va-oig",
    "Report Number,Rec Number,Administration,Rec Status\n21-00001-01,1,VHA,Closed Not Implemented",
    ["CLOSED_NOT_IMPLEMENTED", "UNKNOWN", null],
  ],
  [
    "usps-oig",
    'Report Number,Recommendation,Agreed/Disagreed,Status,Funds Put to Better Use\n21-001-R21,R-1,Disagreed,Open,"$1,000,000"',
    ["OPEN", "UNKNOWN", "NON_CONCUR"],
  ],
  [
    "gao",
    "Report Number,Recommendation Number,Agency Affected,Status\nGAO-21-1,1,Department of Homeland Security,Open—Partially Addressed",
    ["OPEN_PARTIALLY_ADDRESSED", "UNKNOWN", null],
  ],
  [
    "city-auditor",
    "Audit Number,Audit Title,Rec #,Implementation Status,Department,Management Response\nA1,Parks,1.1,Partly Implemented,Parks Department,Partially Agree",
    ["OPEN_PARTIALLY_ADDRESSED", "UNKNOWN", "PARTIALLY_CONCUR"],
    "springfield-auditor",
  ],
  [
    "transport-safety",
    "Accident Number,SR Number,Addressee,Overall Status\nDCA21MR001,R-21-1,Metro Transit,Open—Acceptable Response",
    ["OPEN", "RESOLVED", null],
  ],
  [
    "own-values",
    "office,report_number,recommendation_number,status,resolution,agency,position\nown-oig,O-1,1,CLOSED_SUPERSEDED,RESOLVED,ICE,CONCUR",
    ["CLOSED_SUPERSEDED", "RESOLVED", "CONCUR"],
  ],
];

test.each(cases.map(([name, file, expected, office]) => ({ name, file, expected, office })))(
  "$name",
  async ({ name, file, expected, office }) => {
    const outcome = await importText(db.database, file, { office });
    expect({
      rejects: outcome.rejects,
      notes: outcome.notes.filter((note) => note.startsWith("No meaning")),
    }).toEqual({ rejects: [], notes: [] });
    const found = await ask(
      db.database,
      `select c.status, c.resolution, (select min(position) from responses p where p.recommendation_id = c.id), s.format
     from recommendations c join sources s on s.id = c.source_id where s.format = $1`,
      [`tracker ${name}`],
    );
    expect(found).toEqual([[...expected, `tracker ${name}`]]);
    expect(changes(await importText(db.database, file, { office }))).toEqual({
      inserted: 0,
      updated: 0,
      removed: 0,
    });
  },
);

test("a grand jury's respondents answer every year, each for itself", async () => {
  const file = [
    "Report Title,Recommendation #,Respondent,Response Year,Finding Response,Recommendation Response,Recommendation Text",
    "Water,R1,City Council,2021,Agree,Requires Further Analysis,Meter it",
    "Water,R1,City Council,2022,Agree,Has Been Implemented,Meter it",
    'Water,R1,County Board,2021,"Disagree, Partially",Will Not Be Implemented,Meter it',
  ].join("\n");
  const outcome = await importText(db.database, file, { office: "county-civil-grand-jury" });
  expect(outcome.rejects).toEqual([]);
  expect(
    await ask(
      db.database,
      "select g.name, p.period, p.position, p.status from responses p join agencies g on g.id = p.agency_id join recommendations c on c.id = p.recommendation_id where c.number = '1' and c.text = 'Meter it' order by 1, 2",
    ),
  ).toEqual([
    ["City Council", "2021", "CONCUR", "OPEN"],
    ["City Council", "2022", "CONCUR", "CLOSED_IMPLEMENTED"],
    ["County Board", "2021", "PARTIALLY_CONCUR", "CLOSED_NOT_IMPLEMENTED"],
  ]);
  expect(
    await ask(
      db.database,
      "select c.status, r.number from recommendations c join reports r on r.id = c.report_id where c.number = '1' and c.text = 'Meter it'",
    ),
  ).toEqual([["OPEN", null]]);
});

test("every shipped mapping says what it is for and by which columns it is told", () => {
  for (const mapping of shippedMappings()) {
    expect(mapping.about).not.toBe("");
    expect(mapping.detect.length).toBeGreaterThanOrEqual(4);
  }
  expect(shippedMappings().length).toBeGreaterThanOrEqual(13);
});

test("the same statement on a later day is a new event; without a day it says nothing new", async () => {
  const row = (status: string) =>
    `Report Number,Rec Number,Component,Recommendation Status\n22-050,1,DEA,${status}\n`;
  const events = async () =>
    (
      await ask(
        db.database,
        "select count(*) from status_events e join recommendations c on c.id = e.recommendation_id join reports r on r.id = c.report_id where r.number = '22-050'",
      )
    )[0]?.[0];
  await importText(db.database, row("Unresolved"));
  await importText(db.database, `${row("Unresolved")}\n`);
  expect(await events()).toBe("1");
  await importText(db.database, row("Resolved"), { asOf: "2022-01-01" });
  await importText(db.database, `${row("Resolved")}\n`, { asOf: "2022-02-01" });
  expect(await events()).toBe("3");
});

test("all mistakes of a mapping are told together", () => {
  const wrong = {
    office: "Not A Slug",
    reprot: {},
    report: { nummer: "A" },
    dates: ["MDY", "DMY"],
    event: { status: { column: "S", values: { x: "OPENED" } } },
  };
  let message = "";
  try {
    readMapping(wrong, "wrong");
  } catch (error) {
    message = (error as Error).message;
  }
  for (const words of [
    "7 mistakes",
    "reprot",
    "nummer",
    "number or title",
    "OPENED",
    "office is not",
    "MDY and DMY",
  ])
    expect(message).toContain(words);
});

test("after all of that no rule is broken", async () => {
  expect((await verify(db.database)).violations).toEqual([]);
});
