// Loads one file's records in one transaction: all of them, or none. The only thing under import/ that writes.
// It knows the canonical records and the tables, and no format.
import type { Database, Transaction } from "../../database";
import { type Item, type Reject, reject, validate } from "../records/items";
import { loadAgencies, loadOffices, loadTopics } from "./agencies";
import { detachEmptyTables } from "./bulk-insert";
import { type Change, LoadContext, type OwnSource, type Replay, type RowCounts } from "./context";
import { loadMoneyEvents } from "./events";
import { loadFindings } from "./findings";
import { loadEvents } from "./history";
import { countLinks, type LinkCount, loadLinks } from "./links";
import { loadPrintedValues } from "./printed-values";
import { loadRecommendations, restoreMoments } from "./recommendations";
import { loadReports } from "./reports";
import { RecordKeeper } from "./source-records";
import { loadSources, noteOwnSource, type SourceDescription } from "./sources";
import { Staging } from "./staging";
import { type OfficeShare, officesOf } from "./summary";

export type { Change, RowCounts } from "./context";
export type { LinkCount } from "./links";
export type { SourceDescription } from "./sources";
export type { OfficeShare } from "./summary";

/** Imports wait for one another: two files could each be right and together contradict. */
const importLock = "pg_advisory_xact_lock(hashtext('oversight-graph import'))";

export interface LoadInput {
  /** In batches: one await for each record would cost more than reading it. */
  readonly items: AsyncIterable<readonly Item[]>;
  /** Asked for once, after the last item: some of it is only known then. */
  readonly source: () => SourceDescription;
  /** SHA-256 of the file's bytes; asked for after the last item. */
  readonly sha256: () => string;
}

export interface LoadOptions {
  /** Does everything and keeps nothing. */
  readonly dryRun?: boolean;
  /** Called for every rejected row or value, in the order of the file as far as possible. */
  readonly onReject?: (reject: Reject) => void;
  /** Called now and then with the number of the row just read, with the words for what is being done, and where that stands. */
  readonly onProgress?: (row: number, step: string, place: Place) => void;
}

/** A step's place among all; the first is to read the file. */
export interface Place {
  readonly step: number;
  readonly steps: number;
}

export interface Outcome {
  readonly counts: Readonly<Record<string, RowCounts>>;
  readonly rejected: number;
  readonly links: readonly LinkCount[];
  /** Rows or entries of the file from which records came. */
  readonly rows: number;
  /** The file as a source; id 0 where nothing rests on it. */
  readonly source: OwnSource;
  /** Whose reports the file speaks of. */
  readonly offices: readonly OfficeShare[];
  /** Examples of facts that changed. */
  readonly changes: readonly Change[];
  /** Things worth telling that were found while loading. */
  readonly notes: readonly string[];
}

/** Thrown to undo a dry run; never seen outside. */
class DryRun extends Error {
  constructor(readonly outcome: Outcome) {
    super("dry run");
  }
}

export async function load(
  database: Database,
  input: LoadInput,
  options: LoadOptions = {},
): Promise<Outcome> {
  try {
    return await database.transaction(
      async (transaction) => {
        const outcome = await loadWithin(transaction, input, options);
        if (options.dryRun) throw new DryRun(outcome);
        options.onProgress?.(outcome.rows, "commit", commitPlace);
        return outcome;
      },
      { timeoutMs: 0 },
    );
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  }
}

/** The same inside a transaction that is open already; a dry run is the caller's to undo. */
export async function loadWithin(
  transaction: Transaction,
  input: LoadInput,
  options: LoadOptions = {},
): Promise<Outcome> {
  await lockImports(transaction);
  const staging = await beginStaging(transaction);
  const keeper = new RecordKeeper();
  const { rows, rejected } = await stage(staging, input.items, options, keeper);
  await staging.finish();
  const own = staging.usesOwnSource
    ? await noteOwnSource(transaction, input.source(), input.sha256())
    : { id: 0, day: "1789-01-01", isNew: false };
  const loading = new LoadContext(transaction, staging, own);
  if (staging.usesOwnSource) loading.count("sources", own.isNew ? { inserted: 1 } : { unchanged: 1 });
  if (own.isNew) await keeper.store(transaction, own.id);
  const finish = await detachEmptyTables(loading, rows);
  await applyStaged(loading, (name, step) => options.onProgress?.(rows, name, placeOf(step)));
  options.onProgress?.(rows, "indexes", placeOf(steps.length));
  await finish();
  const late = await reportRejects(loading, options);
  return {
    counts: Object.fromEntries(loading.counts),
    rejected: rejected + late,
    links: await countLinks(loading),
    rows,
    source: own,
    offices: await officesOf(loading),
    changes: loading.changes,
    notes: loading.notes,
  };
}

/** Tells records again that a source said before, in the place of one that is taken back. */
export async function replayWithin(
  transaction: Transaction,
  own: OwnSource,
  items: AsyncIterable<readonly Item[]>,
  replay: Replay,
): Promise<void> {
  const staging = await beginStaging(transaction);
  await stage(staging, items, {});
  await staging.finish();
  await applyStaged(new LoadContext(transaction, staging, own, replay), () => {});
  await dropTemporaryTables(transaction);
}

export async function lockImports(transaction: Transaction): Promise<void> {
  await transaction.query(`select ${importLock}`);
}

/** False where another transaction holds the lock; does not wait for it. */
export async function tryLockImports(transaction: Transaction): Promise<boolean> {
  const [row] = await transaction.query<{ locked: boolean }>(
    `select ${importLock.replace("pg_advisory", "pg_try_advisory")} as locked`,
  );
  return row?.locked === true;
}

async function beginStaging(transaction: Transaction): Promise<Staging> {
  await transaction.script(
    "set local work_mem = '64MB'; create temp table rejects (row_no bigint, column_name text, reason text) on commit drop",
  );
  return new Staging(transaction);
}

/** A transaction that loads several sources makes the same temporary tables for each. */
export async function dropTemporaryTables(transaction: Transaction): Promise<void> {
  const tables = await transaction.query<{ name: string }>(
    `select format('%I', relname) as name from pg_class
     where relnamespace = pg_my_temp_schema() and relkind = 'r' and relname not like 'retraction\\_%'`,
  );
  if (tables.length > 0)
    await transaction.script(`drop table ${tables.map(({ name }) => `pg_temp.${name}`).join(", ")} cascade`);
}

async function applyStaged(loading: LoadContext, step: (name: string, at: number) => void): Promise<void> {
  for (const [at, [name, work]] of steps.entries()) {
    step(name, at);
    await work(loading);
  }
}

const steps: readonly (readonly [string, (load: LoadContext) => Promise<void>])[] = [
  ["sources", loadSources],
  ["agencies", loadAgencies],
  ["offices", loadOffices],
  ["topics", loadTopics],
  ["reports", loadReports],
  ["findings", loadFindings],
  ["recommendations", loadRecommendations],
  ["history", loadEvents],
  ["decisions", loadMoneyEvents],
  ["printed values", loadPrintedValues],
  ["links", loadLinks],
  ["moments", restoreMoments],
];

/** Reading, the steps above, the indexes, the commit. */
const lastStep = steps.length + 3;
/** The place of the last step. */
export const commitPlace: Place = { step: lastStep - 1, steps: lastStep };

function placeOf(step: number): Place {
  return { step: step + 1, steps: lastStep };
}

async function stage(
  staging: Staging,
  items: AsyncIterable<readonly Item[]>,
  options: LoadOptions,
  keeper?: RecordKeeper,
): Promise<{ rows: number; rejected: number }> {
  let [rows, last, rejected, seen] = [0, -1, 0, 0];
  for await (const batch of items)
    for (const item of batch) {
      const found = "reject" in item || item.isChecked ? item : checked(item.row, item.record);
      const row = "reject" in found ? found.reject.row : found.row;
      if (row !== last) rows++;
      last = row;
      if ((++seen & 1023) === 0) options.onProgress?.(row, "reading", { step: 0, steps: lastStep });
      if ("reject" in found) {
        rejected++;
        options.onReject?.(found.reject);
      } else {
        keeper?.add(found.row, found.record);
        const full = staging.add(found.row, found.record);
        if (full !== undefined) await full;
      }
    }
  return { rows, rejected };
}

function checked(row: number, record: Extract<Item, { record: unknown }>["record"]): Item {
  const flaw = validate(record);
  return flaw === undefined ? { row, record } : reject(row, flaw.column, flaw.reason, flaw.value);
}

function fieldOf(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

async function reportRejects(loading: LoadContext, options: LoadOptions): Promise<number> {
  const page = 10_000;
  let total = 0;
  await loading.script(
    "declare rejected no scroll cursor for select row_no, column_name, reason from rejects order by row_no, column_name, reason",
  );
  for (;;) {
    const found = await loading.query<{ row_no: number; column_name: string | null; reason: string }>(
      `fetch ${page} from rejected`,
    );
    for (const { row_no, column_name, reason } of found)
      options.onReject?.({
        row: row_no,
        column: column_name === null ? null : fieldOf(column_name),
        reason,
        value: null,
      });
    total += found.length;
    if (found.length < page) break;
  }
  await loading.script("close rejected");
  return total;
}
