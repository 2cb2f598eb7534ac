// The thread that writes the files of one table. On the main thread a group of rows would stop all requests for some hundred
// milliseconds. It knows no database: rows come as PostgreSQL's bytes.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { FromWriter, Order, ToWriter } from "./messages";
import { CsvFile, ParquetFile } from "./table-files";

void serve(parentPort!, workerData as Order);

async function serve(port: MessagePort, order: Order): Promise<void> {
  const parquet = await ParquetFile.open(order);
  const text = new CsvFile(order);
  const send = (message: FromWriter) => port.postMessage(message);
  let done = Promise.resolve();
  port.on("message", (message: ToWriter) => {
    // One after the other; a failure is thrown and ends the thread, which its owner hears.
    done = done.then(async () => {
      if (message !== "end") {
        const batch = { ...message, bytes: Buffer.from(message.bytes.buffer) };
        parquet.add(batch);
        await text.add(batch);
        return send("next");
      }
      send({ files: [parquet.end(), await text.end()] });
      port.close();
    });
  });
  send("next");
}
