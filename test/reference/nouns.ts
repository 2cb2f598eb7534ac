// Every noun of the graph as the reference executor knows it, written by hand from the schema's descriptions.
import { clockFields, commentFields } from "./clocks";
import {
  certainty,
  claims,
  countOf,
  isDisputed,
  isOpen,
  isOpenAndUnknown,
  isOpenWithoutAgreement,
  isOverdue,
  isProvenUnresolved,
  issuedOn,
  isUnresolved,
  lastOf,
  reportCounts,
  revisionOf,
  rolledUp,
  text,
  upwards,
  withComponents,
} from "./derived";
import { findingEdges, ofOffice, recommendationEdges, reportEdges } from "./edges";
import { byColumn, children, column, linked, type Many, type Noun, narrowed } from "./model";
import { eventNouns, links, moments, order, plainNoun, printedValue, reference, source } from "./noun-parts";
import type { Graph, Row } from "./rows";
import { statementNouns } from "./statement-nouns";
import { compareCodePoints, momentText } from "./values";

const aboutAgency = links("Report", "reports", "report_agencies", "agency_id", "report_id");
const addressed = rolledUp(
  linked(
    "Recommendation",
    "recommendations",
    { table: "recommendation_agencies", from: "agency_id", to: "recommendation_id" },
    { defaultOrder: ["REPORT_ISSUED_ON_DESC"] },
  ),
);
const recommended = children("Recommendation", "recommendations", "report_id", {
  defaultOrder: ["NUMBER_ASC"],
});

/** Those without a recorded agreement, the proven ones first, or they alone. */
function unresolved(many: Many, then: string): Many {
  return {
    ...narrowed(many, isOpenWithoutAgreement),
    defaultOrder: ["UNRESOLVED_CERTAINTY_DESC", then],
    narrowing: { argument: "includeUnknown", holds: isProvenUnresolved },
  };
}

const numberOfOffice = (holds: (row: Row) => boolean) => (office: Row, graph: Graph) =>
  String(
    graph
      .where("reports", "office_id", column(office, "id"))
      .flatMap((report) => graph.where("recommendations", "report_id", column(report, "id")))
      .filter(holds).length,
  );

const list: readonly Noun[] = [
  {
    ...plainNoun,
    name: "Agency",
    table: "agencies",
    prefix: "agency",
    defaultOrder: ["NAME_ASC"],
    fields: {
      aliases: (row, graph) => {
        const aliases = graph.where("agency_aliases", "agency_id", column(row, "id"));
        return JSON.stringify(aliases.map(({ alias }) => alias!).sort(compareCodePoints));
      },
      openRecommendationCount: countOf(narrowed(addressed, isOpen)),
      unresolvedRecommendationCount: countOf(narrowed(addressed, isProvenUnresolved)),
      resolutionUnknownRecommendationCount: countOf(narrowed(addressed, isOpenAndUnknown)),
    },
    one: { parent: { noun: "Agency", column: "parent_id" }, source },
    many: {
      components: children("Agency", "agencies", "parent_id"),
      allComponents: {
        noun: "Agency",
        rows: (row, graph) => withComponents(row, graph).filter((other) => other !== row),
      },
      ancestors: {
        noun: "Agency",
        rows: (row, graph) => upwards(row, graph).slice(1),
        defaultOrder: ["LEVEL_DESC"],
      },
      offices: links("Office", "offices", "office_agencies", "agency_id", "office_id"),
      reports: rolledUp(aboutAgency),
      recommendations: addressed,
      openRecommendations: narrowed(addressed, isOpen),
      unresolvedRecommendations: unresolved(addressed, "REPORT_ISSUED_ON_DESC"),
      responses: children("Response", "responses", "agency_id"),
      recommendationShares: children("RecommendationShare", "recommendation_shares", "agency_id"),
    },
    orders: {
      SLUG: order.slug,
      NAME: order.name,
      LEVEL: { kind: "integer", value: (row, graph) => String(upwards(row, graph).length - 1) },
      REPORT_COUNT: { kind: "integer", value: countOf(aboutAgency) },
      OPEN_RECOMMENDATION_COUNT: { kind: "integer", value: countOf(narrowed(addressed, isOpen)) },
      UNRESOLVED_RECOMMENDATION_COUNT: {
        kind: "integer",
        value: countOf(narrowed(addressed, isProvenUnresolved)),
      },
      RESOLUTION_UNKNOWN_RECOMMENDATION_COUNT: {
        kind: "integer",
        value: countOf(narrowed(addressed, isOpenAndUnknown)),
      },
    },
  },
  {
    ...plainNoun,
    name: "Office",
    table: "offices",
    prefix: "office",
    defaultOrder: ["NAME_ASC"],
    fields: {
      openRecommendationCount: numberOfOffice(isOpen),
      unresolvedRecommendationCount: numberOfOffice(isProvenUnresolved),
      resolutionUnknownRecommendationCount: numberOfOffice(isOpenAndUnknown),
    },
    many: {
      agencies: links("Agency", "agencies", "office_agencies", "office_id", "agency_id"),
      reports: children("Report", "reports", "office_id"),
      recommendations: ofOffice,
      openRecommendations: narrowed(ofOffice, isOpen),
    },
    orders: { SLUG: order.slug, NAME: order.name },
  },
  {
    ...plainNoun,
    name: "Report",
    table: "reports",
    prefix: "report",
    defaultOrder: ["ISSUED_ON_DESC"],
    fields: {
      ...moments,
      ...commentFields,
      recommendationCount: countOf(recommended),
      openRecommendationCount: countOf(narrowed(recommended, isOpen)),
      unresolvedRecommendationCount: (row, graph) => reportCounts(row, graph).unresolved,
      resolutionUnknownRecommendationCount: (row, graph) => reportCounts(row, graph).unknown,
    },
    one: { office: { noun: "Office", column: "office_id" }, source },
    many: {
      agencies: links("Agency", "agencies", "report_agencies", "report_id", "agency_id"),
      topics: links("Topic", "topics", "report_topics", "report_id", "topic_id"),
      findings: children("Finding", "findings", "report_id", { defaultOrder: ["NUMBER_ASC"] }),
      recommendations: recommended,
      openRecommendations: narrowed(recommended, isOpen),
      unresolvedRecommendations: unresolved(recommended, "NUMBER_ASC"),
      printedValues: children("PrintedValue", "printed_values", "report_id"),
      recommendationShares: children("RecommendationShare", "recommendation_shares", "report_id"),
      statusTallies: children("StatusTally", "status_tallies", "report_id", { defaultOrder: ["AS_OF_DESC"] }),
      references: children("ReportReference", "report_links", "report_id"),
      ...reportEdges,
      sources: links("Source", "sources", "report_sources", "report_id", "source_id"),
    },
    orders: {
      NUMBER: order.number,
      TITLE: byColumn("text", "title"),
      ISSUED_ON: byColumn("day", "issued_on"),
      UPDATED_AT: byColumn("moment", "updated_at"),
      FISCAL_YEAR: byColumn("integer", "fiscal_year"),
      RECOMMENDATION_COUNT: { kind: "integer", value: countOf(recommended) },
      OPEN_RECOMMENDATION_COUNT: { kind: "integer", value: countOf(narrowed(recommended, isOpen)) },
      UNRESOLVED_RECOMMENDATION_COUNT: {
        kind: "integer",
        value: (row, graph) => reportCounts(row, graph).unresolved,
      },
      RESOLUTION_UNKNOWN_RECOMMENDATION_COUNT: {
        kind: "integer",
        value: (row, graph) => reportCounts(row, graph).unknown,
      },
    },
    words: { summary: ({ number, title, summary }) => `${number ?? ""} ${title ?? ""} ${summary ?? ""}` },
  },
  {
    ...plainNoun,
    name: "Finding",
    table: "findings",
    prefix: "finding",
    one: { report: { noun: "Report", column: "report_id" }, source },
    many: {
      recommendations: links(
        "Recommendation",
        "recommendations",
        "recommendation_findings",
        "finding_id",
        "recommendation_id",
      ),
      awards: children("Award", "finding_awards", "finding_id"),
      priorReferences: children("FindingReference", "finding_links", "finding_id"),
      ...findingEdges,
    },
    orders: { NUMBER: order.number },
    words: { statement: ({ statement }) => statement ?? "" },
  },
  {
    ...plainNoun,
    name: "Award",
    table: "finding_awards",
    prefix: "award",
    fields: { reference: (row) => column(row, "award_reference") },
    one: { finding: { noun: "Finding", column: "finding_id" } },
  },
  {
    ...plainNoun,
    name: "Recommendation",
    table: "recommendations",
    prefix: "recommendation",
    defaultOrder: ["REPORT_ISSUED_ON_DESC"],
    fields: {
      ...moments,
      ...clockFields,
      isOpen: (row) => String(isOpen(row)),
      isUnresolved: (row) => text(isUnresolved(row)),
      isOverdue: (row, graph) => text(isOverdue(row, graph)),
      isAddresseeInferred: (row, graph) =>
        String(
          graph
            .where("recommendation_agencies", "recommendation_id", column(row, "id"))
            .some(({ is_inferred }) => is_inferred === "true"),
        ),
      isDisputed: (row, graph) => text(isDisputed(row, graph)),
      statusBasis: (row, graph) => lastOf(row, graph).status?.basis ?? null,
      revision: (row, graph) => revisionOf(row, graph),
      resolutionBasis: (row, graph) => lastOf(row, graph).resolution?.basis ?? null,
    },
    one: { report: { noun: "Report", column: "report_id" }, source },
    many: {
      agencies: links("Agency", "agencies", "recommendation_agencies", "recommendation_id", "agency_id"),
      responses: children("Response", "responses", "recommendation_id", { plain: 10 }),
      findings: links("Finding", "findings", "recommendation_findings", "recommendation_id", "finding_id"),
      statusClaims: { noun: "StatusClaim", rows: claims, plain: 10, defaultOrder: ["ID_DESC"] },
      printedValues: children("PrintedValue", "printed_values", "recommendation_id"),
      statusEvents: children("StatusEvent", "status_events", "recommendation_id"),
      managementDecisions: children("ManagementDecision", "management_decisions", "recommendation_id"),
      finalActions: children("FinalAction", "final_actions", "recommendation_id"),
      sumChanges: children("SumChange", "sum_changes", "recommendation_id"),
      targetEvents: children("TargetEvent", "target_events", "recommendation_id"),
      retractions: children("Retraction", "retractions", "recommendation_id"),
      references: children("RecommendationReference", "recommendation_links", "recommendation_id"),
      ...recommendationEdges,
    },
    orders: {
      NUMBER: order.number,
      CLOSED_ON: byColumn("day", "closed_on"),
      TARGET_ON: byColumn("day", "target_on"),
      UPDATED_AT: byColumn("moment", "updated_at"),
      UNRESOLVED_CERTAINTY: { kind: "integer", value: certainty },
      REPORT_ISSUED_ON: { kind: "day", value: issuedOn },
      QUESTIONED_COSTS: byColumn("decimal", "questioned_costs"),
      FUNDS_PUT_TO_BETTER_USE: byColumn("decimal", "funds_put_to_better_use"),
    },
    words: { text: ({ text }) => text ?? "" },
  },
  ...statementNouns,
  printedValue,
  {
    ...plainNoun,
    name: "Topic",
    table: "topics",
    prefix: "topic",
    defaultOrder: ["NAME_ASC"],
    many: { reports: links("Report", "reports", "report_topics", "topic_id", "report_id") },
    orders: { SLUG: order.slug, NAME: order.name },
  },
  {
    ...plainNoun,
    name: "Source",
    table: "sources",
    prefix: "source",
    fields: { importedAt: (row) => momentText(column(row, "imported_at")!) },
    many: { reports: links("Report", "reports", "report_sources", "source_id", "report_id") },
  },
  ...eventNouns,
  reference("Report", "report", "report_links"),
  reference("Finding", "finding", "finding_links"),
  reference("Recommendation", "recommendation", "recommendation_links"),
];

export const nouns: ReadonlyMap<string, Noun> = new Map(list.map((noun) => [noun.name, noun]));

export function nounOf(name: string): Noun {
  const noun = nouns.get(name);
  if (!noun) throw new Error(`the reference executor knows no noun ${name}`);
  return noun;
}

/** Those that have ids. */
export const nodes = list.filter(({ prefix }) => prefix !== "");

/** The noun whose ids begin so. */
export const nounWithPrefix = (prefix: string) => nodes.find((noun) => noun.prefix === prefix);
