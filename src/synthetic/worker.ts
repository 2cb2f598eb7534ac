// The thread that makes reports: answers each "more" with a batch, and the last with null. It knows of no database; what
// PostgreSQL says of a text it asks the thread that started it.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type Batch, batches, type FromThread, type Making, type ToThread } from "./batches";
import type { Said } from "./copy/tsvectors";

serve(parentPort!, workerData as Making);

function serve(port: MessagePort, making: Making): void {
  const send = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);
  let hear: (said: readonly Said[]) => void = () => {};
  const made = batches(making, (texts) => {
    send({ ask: texts });
    return new Promise((resolve) => (hear = resolve));
  });
  const sendNext = async () => {
    const { value } = await made.next();
    const batch: Batch | null = value ?? null;
    // Moved, not copied.
    send(
      { batch },
      batch?.tables.map(({ bytes }) => bytes.buffer),
    );
  };
  let sent = Promise.resolve();
  port.on("message", (message: ToThread) => {
    // One after the other, and none after a failure: a generator that threw would give an end. It ends the thread instead.
    if (message === "more") sent = sent.then(sendNext);
    else hear(message.said);
  });
}
