// The part of the service's schema that the benchmark asks of, for peers that are written by hand, and its resolvers.
export const typeDefs = /* GraphQL */ `
  enum AgencyKind { DEPARTMENT COMPONENT INDEPENDENT_AGENCY AUDITEE LOCAL_GOVERNMENT OTHER }
  enum RecommendationStatus { OPEN OPEN_PARTIALLY_ADDRESSED CLOSED_IMPLEMENTED CLOSED_ALTERNATIVE CLOSED_NOT_IMPLEMENTED CLOSED_NO_LONGER_VALID CLOSED_SUPERSEDED CLOSED_UNSPECIFIED UNKNOWN }
  enum ReportOrder { FISCAL_YEAR_DESC ISSUED_ON_DESC }
  enum AgencyOrder { NAME_ASC ID_ASC }
  enum RecommendationOrder { REPORT_ISSUED_ON_DESC }
  enum RecommendationDimension { AGENCY }
  enum RecommendationStatisticsOrder { COUNT_DESC }
  input KindFilter { eq: AgencyKind }
  input AgencyFilter { kind: KindFilter }
  input StatusFilter { eq: RecommendationStatus }
  input RecommendationFilter { status: StatusFilter }
  type Query {
    agency(slug: String!): Agency
    agencies(first: Int = 20, filter: AgencyFilter, orderBy: [AgencyOrder!]): Agencies!
    report(number: String!): Report
    recommendations(first: Int = 20, filter: RecommendationFilter, orderBy: [RecommendationOrder!]): Recommendations!
    recommendationStatistics(groupBy: [RecommendationDimension!], orderBy: [RecommendationStatisticsOrder!], first: Int = 20): Statistics!
  }
  type Agency { id: ID! slug: String! name: String! reports(first: Int = 20, orderBy: [ReportOrder!]): Reports! }
  type Agencies { nodes: [Agency!]! }
  type Office { slug: String! name: String! }
  type Report {
    id: ID! number: String title: String issuedOn: String fiscalYear: Int summary: String office: Office!
    findings(first: Int = 20): Findings! recommendations(first: Int = 20): Recommendations! unresolvedRecommendations(first: Int = 20, includeUnknown: Boolean = true): Recommendations!
  }
  type Reports { totalCount: Int! nodes: [Report!]! }
  type Finding { id: ID! number: String! statement: String class: String sourceQuote: String recommendations(first: Int = 20): Recommendations! }
  type Findings { nodes: [Finding!]! }
  type Recommendation {
    id: ID! number: String! text: String status: RecommendationStatus! resolution: String! report: Report!
    responses(first: Int = 10): [Response!]! agencies(first: Int = 20, orderBy: [AgencyOrder!]): Agencies!
  }
  type Recommendations { totalCount: Int! nodes: [Recommendation!]! }
  type Response { position: String! agency: Agency! }
  type Group { agency: Agency count: Int! openCount: Int! }
  type Statistics { rows: [Group!]! }
`;

/** Resolvers over a context with `data` and `load(name, ...arguments)`, which gives a DataLoader. */
export const resolvers = {
  Query: {
    agency: (_, { slug }, { load }) => load("agencyBySlug").load(slug),
    agencies: async (_, { first, filter }, { data }) => ({
      nodes: await data.agenciesOfKind(filter.kind.eq, first),
    }),
    report: (_, { number }, { load }) => load("reportByNumber").load(number),
    recommendations: async (_, { first, filter }, { data }) => ({
      nodes: await data.recommendationsOfStatus(filter.status.eq, first),
    }),
    recommendationStatistics: async (_, { first }, { data }) => ({
      rows: (await data.statistics(first)).map(({ slug, name, ...row }) => ({
        agency: { slug, name },
        ...row,
      })),
    }),
  },
  Agency: {
    reports: ({ id }, { first, orderBy }) => ({ parent: id, first, order: orderBy?.[0] ?? "ISSUED_ON_DESC" }),
  },
  Reports: {
    totalCount: ({ parent }, _, { load }) => load("reportCount").load(parent),
    nodes: ({ parent, first, order }, _, { load }) => load("reportsOfAgency", order, first).load(parent),
  },
  Report: {
    office: (report, _, { load }) => load("officeById").load(report.office_id),
    findings: ({ id }, { first }) => ({ parent: id, first }),
    recommendations: ({ id }, { first }) => ({ parent: id, first, list: "recommendationsOfReport" }),
    unresolvedRecommendations: ({ id }, { first }) => ({
      parent: id,
      first,
      list: "unresolvedOfReport",
      count: "unresolvedCount",
    }),
  },
  Findings: { nodes: ({ parent, first }, _, { load }) => load("findingsOfReport", first).load(parent) },
  Finding: {
    recommendations: ({ id }, { first }) => ({ parent: id, first, list: "recommendationsOfFinding" }),
  },
  Recommendations: {
    totalCount: ({ parent, count }, _, { load }) => load(count).load(parent),
    nodes: ({ nodes, parent, first, list }, _, { load }) => nodes ?? load(list, first).load(parent),
  },
  Recommendation: {
    report: (row, _, { load }) => load("reportById").load(row.report_id),
    responses: ({ id }, { first }, { load }) => load("responsesOfRecommendation", first).load(id),
    agencies: ({ id }, { first }) => ({ parent: id, first }),
  },
  Agencies: {
    nodes: ({ nodes, parent, first }, _, { load }) =>
      nodes ?? load("agenciesOfRecommendation", first).load(parent),
  },
  Response: { agency: (row, _, { load }) => load("agencyById").load(row.agency_id) },
};
