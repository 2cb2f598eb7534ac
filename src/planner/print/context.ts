// What all printers of a statement share: aliases, limits, the lists whose keys are found once, the printer of conditions.
import type { ColumnReference } from "../mapping/model";
import type { Condition, Level, List, PlannerLimits, Snapshot } from "../plan/plan";
import type { Sql } from "../sql";

/** Hands out aliases that are unique in the statement and the same for the same plan. */
export class Aliases {
  private count = 0;
  next(table: string): string {
    this.count += 1;
    return `${table}_f${this.count}`;
  }
}

export interface ConditionContext {
  readonly aliases: Aliases;
  readonly limits: PlannerLimits;
  /** Lists of which all keys are found once, for their page and their number: by the expression that holds them. */
  readonly found: ReadonlyMap<List, string>;
  /** Levels whose groups are found first, to be read and counted: by the expression that holds them. */
  readonly groups: ReadonlyMap<Level, string>;
  /** The day that is asked about; null for today. */
  readonly snapshot: Snapshot | null;
  /** Prints a condition below a relation: conditions and relations contain each other. */
  readonly condition: PrintCondition;
}

export type PrintCondition = (
  condition: Condition,
  c: ColumnReference,
  context: ConditionContext,
  exact?: boolean,
) => Sql;
