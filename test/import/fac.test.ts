// The clearinghouse's tables, as CSV and as its interface's JSON, and what they say of one audit together.

import { verify } from "../../src/database";
import { elementsOf } from "../../src/import/formats/fac/elements";
import { testDatabase } from "../support/database";
import { ask, importText } from "./importing";

const db = testDatabase();
const report = "2023-06-GSAFAC-0000099901";
const later = "2023-06-GSAFAC-0000099950";

const findings = JSON.stringify([
  {
    report_id: report,
    auditee_uei: "ABCDEFGHJK11",
    audit_year: "2023",
    award_reference: "AWARD-0001",
    reference_number: "2023-001",
    type_requirement: "AB",
    is_modified_opinion: "N",
    is_other_matters: "N",
    is_material_weakness: "Y",
    is_significant_deficiency: "N",
    is_other_findings: "N",
    is_questioned_costs: "N",
    is_repeat_finding: "N",
    prior_finding_ref_numbers: "N/A",
  },
]);
const texts = [
  "report_id,auditee_uei,audit_year,fac_accepted_date,finding_ref_number,contains_chart_or_table,finding_text",
  `${report},ABCDEFGHJK11,2023,2024-03-01,2023-001,N,"Criteria: Drawdowns are reconciled each month.`,
  "Condition: Nobody reconciled them; three were late.",
  "Cause: The post was vacant.",
  'Effect: Sums may be drawn twice. Recommendation: Fill the post."',
  `${report},ABCDEFGHJK11,2023,2024-03-01,2023-002,N,GSA_MIGRATION`,
].join("\n");
const plans = JSON.stringify({
  data: [
    {
      report_id: report,
      auditee_uei: "ABCDEFGHJK11",
      audit_year: "2023",
      finding_ref_number: "2023-001",
      contains_chart_or_table: "No",
      planned_action: "The clerk will reconcile drawdowns from July on.",
    },
  ],
});
const general = JSON.stringify(
  [
    {
      report_id: report,
      resubmission_version: 1,
      next_report_id: later,
      resubmission_status: "deprecated_via_resubmission",
    },
    {
      report_id: later,
      resubmission_version: 2,
      previous_report_id: report,
      resubmission_status: "most_recent",
    },
  ].map((one) => ({
    ...one,
    auditee_uei: "ABCDEFGHJK11",
    auditee_name: "Made-up Water District",
    audit_year: "2023",
    fac_accepted_date: "2024-03-01",
    is_public: true,
  })),
);

test("four tables of one audit, in any order, tell of one report", async () => {
  for (const [content, notes] of [
    [texts, ["1 row has no text and was left out"]],
    [general, []],
    [plans, []],
    [findings, []],
  ] as const) {
    const outcome = await importText(db.database, content);
    expect({ format: outcome.format, rejects: outcome.rejects, notes: outcome.notes }).toEqual({
      format: "fac-findings",
      rejects: [],
      notes,
    });
  }
  expect(
    await ask(
      db.database,
      `select f.number, f.condition, f.criteria, f.cause, f.effect, f.corrective_action_plan, f.is_material_weakness::text, a.name
       from findings f join report_agencies x on x.report_id = f.report_id join agencies a on a.id = x.agency_id order by 1`,
    ),
  ).toEqual([
    [
      "2023-001",
      "Nobody reconciled them; three were late.",
      "Drawdowns are reconciled each month.",
      "The post was vacant.",
      "Sums may be drawn twice.",
      "The clerk will reconcile drawdowns from July on.",
      "true",
      "Made-up Water District",
    ],
  ]);
});

test("a later submission revises the former one, said once however often it is told", async () => {
  expect(
    await ask(
      db.database,
      "select r.number, l.kind::text, t.number from report_links l join reports r on r.id = l.report_id left join reports t on t.id = l.target_report_id",
    ),
  ).toEqual([[later, "REVISES", report]]);
});

test("a row without its keys is rejected by the column that is missing, the others are taken", async () => {
  const { rejects, rows } = await importText(
    db.database,
    `report_id,finding_ref_number,planned_action\n,2023-001,Do it\n${report},2023-003,Do that too`,
  );
  expect(rejects).toMatchObject([{ row: 2, column: "report_id", reason: "is missing" }]);
  expect(rows).toBeGreaterThan(1);
});

test("a text without headings has no elements, and a heading inside a sentence is none", () => {
  expect(elementsOf("The condition: of the roof was poor.")).toEqual({});
  expect(elementsOf("Possible asserted effect: Late reports.\nContext: Ten of ten.")).toEqual({
    effect: "Late reports.",
  });
});

test("after all of that no rule is broken", async () => {
  expect((await verify(db.database)).violations).toEqual([]);
});
