// Writes the whole graph as canonical NDJSON, in an order that depends on the data alone: the same graph, the same bytes.
// It reads one snapshot, table by table, by cursor; memory does not grow with the graph.
import type { Database, Transaction } from "../database";
import { fieldsOf, type Kind, kindNames } from "./records/records";

const page = 2000;

/** Lines of the export, each ending in a line feed. */
export async function exportGraph(
  database: Database,
  write: (lines: string) => Promise<void>,
): Promise<number> {
  return database.transaction(
    async (transaction) => {
      let records = 0;
      // Dates and moments have to look the same whatever the server's settings.
      await transaction.script("set local timezone = 'UTC'; set local datestyle = 'ISO'");
      for (const kind of kindNames)
        if (selects[kind] !== undefined) records += await exportKind(transaction, kind, write);
      return records;
    },
    { readOnly: true, isolation: "repeatable read", timeoutMs: 0 },
  );
}

async function exportKind(
  transaction: Transaction,
  kind: Kind,
  write: (lines: string) => Promise<void>,
): Promise<number> {
  const names = Object.keys(fieldsOf(kind)).filter((name) => name !== "mention");
  await transaction.script(`declare exported no scroll cursor for ${selects[kind]}`);
  let records = 0;
  for (;;) {
    const rows = await transaction.query<Record<string, unknown>>(`fetch ${page} from exported`);
    if (rows.length > 0) await write(rows.map((row) => line(kind, names, row)).join(""));
    records += rows.length;
    if (rows.length < page) break;
  }
  await transaction.script("close exported");
  return records;
}

// Null fields are left out: a line says what is known.
function line(kind: Kind, names: readonly string[], row: Readonly<Record<string, unknown>>): string {
  const record: Record<string, unknown> = { record: kind };
  for (const name of names) {
    const value = row[name.toLowerCase()];
    if (value !== null && value !== undefined && value !== "") record[name] = value;
  }
  return `${JSON.stringify(record)}\n`;
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const source = (alias: string) => `${alias}.sha256 || ' ' || ${alias}.format as source`;
const ofReport =
  "o.slug as office, r.number as report, case when r.number is null then r.title end as reportTitle";
const toReport =
  "x.slug as targetOffice, p.number as targetReport, case when p.number is null then p.title end as targetTitle";
const reportOrder = "o.slug, r.number_key";
const recommendation =
  "join recommendations c on c.id = t.recommendation_id join reports r on r.id = c.report_id join offices o on o.id = r.office_id";

const selects: Readonly<Partial<Record<Kind, string>>> = {
  source: `select sha256, format, publisher, url, file_name as fileName, importer_version as importerVersion, as_of::text as asOf, is_synthetic as isSynthetic, is_secondary as isSecondary, ${moment("imported_at")} as importedAt from sources where retracted_at is null order by imported_at, id`,
  agency: `select a.slug, a.name, a.acronym, a.kind, p.slug as parent, a.uei, a.homepage_url as homepageUrl, ${source("s")} from agencies a left join agencies p on p.id = a.parent_id left join sources s on s.id = a.source_id order by a.slug`,
  agency_alias:
    "select l.alias, a.slug as agency from agency_aliases l join agencies a on a.id = l.agency_id order by l.alias_key",
  office: `select t.slug, t.name, t.short_name as shortName, t.kind, t.homepage_url as homepageUrl, t.statutory_reference as statutoryReference, t.established_year as establishedYear, t.is_active as isActive, t.publishes_reports as publishesReports, ${source("s")} from offices t left join sources s on s.id = t.source_id order by t.slug`,
  office_agency:
    "select o.slug as office, a.slug as agency from office_agencies t join offices o on o.id = t.office_id join agencies a on a.id = t.agency_id order by o.slug, a.slug",
  topic: "select slug, name from topics order by slug",
  report: `select o.slug as office, r.number, r.title, r.type, r.type_raw as typeRaw, r.summary, r.issued_on::text as issuedOn, r.fiscal_year as fiscalYear, r.declared_recommendation_count as declaredRecommendationCount, r.questioned_costs::text as questionedCosts, r.unsupported_costs::text as unsupportedCosts, r.funds_put_to_better_use::text as fundsPutToBetterUse, r.is_released as isReleased, r.url, r.landing_url as landingUrl, r.location, r.source_start as sourceStart, r.source_end as sourceEnd, r.summary_start as summaryStart, ${moment("r.created_at")} as createdAt, ${moment("r.updated_at")} as updatedAt, ${source("s")} from reports r join offices o on o.id = r.office_id join sources s on s.id = r.source_id order by ${reportOrder}`,
  report_source: `select ${ofReport}, ${source("s")}, t.source_start as sourceStart, t.source_end as sourceEnd from report_sources t join reports r on r.id = t.report_id join offices o on o.id = r.office_id join sources s on s.id = t.source_id order by ${reportOrder}, s.sha256, s.format`,
  report_agency: `select ${ofReport}, a.slug as agency, t.role, t.is_inferred as isInferred from report_agencies t join reports r on r.id = t.report_id join offices o on o.id = r.office_id join agencies a on a.id = t.agency_id order by ${reportOrder}, a.slug`,
  report_topic: `select ${ofReport}, k.slug as topic from report_topics t join reports r on r.id = t.report_id join offices o on o.id = r.office_id join topics k on k.id = t.topic_id order by ${reportOrder}, k.slug`,
  report_link: `select ${ofReport}, t.kind, t.target_raw as targetRaw, ${toReport}, t.listed_as as listedAs, t.page, t.line, t.source_quote as sourceQuote, ${source("s")} from report_links t join reports r on r.id = t.report_id join offices o on o.id = r.office_id left join reports p on p.id = t.target_report_id left join offices x on x.id = p.office_id join sources s on s.id = t.source_id order by ${reportOrder}, t.kind, t.target_raw`,
  finding: `select ${ofReport}, t.number, t.is_number_printed as isNumberPrinted, t.statement, t.class, t.condition, t.criteria, t.cause, t.effect, t.source_quote as sourceQuote, t.quote_start as quoteStart, t.quote_end as quoteEnd, t.questioned_costs::text as questionedCosts, t.is_modified_opinion as isModifiedOpinion, t.is_other_matters as isOtherMatters, t.is_material_weakness as isMaterialWeakness, t.is_significant_deficiency as isSignificantDeficiency, t.is_other_finding as isOtherFinding, t.has_questioned_costs as hasQuestionedCosts, t.is_repeat as isRepeat, t.confidence, t.extraction_rule as extractionRule, ${source("s")} from findings t join reports r on r.id = t.report_id join offices o on o.id = r.office_id join sources s on s.id = t.source_id order by ${reportOrder}, t.sort_key, t.number`,
  finding_award: `select ${ofReport}, f.number as finding, t.award_reference as awardReference, t.assistance_listing as assistanceListing, t.program_name as programName, t.amount_expended::text as amountExpended, t.is_direct as isDirect, t.is_major as isMajor, t.is_passthrough as isPassthrough, t.passthrough_amount::text as passthroughAmount from finding_awards t join findings f on f.id = t.finding_id join reports r on r.id = f.report_id join offices o on o.id = r.office_id order by ${reportOrder}, f.sort_key, f.number, t.award_reference`,
  finding_link: `select ${ofReport}, f.number as finding, t.target_raw as targetRaw, ${toReport}, g.number as targetFinding, ${source("s")} from finding_links t join findings f on f.id = t.finding_id join reports r on r.id = f.report_id join offices o on o.id = r.office_id left join findings g on g.id = t.target_finding_id left join reports p on p.id = g.report_id left join offices x on x.id = p.office_id join sources s on s.id = t.source_id order by ${reportOrder}, f.sort_key, f.number, t.target_raw`,
  recommendation: `select ${ofReport}, t.number, t.text, t.text_missing_reason as textMissingReason, t.source_quote as sourceQuote, t.quote_start as quoteStart, t.quote_end as quoteEnd, t.target_on::text as targetOn, t.questioned_costs::text as questionedCosts, t.unsupported_costs::text as unsupportedCosts, t.funds_put_to_better_use::text as fundsPutToBetterUse, t.disallowed_costs::text as disallowedCosts, t.allowed_costs::text as allowedCosts, t.agreed_better_use::text as agreedBetterUse, t.not_agreed_better_use::text as notAgreedBetterUse, t.is_significant as isSignificant, ${moment("t.created_at")} as createdAt, ${moment("t.updated_at")} as updatedAt, t.confidence, t.extraction_rule as extractionRule, ${source("s")} from recommendations t join reports r on r.id = t.report_id join offices o on o.id = r.office_id join sources s on s.id = t.source_id order by ${reportOrder}, t.sort_key, t.number`,
  recommendation_finding: `select ${ofReport}, c.number as recommendation, f.number as finding from recommendation_findings t ${recommendation} join findings f on f.id = t.finding_id order by ${reportOrder}, c.sort_key, c.number, f.sort_key, f.number`,
  recommendation_agency: `select ${ofReport}, c.number as recommendation, a.slug as agency, nullif(t.is_inferred, false) as isInferred from recommendation_agencies t ${recommendation} join agencies a on a.id = t.agency_id order by ${reportOrder}, c.sort_key, c.number, a.slug`,
  recommendation_share: `select ${ofReport}, t.party, a.slug as agency, t.position, t.recommendation_count as recommendationCount, t.is_all as isAll, t.source_quote as sourceQuote, t.confidence, t.extraction_rule as extractionRule, ${source("s")} from recommendation_shares t join reports r on r.id = t.report_id join offices o on o.id = r.office_id left join agencies a on a.id = t.agency_id join sources s on s.id = t.source_id order by ${reportOrder}, t.party, t.position`,
  response: `select ${ofReport}, c.number as recommendation, a.slug as agency, t.period, t.position, t.position_raw as positionRaw, t.text, t.planned_action as plannedAction, t.responded_on::text as respondedOn, t.target_on::text as targetOn, t.revised_target_on::text as revisedTargetOn, t.status, t.status_raw as statusRaw, t.source_quote as sourceQuote, t.confidence, t.extraction_rule as extractionRule, ${source("s")} from responses t ${recommendation} join agencies a on a.id = t.agency_id join sources s on s.id = t.source_id order by ${reportOrder}, c.sort_key, c.number, a.slug, t.period`,
  recommendation_link: `select ${ofReport}, c.number as recommendation, t.kind, t.target_raw as targetRaw, ${toReport}, g.number as targetRecommendation, ${source("s")} from recommendation_links t ${recommendation} left join recommendations g on g.id = t.target_recommendation_id left join reports p on p.id = g.report_id left join offices x on x.id = p.office_id join sources s on s.id = t.source_id order by ${reportOrder}, c.sort_key, c.number, t.kind, t.target_raw`,
  status_event: `select ${ofReport}, c.number as recommendation, t.kind, t.status, t.status_raw as statusRaw, t.resolution, t.resolution_raw as resolutionRaw, t.closed_on::text as closedOn, t.basis, t.as_of::text as asOf, ${moment("t.observed_at")} as observedAt, t.note, t.source_quote as sourceQuote, t.confidence, t.extraction_rule as extractionRule, ${source("s")} from status_events t ${recommendation} join sources s on s.id = t.source_id order by ${reportOrder}, c.sort_key, c.number, t.as_of_key, t.observed_at, t.id`,
  printed_value: `select ${ofReport}, c.number as recommendation, t.field, t.raw, t.reason, t.precision, t.earliest_on::text as earliestOn, t.latest_on::text as latestOn, t.currency, t.amount::text as amount, t.row_number as row, ${source("s")} from printed_values t join reports r on r.id = t.report_id join offices o on o.id = r.office_id left join recommendations c on c.id = t.recommendation_id join sources s on s.id = t.source_id order by ${reportOrder}, c.sort_key nulls first, c.number, t.field, t.raw, s.sha256, s.format`,
};
