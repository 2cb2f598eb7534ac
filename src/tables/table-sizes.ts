// How many rows each table has: counted once for each version of the data, however many ask.
import { identifier, integer, joinSql, sql } from "../planner/sql";
import type { TableSize } from "./data-page";
import { type DataRevision, readRevision } from "./data-revision";
import type { TableDatabase } from "./download";
import type { TableDefinition } from "./table";

export interface CountedTables {
  readonly revision: DataRevision;
  readonly sizes: readonly TableSize[];
}

export class TableSizes {
  private known: CountedTables | undefined;
  private counting: Promise<CountedTables> | undefined;

  constructor(
    private readonly tables: readonly TableDefinition[],
    private readonly database: TableDatabase,
  ) {}

  async read(): Promise<CountedTables> {
    const { version } = await readRevision(this.database);
    if (this.known?.revision.version === version) return this.known;
    this.counting ??= this.count().finally(() => {
      this.counting = undefined;
    });
    return this.counting;
  }

  private async count(): Promise<CountedTables> {
    const counts = this.tables.map(
      ({ mapping }, at) => sql`select ${integer(at)} as n, count(*) from ${identifier(mapping.table)}`,
    );
    const [text] = joinSql(counts, sql` union all `).texts;
    this.known = await this.database.snapshot(async (snapshot) => {
      const revision = await readRevision(snapshot);
      const rows = await snapshot.rows({ text: text!, values: [] });
      const sizes = rows.map(([at, count]) => ({ name: this.tables[Number(at)]!.name, rows: Number(count) }));
      return { revision, sizes };
    });
    return this.known;
  }
}
