// What the steps of one load share: the transaction, the staged records, the file as a source, the counts and the rejects.
import type { Transaction } from "../../database";
import type { Staging } from "./staging";

export interface RowCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  rejected: number;
  removed: number;
}

/** The file as a row of `sources`. `day` and `id` say which of two sources is the newer one. */
export interface OwnSource {
  readonly id: number;
  readonly day: string;
  /** False when these very bytes were imported before. */
  readonly isNew: boolean;
}

/** How records are loaded again that were loaded before, in the place of a source that is taken back. */
export interface Replay {
  readonly now: string;
  readonly formerIds: Readonly<Record<string, string>>;
  readonly reports: string;
}

/** A fact that is other than it was. */
export interface Change {
  readonly row: number;
  readonly table: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export class LoadContext {
  /** Things worth telling that are no rejects. */
  readonly notes: string[] = [];
  /** The first facts of each table that are other than they were. */
  readonly changes: Change[] = [];
  private readonly tallies = new Map<string, RowCounts>();

  constructor(
    readonly transaction: Transaction,
    readonly staging: Staging,
    readonly own: OwnSource,
    private readonly replay?: Replay,
  ) {}

  /** SQL: the moment at which what is loaded became known here. */
  get now(): string {
    return this.replay?.now ?? "now()";
  }

  /** SQL over a table: the id that a row of this key had before it is told again; null where it is a new row. */
  formerId(table: string): string | undefined {
    return this.replay?.formerIds[table];
  }

  /** SQL over reports: whether a list of an office's open recommendations is told again for it. */
  get listsAgain(): string {
    return this.replay?.reports ?? "true";
  }

  script(text: string): Promise<void> {
    return this.transaction.script(text);
  }

  query<R extends Record<string, unknown>>(text: string): Promise<R[]> {
    return this.transaction.query<R>(text);
  }

  /** Runs a writing statement that ends in `returning`; returns how many rows it wrote. */
  async write(text: string): Promise<number> {
    const [row] = await this.query<{ n: number }>(
      `with written as (${text}) select count(*) as n from written`,
    );
    return row?.n ?? 0;
  }

  async holds(text: string): Promise<boolean> {
    const [row] = await this.query<{ yes: boolean }>(`select exists (${text}) as yes`);
    return row?.yes === true;
  }

  /**
   * Takes rows out of a temporary table and into the rejects. `where` picks them; `column` and `reason` are SQL over the
   * table's columns, `row_no` among them.
   */
  async reject(from: string, table: string, where: string, column: string, reason: string): Promise<void> {
    const [row] = await this.query<{ n: number }>(
      `with gone as (delete from ${from} where ${where} returning row_no, ${column} as column_name, ${reason} as reason),
       kept as (insert into rejects select row_no, column_name, reason from gone returning 1) select count(*) as n from kept`,
    );
    const rejected = row?.n ?? 0;
    if (rejected > 0) this.count(table, { rejected });
  }

  count(table: string, add: Partial<RowCounts>): void {
    const tally = this.tally(table);
    for (const [name, number] of Object.entries(add) as [keyof RowCounts, number][]) tally[name] += number;
  }

  tally(table: string): RowCounts {
    const known = this.tallies.get(table);
    if (known !== undefined) return known;
    const fresh = { inserted: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 };
    this.tallies.set(table, fresh);
    return fresh;
  }

  get counts(): ReadonlyMap<string, RowCounts> {
    return this.tallies;
  }
}
