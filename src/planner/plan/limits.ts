// Bounds of one operation.

/** What the planner needs of the service's table of limits. */
export interface PlannerLimits {
  readonly depth: number;
  readonly pageSize: number;
  readonly defaultPageSize: number;
  readonly nodes: number;
  readonly cost: number;
  readonly responseBytes: number;
  readonly searchText: number;
  readonly filterDepth: number;
  readonly filterConditions: number;
  readonly listValues: number;
  readonly expandedFields: number;
  readonly orderKeys: number;
  readonly rootFields: number;
  readonly groupKeys: number;
  readonly groups: number;
}
