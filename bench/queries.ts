// The questions that every peer answers: their text, the values their variables take, and PostGraphile's own wording.
import type { Samples } from "./samples";

export type Variables = Readonly<Record<string, unknown>>;

export interface BenchQuery {
  readonly name: string;
  readonly text: string;
  readonly variables: (samples: Samples) => readonly Variables[];
  /** The same question in the schema that PostGraphile makes of the tables. */
  readonly postgraphile: string;
  /** Peers are compared by what this leaves of an answer. */
  readonly normalise?: (data: never) => unknown;
}

const numbers = (samples: Samples) => samples.reportNumbers.map((number) => ({ number }));
const none = () => [{}];

const report = "number title issuedOn fiscalYear summary";
const point: BenchQuery = {
  name: "Point",
  text: `query Point($number: String!) { report(number: $number) { ${report}
    findings { nodes { number statement class } } recommendations { nodes { number text status resolution } } } }`,
  variables: numbers,
  postgraphile: `query Point($number: String!) { allReports(condition: { numberKey: $number }, first: 2) { nodes { ${report}
    findings: findingsByReportId(first: 20, orderBy: [SORT_KEY_ASC]) { nodes { number statement class } }
    recommendations: recommendationsByReportId(first: 20, orderBy: [SORT_KEY_ASC]) { nodes { number text status resolution } } } } }`,
  normalise: (data: { report?: unknown; allReports?: { nodes: unknown[] } }) =>
    data.allReports ? { report: data.allReports.nodes[0] ?? null } : data,
};

interface Linked {
  agency: { reports: { nodes: { report: Record<string, unknown> }[] } } | null;
}

// The proven ones only: PostGraphile's conditions can ask for one value, not for two.
const headline: BenchQuery = {
  name: "Headline",
  text: `query Headline($slug: String!) { agency(slug: $slug) { name reports(first: 10, orderBy: [FISCAL_YEAR_DESC]) { totalCount nodes {
    number title fiscalYear issuedOn findings { nodes { statement sourceQuote } }
    unresolvedRecommendations(includeUnknown: false) { totalCount nodes { number text status resolution responses { position agency { slug } } } } } } } }`,
  variables: (samples) => samples.slugs.map((slug) => ({ slug })),
  postgraphile: `query Headline($slug: String!) { agency: agencyBySlug(slug: $slug) { name
    reports: reportAgenciesByAgencyId(first: 10, orderBy: [FISCAL_KEY_DESC, REPORT_ID_DESC]) { totalCount nodes { report: reportByReportId {
      number title fiscalYear issuedOn findings: findingsByReportId(first: 20, orderBy: [SORT_KEY_ASC]) { nodes { statement sourceQuote } }
      unresolvedRecommendations: recommendationsByReportId(condition: { unresolvedKey: 3 }, first: 20, orderBy: [SORT_KEY_ASC]) { totalCount nodes {
        number text status resolution responses: responsesByRecommendationId(first: 10, orderBy: [ID_ASC]) { nodes { position agency: agencyByAgencyId { slug } } } } } } } } } }`,
  normalise: (data: Linked) => {
    for (const link of data.agency?.reports.nodes ?? []) {
      if (!link.report) continue;
      const { nodes } = link.report.unresolvedRecommendations as {
        nodes: { responses: { nodes?: unknown } }[];
      };
      for (const node of nodes) node.responses = node.responses.nodes as never;
      Object.assign(link, link.report);
      delete (link as Partial<typeof link>).report;
    }
    return data;
  },
};

interface Deep {
  agencies: {
    nodes: {
      reports: {
        nodes: {
          report?: Record<string, unknown>;
          findings: { nodes: { recommendations: { nodes: { recommendation?: unknown }[] } }[] };
        }[];
      };
    }[];
  };
}

const deep: BenchQuery = {
  name: "Deep",
  text: `query Deep($kind: AgencyKind!) { agencies(first: 10, filter: { kind: { eq: $kind } }, orderBy: [NAME_ASC]) { nodes { slug
    reports(first: 10, orderBy: [ISSUED_ON_DESC]) { nodes { number title issuedOn
      findings(first: 5) { nodes { number statement recommendations(first: 5) { nodes { number text status } } } } } } } } }`,
  variables: () => ["DEPARTMENT", "COMPONENT", "INDEPENDENT_AGENCY"].map((kind) => ({ kind })),
  postgraphile: `query Deep($kind: AgencyKind!) { agencies: allAgencies(first: 10, condition: { kind: $kind }, orderBy: [NAME_ASC]) { nodes { slug
    reports: reportAgenciesByAgencyId(first: 10, orderBy: [ISSUED_KEY_DESC, REPORT_ID_DESC]) { nodes { report: reportByReportId { number title issuedOn
      findings: findingsByReportId(first: 5, orderBy: [SORT_KEY_ASC]) { nodes { number statement
        recommendations: recommendationFindingsByFindingId(first: 5, orderBy: [RECOMMENDATION_ID_DESC]) { nodes { recommendation: recommendationByRecommendationId { number text status } } } } } } } } } } }`,
  normalise: (data: Deep) => {
    for (const agency of data.agencies.nodes)
      for (const link of agency.reports.nodes) {
        if (link.report) Object.assign(link, link.report);
        delete link.report;
        for (const finding of link.findings.nodes)
          finding.recommendations.nodes = finding.recommendations.nodes.map(
            (node) => (node.recommendation ?? node) as never,
          );
      }
    return data;
  },
};

const statuses = [
  "OPEN",
  "OPEN_PARTIALLY_ADDRESSED",
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
];
const five = (field: (status: string) => string) =>
  statuses.map((status, at) => `p${at + 1}: ${field(status)}`).join("\n");
const ours = (status: string) =>
  `recommendations(first: 100, filter: { status: { eq: ${status} } }, orderBy: [REPORT_ISSUED_ON_DESC])`;
const theirs = (status: string) =>
  `allRecommendations(first: 100, condition: { status: ${status} }, orderBy: [REPORT_ISSUED_KEY_DESC, ID_DESC])`;

/** A page holds 100, so five pages in one operation, by five aliases; the same for all peers. */
const flat: BenchQuery = {
  name: "Flat",
  text: `query Flat { ${five((status) => `${ours(status)} { nodes { number text status report { number title issuedOn } agencies(first: 1, orderBy: [ID_ASC]) { nodes { slug name } } } }`)} }`,
  variables: none,
  postgraphile: `query Flat { ${five(
    (
      status,
    ) => `${theirs(status)} { nodes { number text status report: reportByReportId { number title issuedOn }
    agencies: recommendationAgenciesByRecommendationId(first: 1, orderBy: [AGENCY_ID_ASC]) { nodes { agency: agencyByAgencyId { slug name } } } } }`,
  )} }`,
  normalise: (data: Record<string, { nodes: { agencies: { nodes: { agency?: unknown }[] } }[] }>) => {
    for (const page of Object.values(data))
      for (const row of page.nodes)
        row.agencies.nodes = row.agencies.nodes.map((node) => (node.agency ?? node) as never);
    return data;
  },
};

/** The same with nothing but to-one relations. */
const wide: BenchQuery = {
  name: "Wide",
  text: `query Wide { ${five((status) => `${ours(status)} { nodes { number text status report { number title issuedOn office { slug name } } } }`)} }`,
  variables: none,
  postgraphile: `query Wide { ${five((status) => `${theirs(status)} { nodes { number text status report: reportByReportId { number title issuedOn office: officeByOfficeId { slug name } } } }`)} }`,
};

interface Counted {
  recommendationStatistics?: {
    rows: { agency: { slug: string; name: string }; count: unknown; openCount: unknown }[];
  };
  allRecommendationCounts?: { nodes: { slug: string; name: string; count: unknown; openCount: unknown }[] };
}

const statistics: BenchQuery = {
  name: "Statistics",
  text: "query Statistics { recommendationStatistics(groupBy: [AGENCY], orderBy: [COUNT_DESC], first: 50) { rows { agency { slug name } count openCount } } }",
  variables: none,
  // PostGraphile has no aggregates of its own: it reads a view that holds the hand-written statement.
  postgraphile:
    "query Statistics { allRecommendationCounts(first: 50, orderBy: [COUNT_DESC]) { nodes { slug name count openCount } } }",
  normalise: ({ recommendationStatistics: own, allRecommendationCounts: viewed }: Counted) =>
    [...(own?.rows.map(({ agency, ...row }) => ({ ...agency, ...row })) ?? viewed!.nodes)]
      .map(({ slug, name, count, openCount }) => ({
        slug,
        name,
        count: Number(count),
        openCount: Number(openCount),
      }))
      .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
      // Which of those that tie for the last place are shown is anyone's choice.
      .filter(({ count }, _, all) => count > all.at(-1)!.count),
};

const typename: BenchQuery = {
  name: "Typename",
  text: "query Typename { __typename }",
  variables: none,
  postgraphile: "query Typename { __typename }",
};

export const queries: readonly BenchQuery[] = [point, headline, deep, flat, wide, statistics, typename];

/** What stays the same whoever answers: keys sorted, so that their order does not matter between schemas. */
export function normalised(query: BenchQuery, data: unknown): string {
  const shaped = query.normalise ? query.normalise(data as never) : data;
  return JSON.stringify(shaped, (_, value) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
