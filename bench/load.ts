// The load generator, a process of its own: so many clients, each sending its next request when the last is answered.
// Reads its order as JSON from standard input, writes what it saw as JSON to standard output.
import { HttpConnection, postRequest } from "./http-client";

export interface LoadOrder {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  readonly clients: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
  readonly failures: number;
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const order = JSON.parse(Buffer.concat(chunks).toString("utf8")) as LoadOrder;
  const requests = order.bodies.map((body) => postRequest(order.path, order.headers, body));
  const started = performance.now();
  const from = started + order.warmUpMs;
  const until = from + order.measuredMs;
  const times: number[] = [];
  let bytes = 0;
  let failures = 0;
  let said = false;
  await Promise.all(
    Array.from({ length: order.clients }, async (_, client) => {
      const connection = new HttpConnection(order.port);
      // Each client begins elsewhere, so that they don't ask the same at the same time.
      for (let at = client * 7; ; at += 1) {
        const sent = performance.now();
        if (sent >= until) break;
        if (!said && sent >= from) {
          said = true;
          process.stderr.write("measuring\n");
        }
        const answer = await connection.send(requests[at % requests.length]!);
        const done = performance.now();
        if (done < from || done > until) continue;
        // A refusal is no answer: it does not count.
        if (answer.status !== 200) {
          failures += 1;
          continue;
        }
        times.push(done - sent);
        bytes += answer.bytes;
      }
      connection.close();
    }),
  );
  times.sort((a, b) => a - b);
  const quantile = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const result: LoadResult = {
    requests: times.length,
    seconds: order.measuredMs / 1000,
    p50: quantile(0.5),
    p99: quantile(0.99),
    bytes,
    failures,
  };
  process.stdout.write(JSON.stringify(result));
}

void main();
