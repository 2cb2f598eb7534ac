// Makes reports batch by batch, as bytes for COPY: in this thread, or in one of its own while PostgreSQL reads.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Kinds, Rows, type TableName, tableNames } from "./copy/rows";
import { type Ask, type Said, TsvectorCache } from "./copy/tsvectors";
import type { Ids } from "./drafts";
import { addReport } from "./report";
import { makeWorld } from "./world";

export interface Making {
  readonly reports: number;
  readonly seed: number;
  /** The first free keys. */
  readonly ids: Ids;
  readonly kinds: Kinds;
  /** Whether the rows bring the words for full-text search. */
  readonly withWords: boolean;
}

export interface Batch {
  /** How many reports there are with these. */
  readonly reports: number;
  /** The next free keys. */
  readonly ids: Ids;
  readonly tables: readonly {
    readonly table: TableName;
    readonly count: number;
    readonly bytes: Uint8Array<ArrayBuffer>;
  }[];
}

/** Some fifty megabytes. PostgreSQL leaves pages empty at the end of each, which smaller ones would make a tenth of all. */
const batchReports = 4000;
/** Fewer at first, so that PostgreSQL begins to read soon. */
const firstReports = 500;
const sliceReports = 25;

export async function* batches({ withWords, kinds, ...order }: Making, ask: Ask): AsyncGenerator<Batch> {
  const setting = { ...order, ids: { ...order.ids }, world: makeWorld(order.reports), memory: new Map() };
  const lexicon = withWords ? new TsvectorCache() : null;
  // Of the batch before, and a little more: a batch is about as long as the next.
  const sizes = new Map<TableName, number>();
  for (let at = 0; at < order.reports; ) {
    const rows = new Rows(kinds, lexicon, sizes);
    const until = Math.min(order.reports, at + (at === 0 ? firstReports : batchReports));
    while (at < until) {
      for (const end = Math.min(until, at + sliceReports); at < end; at += 1) addReport(setting, rows, at);
      await rows.write(ask);
    }
    const tables = tableNames.flatMap((table) => {
      const bytes = rows.bytes(table);
      if (bytes) sizes.set(table, Math.round(1.1 * bytes.length));
      return bytes ? [{ table, count: rows.count(table), bytes }] : [];
    });
    yield { reports: at, ids: { ...setting.ids }, tables };
  }
}

/** From the thread: a batch, the end, or a question that stops it until it is answered. */
export type FromThread = { readonly batch: Batch | null } | { readonly ask: readonly string[] };
/** To the thread: make one more, or the answer. */
export type ToThread = "more" | { readonly said: readonly Said[] };

/** Batches that wait to be read, so that neither side waits for the other. */
const ahead = 2;

/** The same batches, made in a thread of its own. */
export async function* batchesOfThread(making: Making, ask: Ask): AsyncGenerator<Batch> {
  const thread = new Worker(join(__dirname, `worker${ending}`), {
    workerData: making,
    execArgv,
    // Rows live for a moment: with room for more of them, hardly any is moved before it dies.
    resourceLimits: { maxYoungGenerationSizeMb: 192 },
  });
  const send = (message: ToThread) => thread.postMessage(message);
  const ready: (Batch | null)[] = [];
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};
  const fail = (error: unknown) => {
    failure ??= { error };
    wake();
  };
  thread.on("error", fail);
  thread.on("exit", (code) => fail(new Error(`the thread that makes reports ended with ${code}`)));
  thread.on("message", (message: FromThread) => {
    if ("ask" in message) {
      ask(message.ask).then((said) => send({ said }), fail);
      return;
    }
    ready.push(message.batch);
    wake();
  });
  try {
    for (let sent = 0; sent < ahead; sent += 1) send("more");
    for (;;) {
      while (ready.length === 0) {
        if (failure) throw failure.error;
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const batch = ready.shift()!;
      if (batch === null) return;
      send("more");
      yield batch;
    }
  } finally {
    await thread.terminate();
  }
}

/** Sources, as tests load them, need what compiles them there too. */
const ending = __filename.slice(-3);
const execArgv =
  ending === ".ts" ? ["-r", join(__dirname, "..", "..", "scripts", "typescript.cjs")] : process.execArgv;
