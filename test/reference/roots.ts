// The root fields of the schema, and the noun each is about.

/** Root fields that list a noun. */
export const rootLists: Readonly<Record<string, string>> = {
  agencies: "Agency",
  offices: "Office",
  reports: "Report",
  findings: "Finding",
  recommendations: "Recommendation",
  responses: "Response",
  printedValues: "PrintedValue",
  recommendationShares: "RecommendationShare",
  statusTallies: "StatusTally",
  managementDecisions: "ManagementDecision",
  finalActions: "FinalAction",
  sumChanges: "SumChange",
  targetEvents: "TargetEvent",
  retractions: "Retraction",
  topics: "Topic",
  sources: "Source",
};

/** Root fields that find one row by its id, or by a key. */
export const rootSingles: Readonly<Record<string, string>> = {
  agency: "Agency",
  office: "Office",
  report: "Report",
  finding: "Finding",
  recommendation: "Recommendation",
  topic: "Topic",
  source: "Source",
};
