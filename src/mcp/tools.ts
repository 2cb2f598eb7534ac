// The tools of the Model Context Protocol server: each is an operation of the graph, read-only, and each answer says of which
// data revision it is.

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: {
    readonly type: "object";
    readonly properties: Record<string, object>;
    readonly required?: string[];
  };
  /** The operation; undefined where the arguments bring their own. */
  readonly document?: string;
  /** Path of the page that shows the same. */
  readonly page: (input: Readonly<Record<string, unknown>>) => string;
}

const text = (description: string) => ({ type: "string", description });
const path = (value: unknown) => encodeURIComponent(String(value ?? ""));

const recommendationFields =
  "number text status statusRaw resolution isOpen isUnresolved isOverdue closedOn targetOn questionedCosts fundsPutToBetterUse";

export const tools: readonly Tool[] = [
  {
    name: "search",
    description:
      "Finds reports, findings and recommendations by their words, the best first. Numbers of reports are found too.",
    inputSchema: {
      type: "object",
      properties: {
        query: text('What to look for: words, "quoted phrases", or, -without.'),
        first: { type: "integer", minimum: 1, maximum: 50, description: "How many hits; 10 when absent." },
      },
      required: ["query"],
    },
    document: `query Search($query: String!, $first: Int = 10) { search(query: $query, first: $first) { nodes {
      report { number title issuedOn office { slug name } } finding { number statement } recommendation { ${recommendationFields} } } } }`,
    page: ({ query }) => `/search?q=${path(query)}`,
  },
  {
    name: "report",
    description: "One report with its findings, recommendations and what became of them.",
    inputSchema: {
      type: "object",
      properties: {
        number: text("Report number, for example OIG-21-36."),
        office: text("Slug of the issuing office, for example dhs-oig."),
      },
      required: ["number"],
    },
    document: `query Report($number: String!, $office: String) { report(number: $number, office: $office) {
      number title type issuedOn fiscalYear url summary office { slug name } agencies { nodes { slug name } }
      findings(first: 50) { totalCount nodes { number statement sourceQuote } }
      recommendations(first: 50) { totalCount nodes { ${recommendationFields} responses { position agency { slug } } } } } }`,
    page: ({ number, office }) => (office ? `/reports/${path(office)}/${path(number)}` : `/${path(number)}`),
  },
  {
    name: "agency",
    description: "One agency: what is open, what is unresolved, its latest reports.",
    inputSchema: {
      type: "object",
      properties: { slug: text("Slug of the agency, for example ice.") },
      required: ["slug"],
    },
    document: `query Agency($slug: String!) { agency(slug: $slug) { slug name acronym parent { slug name }
      openRecommendationCount unresolvedRecommendationCount resolutionUnknownRecommendationCount
      reports(first: 10, orderBy: [ISSUED_ON_DESC]) { nodes { number title issuedOn office { slug } } }
      unresolvedRecommendations(first: 20) { totalCount nodes { ${recommendationFields} report { number office { slug } } } } } }`,
    page: ({ slug }) => `/agencies/${path(slug)}`,
  },
  {
    name: "statistics",
    description: "Counts and sums of recommendations in groups.",
    inputSchema: {
      type: "object",
      properties: {
        groupBy: {
          type: "array",
          items: { type: "string" },
          maxItems: 4,
          description:
            "Values of the enumeration RecommendationDimension, for example AGENCY, FISCAL_YEAR, STATUS.",
        },
        filter: {
          type: "object",
          description: 'A RecommendationFilter, for example { "status": { "in": ["OPEN"] } }.',
        },
        first: {
          type: "integer",
          minimum: 1,
          maximum: 1000,
          description: "How many groups; 25 when absent. A refusal says how many would pass.",
        },
      },
    },
    document: `query Statistics($groupBy: [RecommendationDimension!], $filter: RecommendationFilter, $first: Int = 25) {
      recommendationStatistics(groupBy: $groupBy, filter: $filter, first: $first) { groupCount total { ...Measures } rows { ...Keys ...Measures } } }
      fragment Keys on RecommendationGroup { agency { slug name } department { slug name } office { slug name } topic { slug } fiscalYear status resolution position reportType ageBucket }
      fragment Measures on RecommendationGroup { count openCount unresolvedCount resolutionUnknownCount overdueCount closedCount questionedCosts fundsPutToBetterUse }`,
    page: () => "/statistics",
  },
  {
    name: "query",
    description:
      "Any read-only GraphQL query of the service, under its limits. The schema is at /schema.graphql.",
    inputSchema: {
      type: "object",
      properties: {
        query: text("A GraphQL query."),
        variables: { type: "object", description: "Its variables." },
      },
      required: ["query"],
    },
    page: () => "/playground",
  },
];
