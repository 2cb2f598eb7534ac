// addFinding, addRecommendation, linkRecommendations: what is missing in the graph is added to it.
import type { FindingClass, RecommendationLinkKind } from "../graph/vocabulary";
import type { CanonicalRecord } from "../import/records/records";
import { keyOfId } from "../planner/mapping/ids";
import {
  accept,
  blank,
  type ChangeContext,
  complain,
  type Done,
  once,
  personSource,
  type Recorded,
} from "./change";
import { type LockedReport, lockRecommendation, lockReport } from "./things";

export interface FindingInput extends Recorded {
  readonly report: string;
  readonly number: string;
  readonly statement?: string | null;
  readonly class?: FindingClass | null;
  readonly condition?: string | null;
  readonly criteria?: string | null;
  readonly cause?: string | null;
  readonly effect?: string | null;
  readonly questionedCosts?: string | null;
}

export interface RecommendationInput extends Recorded {
  readonly report: string;
  readonly number: string;
  readonly text?: string | null;
  readonly agencies?: readonly string[] | null;
  readonly findings?: readonly string[] | null;
  readonly questionedCosts?: string | null;
  readonly unsupportedCosts?: string | null;
  readonly fundsPutToBetterUse?: string | null;
}

export interface LinkInput extends Recorded {
  readonly recommendation: string;
  readonly expectedRevision?: number | null;
  readonly kind: RecommendationLinkKind;
  readonly target: string;
}

export function addFinding(context: ChangeContext, input: FindingInput): Promise<Done> {
  const { transaction } = context;
  return once(context, "addFinding", input, async () => {
    const report = await lockReport(transaction, input.report);
    const number = await freeNumber(context, report, "findings", input.number);
    accept(money("questionedCosts", input.questionedCosts));
    const facts = {
      statement: blank(input.statement),
      class: input.class ?? null,
      condition: blank(input.condition),
      criteria: blank(input.criteria),
      cause: blank(input.cause),
      effect: blank(input.effect),
      questionedCosts: input.questionedCosts ?? null,
    };
    const source = await personSource(context, "addFinding", input, { reportId: report.id }, [
      { record: "finding", ...report.names, number, ...facts },
    ]);
    const [row] = await transaction.query<{ id: string }>(
      `insert into findings (report_id, number, source_id, statement, class, condition, criteria, cause, effect, questioned_costs)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id::text`,
      [report.id, number, source, ...Object.values(facts)],
    );
    return { finding: row!.id };
  });
}

export function addRecommendation(context: ChangeContext, input: RecommendationInput): Promise<Done> {
  const { transaction } = context;
  return once(context, "addRecommendation", input, async () => {
    const report = await lockReport(transaction, input.report);
    const number = await freeNumber(context, report, "recommendations", input.number);
    const agencies = [...new Set(input.agencies ?? [])];
    const findingIds = [...new Set((input.findings ?? []).map((id) => keyOfId("finding", id)))];
    const known = await transaction.query<{ id: string; slug: string }>(
      "select id::text, slug from agencies where slug = any ($1)",
      [agencies],
    );
    const findings = await transaction.query<{ id: string; number: string }>(
      "select id::text, number from findings where report_id = $1 and id = any ($2::bigint[])",
      [report.id, findingIds],
    );
    const { questionedCosts = null, unsupportedCosts = null, fundsPutToBetterUse = null } = input;
    accept(
      known.length < agencies.length &&
        complain("agencies", "UNKNOWN", "There is no agency with one of these slugs."),
      findings.length < findingIds.length &&
        complain("findings", "OTHER_REPORT", "One of these is no finding of the same report."),
      money("questionedCosts", questionedCosts),
      money("unsupportedCosts", unsupportedCosts),
      money("fundsPutToBetterUse", fundsPutToBetterUse),
      unsupportedCosts !== null &&
        Number(unsupportedCosts) > Number(questionedCosts ?? 0) &&
        complain(
          "unsupportedCosts",
          "MORE_THAN_QUESTIONED",
          "Unsupported costs are a part of the questioned costs.",
        ),
    );
    const text = blank(input.text);
    const textMissingReason = text === null ? ("NOT_PUBLISHED" as const) : null;
    const facts = { text, textMissingReason, questionedCosts, unsupportedCosts, fundsPutToBetterUse };
    const names = { ...report.names, recommendation: number };
    // A recommendation opens on the day its report is issued.
    const opening = { status: "OPEN" as const, basis: "RULE" as const, asOf: report.issuedOn };
    const records: CanonicalRecord[] = [
      { record: "recommendation", ...report.names, number, ...facts },
      ...agencies.map((agency) => ({ record: "recommendation_agency" as const, ...names, agency })),
      ...findings.map((one) => ({
        record: "recommendation_finding" as const,
        ...names,
        finding: one.number,
      })),
      { record: "status_event", ...names, ...opening },
    ];
    const source = await personSource(context, "addRecommendation", input, { reportId: report.id }, records);
    const [row] = await transaction.query<{ id: string }>(
      `insert into recommendations (report_id, number, source_id, text, text_missing_reason, questioned_costs, unsupported_costs, funds_put_to_better_use)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id::text`,
      [report.id, number, source, ...Object.values(facts)],
    );
    const { id } = row!;
    await transaction.query(
      "insert into recommendation_agencies (recommendation_id, agency_id) select $1, unnest($2::bigint[])",
      [id, known.map((one) => one.id)],
    );
    await transaction.query(
      "insert into recommendation_findings (recommendation_id, finding_id) select $1, unnest($2::bigint[])",
      [id, findings.map((one) => one.id)],
    );
    await transaction.query(
      "insert into status_events (recommendation_id, source_id, status, basis, as_of) values ($1, $2, 'OPEN', 'RULE', $3)",
      [id, source, report.issuedOn],
    );
    return { recommendation: id };
  });
}

export function linkRecommendations(context: ChangeContext, input: LinkInput): Promise<Done> {
  const { transaction } = context;
  return once(context, "linkRecommendations", input, async () => {
    const later = await lockRecommendation(transaction, input.recommendation, input.expectedRevision);
    const earlier = await lockRecommendation(transaction, input.target);
    const reference = `${earlier.names.report ?? earlier.names.reportTitle}#${earlier.names.recommendation}`;
    const [found] = await transaction.query<{ linked: boolean }>(
      `select exists (select from recommendation_links where recommendation_id = $1 and kind = $2
         and (target_recommendation_id = $3 or target_raw = $4)) as linked`,
      [later.id, input.kind, earlier.id, reference],
    );
    accept(
      later.id === earlier.id && complain("target", "SAME", "A recommendation cannot refer to itself."),
      found!.linked && complain("target", "TAKEN", "The two are linked in this way already."),
    );
    const { names } = earlier;
    const target = {
      targetRaw: reference,
      targetOffice: names.office,
      ...(names.report !== undefined ? { targetReport: names.report } : { targetTitle: names.reportTitle }),
      targetRecommendation: names.recommendation,
    };
    const source = await personSource(context, "linkRecommendations", input, { reportId: later.reportId }, [
      { record: "recommendation_link", ...later.names, kind: input.kind, ...target },
    ]);
    await transaction.query(
      "insert into recommendation_links (recommendation_id, kind, target_raw, target_recommendation_id, source_id) values ($1, $2, $3, $4, $5)",
      [later.id, input.kind, reference, earlier.id, source],
    );
    return { recommendation: later.id };
  });
}

async function freeNumber(
  { transaction }: ChangeContext,
  report: LockedReport,
  table: "findings" | "recommendations",
  given: string,
): Promise<string> {
  const number = given.trim();
  accept(
    (number === "" || number.length > 100) &&
      complain("number", "INVALID", "A number has 1 to 100 characters."),
  );
  const [taken] = await transaction.query(`select 1 from ${table} where report_id = $1 and number = $2`, [
    report.id,
    number,
  ]);
  accept(taken !== undefined && complain("number", "TAKEN", "The report has one with this number already."));
  return number;
}

function money(field: string, amount: string | null | undefined) {
  return (
    amount != null &&
    !/^\d{1,17}(\.\d{1,2})?$/.test(amount) &&
    complain(field, "INVALID", "Give US dollars, not below zero, with at most two places.")
  );
}
