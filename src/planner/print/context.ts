// What all printers of a statement share: aliases, limits, the lists whose keys are found once, the printer of conditions.
import type { ColumnReference } from "../mapping/model";
import type { Condition, Level, List, PlannerLimits, Snapshot } from "../plan/plan";
import { identifier, type Sql, sql } from "../sql";

/** Hands out aliases that are unique in the statement and the same for the same plan. */
export class Aliases {
  private count = 0;
  next(table: string): string {
    this.count += 1;
    return `${table}_f${this.count}`;
  }
}

/** Sets of keys by the condition that makes them. One that is needed for another comes before it. */
export class KeySets {
  private readonly names = new Map<Condition, Sql>();
  readonly expressions: Sql[] = [];

  constructor(private readonly alias: string) {}

  keysOf(condition: Condition, print: () => Sql): Sql {
    const known = this.names.get(condition);
    if (known) return known;
    const keys = print();
    const name = identifier(`${this.alias}_keys${this.names.size + 1}`);
    this.expressions.push(sql`${name} (key) as materialized (${keys})`);
    const read = sql`select key from ${name}`;
    this.names.set(condition, read);
    return read;
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
  /** Sets of keys that are read once for all places of the statement that ask for them; absent where one place asks. */
  readonly keySets?: KeySets;
  /** Prints a condition below a relation: conditions and relations contain each other. */
  readonly condition: PrintCondition;
}

export type PrintCondition = (
  condition: Condition,
  c: ColumnReference,
  context: ConditionContext,
  exact?: boolean,
) => Sql;
