// Which tables are offered as files, in which order, and what is joined to their own columns. Everything else about them
// follows from the graph.

export interface ListedTable {
  readonly name: string;
  /** The GraphQL type whose rows it has. */
  readonly noun: string;
  /** Fields of rows that single relations lead to, by the path of relations; dots between them. */
  readonly joined?: Readonly<Record<string, readonly string[]>>;
  /** Values of rows in lists, by the column's name. */
  readonly values?: Readonly<Record<string, { readonly relation: string; readonly field: string }>>;
}

/** A table between two nouns, that a list of one of them leads through. */
export interface ListedLink {
  readonly name: string;
  readonly noun: string;
  readonly relation: string;
  readonly description: string;
  /** Columns of the table itself. */
  readonly own?: Readonly<
    Record<string, { readonly kind: "text" | "boolean"; readonly description: string }>
  >;
}

const inferred = {
  is_inferred: {
    kind: "boolean",
    description:
      "True where no words name the agency, and it was taken because it is the only one in question.",
  },
} as const;

export const listedLinks: readonly ListedLink[] = [
  {
    name: "office_agencies",
    noun: "Office",
    relation: "agencies",
    description: "Which office oversees which agency.",
  },
  {
    name: "report_agencies",
    noun: "Report",
    relation: "agencies",
    description: "Which report is about which agency.",
    own: {
      role: {
        kind: "text",
        description: "The agency's part in the report: REVIEWED where the report is about it.",
      },
      ...inferred,
    },
  },
  {
    name: "report_topics",
    noun: "Report",
    relation: "topics",
    description: "Which report is filed under which topic.",
  },
  {
    name: "recommendation_agencies",
    noun: "Recommendation",
    relation: "agencies",
    description: "Which agency has to act on which recommendation.",
    own: {
      is_inferred: {
        kind: "boolean",
        description: "True where no words name the agency: it is the one that the report is about.",
      },
    },
  },
  {
    name: "recommendation_findings",
    noun: "Recommendation",
    relation: "findings",
    description: "Which recommendation answers which finding, as far as sources say.",
  },
];

const ofSource = { source: ["publisher", "url", "fileName", "isSynthetic"] };

export const listedTables: readonly ListedTable[] = [
  { name: "agencies", noun: "Agency", joined: { parent: ["slug"] } },
  { name: "offices", noun: "Office", values: { agency_slugs: { relation: "agencies", field: "slug" } } },
  { name: "topics", noun: "Topic" },
  {
    name: "reports",
    noun: "Report",
    joined: { office: ["slug", "name", "shortName"], ...ofSource },
    values: {
      agency_slugs: { relation: "agencies", field: "slug" },
      topic_slugs: { relation: "topics", field: "slug" },
    },
  },
  {
    name: "findings",
    noun: "Finding",
    joined: { report: ["number", "title", "issuedOn", "fiscalYear"], "report.office": ["slug"], ...ofSource },
  },
  { name: "awards", noun: "Award" },
  {
    name: "recommendations",
    noun: "Recommendation",
    joined: {
      report: ["number", "title", "type", "issuedOn", "fiscalYear", "url"],
      "report.office": ["slug", "name", "shortName", "kind"],
      ...ofSource,
    },
    values: { agency_slugs: { relation: "agencies", field: "slug" } },
  },
  { name: "responses", noun: "Response", joined: { agency: ["slug"], ...ofSource } },
  { name: "status_events", noun: "StatusEvent", joined: ofSource },
  { name: "recommendation_shares", noun: "RecommendationShare", joined: { agency: ["slug"] } },
  { name: "printed_values", noun: "PrintedValue", joined: ofSource },
  { name: "report_references", noun: "ReportReference" },
  { name: "finding_references", noun: "FindingReference" },
  { name: "recommendation_references", noun: "RecommendationReference" },
  { name: "sources", noun: "Source" },
];
