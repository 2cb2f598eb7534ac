// The size that the service is made for: ten times today's federal corpus. Costs are counted, and measured, at this size.
import { declareScale, declareShares } from "../planner/mapping/scale";

declareScale({
  agencies: 10_000,
  agency_ancestors: 10_000,
  agency_subtrees: 20_000,
  office_agencies: 10_000,
  offices: 100,
  topics: 100,
  sources: 1_000,
  reports: 200_000,
  report_agencies: 300_000,
  report_topics: 250_000,
  report_sources: 200_000,
  report_links: 10_000,
  findings: 600_000,
  finding_awards: 120_000,
  finding_links: 30_000,
  recommendations: 1_000_000,
  recommendation_agencies: 1_100_000,
  recommendation_findings: 1_100_000,
  recommendation_links: 30_000,
  recommendation_shares: 200_000,
  office_recommendations: 1_000_000,
  responses: 1_000_000,
  status_events: 3_000_000,
  // Rows that are counted already.
  agency_recommendation_totals: 10_000,
  office_recommendation_cells: 40_000,
  recommendation_cells: 100_000,
  suggestible_names: 10_000,
});

// The busiest year of twenty and more.
declareShares({ fiscal_year: 0.1 });
