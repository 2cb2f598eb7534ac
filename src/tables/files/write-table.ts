// Has the files of one table written in a thread of their own, from rows that are streamed.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RowBytes } from "../../database";
import type { FileReceipt, FromWriter, Order, ToWriter } from "./messages";

/** The files are whole and on disk when it resolves; when it rejects, what is there is of no use. */
export async function writeTable(
  order: Order,
  batches: AsyncIterable<RowBytes>,
): Promise<readonly FileReceipt[]> {
  const thread = new Worker(join(__dirname, `worker${ending}`), { workerData: order, execArgv });
  const replies = new Replies(thread);
  try {
    for await (const { bytes, count } of batches) {
      await replies.next();
      // A copy of its own, to be moved: the bytes may share their memory with others.
      const moved = new Uint8Array(bytes);
      thread.postMessage({ bytes: moved, count } satisfies ToWriter, [moved.buffer]);
    }
    await replies.next();
    thread.postMessage("end" satisfies ToWriter);
    return ((await replies.next()) as Exclude<FromWriter, "next">).files;
  } finally {
    await thread.terminate();
  }
}

class Replies {
  private readonly ready: FromWriter[] = [];
  private failure: Error | undefined;
  private wake = () => {};

  constructor(thread: Worker) {
    thread.on("message", (reply: FromWriter) => {
      this.ready.push(reply);
      this.wake();
    });
    thread.on("error", (error) => this.fail(error));
    thread.on("exit", (code) => this.fail(new Error(`the thread that writes files ended with ${code}`)));
  }

  async next(): Promise<FromWriter> {
    while (this.ready.length === 0) {
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this.ready.shift()!;
  }

  private fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
    this.wake();
  }
}

/** Sources, as tests load them, need what compiles them there too. */
const ending = __filename.slice(-3);
const execArgv =
  ending === ".ts"
    ? ["-r", join(__dirname, "..", "..", "..", "scripts", "typescript.cjs")]
    : process.execArgv;
