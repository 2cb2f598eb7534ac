// The client of the overload campaign, a process of its own: node -r ./scripts/typescript.cjs test/campaigns/overload-client.ts
// Reads its order as JSON from standard input and writes what it saw as JSON to standard output.
//
// Closed: each connection asks again when it has its answer. Open: requests fall due on a clock, whatever became of the
// others. Latencies are counted from the sending and from the time at which a request was due: a client that waits for
// an answer before it sends the next hides from itself how long that one would have waited.
import { type Answer, Line, requestBytes, type Sent } from "./overload-line";

export interface LoadOrder {
  readonly port: number;
  /** JSON bodies, asked in turn. */
  readonly bodies: readonly string[];
  readonly connections: number;
  /** Requests that fall due in a second; absent = closed. */
  readonly perSecond?: number;
  /** Requests sent together on one connection, before the answers of earlier ones; absent = one at a time. */
  readonly pipelined?: number;
  /** An open client sends no more while so many are unanswered. */
  readonly maxOutstanding?: number;
  /** The pause of a closed client after a refusal. */
  readonly pauseMs?: number;
  readonly warmUpMs?: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** Requests that fell due; those that found no connection, or came after too many unanswered ones, were never sent. */
  readonly due: number;
  readonly sent: number;
  readonly answered: number;
  readonly refused: number;
  readonly refusedWithoutRetryAfter: number;
  /** Statuses other than 200 and 503; 0 = the connection was lost. */
  readonly others: Readonly<Record<string, number>>;
  /** No answer until three seconds after the end. */
  readonly unanswered: number;
  readonly wrong: number;
  /** In milliseconds: of the answered from the sending, from the time they were due; of the refused from the sending. */
  readonly latency: Quantiles;
  readonly latencyFromDue: Quantiles;
  readonly refusalLatency: Quantiles;
  readonly cpuMs: number;
}

interface Quantiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const order = JSON.parse(Buffer.concat(chunks).toString()) as LoadOrder;
  const result = await new Client(order).run();
  process.stdout.write(JSON.stringify(result), () => process.exit(0));
}

class Client {
  private readonly requests: Buffer[];
  private readonly expected: (Buffer | undefined)[] = [];
  private readonly free: Line[] = [];
  private readonly latencies: number[] = [];
  private readonly fromDue: number[] = [];
  private readonly refusals: number[] = [];
  private readonly others: Record<string, number> = {};
  private turn = 0;
  private due = 0;
  private sent = 0;
  private outstanding = 0;
  private wrong = 0;
  private withoutRetryAfter = 0;
  private from = Number.POSITIVE_INFINITY;
  private until = Number.POSITIVE_INFINITY;

  constructor(private readonly order: LoadOrder) {
    this.requests = order.bodies.map(requestBytes);
  }

  async run(): Promise<LoadResult> {
    await this.learn();
    const lines = await this.connect();
    this.from = performance.now() + (this.order.warmUpMs ?? 0);
    this.until = this.from + this.order.seconds * 1000;
    const cpu = this.cpuAt(this.from);
    if (this.order.perSecond === undefined) for (const line of lines) this.ask(line, performance.now());
    else await this.keepTime(this.order.perSecond);
    await sleep(this.until - performance.now());
    const cpuMs = processCpuMs() - (await cpu);
    for (let waited = 0; this.outstanding > 0 && waited < 3000; waited += 10) await sleep(10);
    for (const line of lines) line.close();
    return {
      seconds: this.order.seconds,
      due: this.due,
      sent: this.sent,
      answered: this.latencies.length,
      refused: this.refusals.length,
      refusedWithoutRetryAfter: this.withoutRetryAfter,
      others: this.others,
      unanswered: this.outstanding,
      wrong: this.wrong,
      latency: quantiles(this.latencies),
      latencyFromDue: quantiles(this.fromDue),
      refusalLatency: quantiles(this.refusals),
      cpuMs,
    };
  }

  // Each request once while nothing else goes on: what is answered then is the right answer.
  private async learn(): Promise<void> {
    for (const body of this.order.bodies) {
      let response = await this.askOnce(body);
      for (let tries = 0; response.status === 503 && tries < 50; tries++) {
        await sleep(100);
        response = await this.askOnce(body);
      }
      const text = await response.text();
      if (response.status !== 200 || text.startsWith('{"errors"'))
        throw new Error(`${response.status} ${text}`);
      this.expected.push(Buffer.from(text));
    }
  }

  private askOnce(body: string): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return fetch(`http://127.0.0.1:${this.order.port}/graphql`, { method: "POST", headers, body });
  }

  private async connect(): Promise<Line[]> {
    const lines: Line[] = [];
    while (lines.length < this.order.connections) {
      const some = Math.min(100, this.order.connections - lines.length);
      await Promise.all(
        Array.from(
          { length: some },
          () =>
            new Promise<void>((resolve) => {
              lines.push(new Line(this.order.port, this.expected, this.onAnswer, resolve));
            }),
        ),
      );
    }
    this.free.push(...lines);
    return lines;
  }

  private async keepTime(perSecond: number): Promise<void> {
    const { maxOutstanding = Number.POSITIVE_INFINITY, pipelined = 1 } = this.order;
    const started = performance.now();
    let next = 0;
    for (let now = started; now < this.until; now = performance.now()) {
      const wanted = Math.floor(((now - started) / 1000) * perSecond);
      const dueAt = (which: number) => started + (which / perSecond) * 1000;
      while (next < wanted && this.outstanding < maxOutstanding) {
        const line = this.free.shift();
        if (!line) break;
        const many = Math.min(pipelined, wanted - next);
        const batch: Buffer[] = [];
        const sent: Sent[] = [];
        for (let one = 0; one < many; one++) {
          const which = this.turn++ % this.requests.length;
          batch.push(this.requests[which] as Buffer);
          sent.push({ which, due: dueAt(next++), at: now });
        }
        this.count(sent);
        line.send(batch.length === 1 ? (batch[0] as Buffer) : Buffer.concat(batch), ...sent);
        if (pipelined > 1) this.free.push(line);
      }
      await sleep(1);
    }
    this.due = Math.round(this.order.seconds * perSecond);
  }

  private ask(line: Line, now: number): void {
    const which = this.turn++ % this.requests.length;
    const sent = { which, due: now, at: now };
    if (now >= this.from) this.due++;
    this.count([sent]);
    line.send(this.requests[which] as Buffer, sent);
  }

  private count(all: readonly Sent[]): void {
    this.outstanding += all.length;
    for (const { at } of all) if (at >= this.from) this.sent++;
  }

  private readonly onAnswer = (line: Line, sent: Sent, answer: Answer): void => {
    const now = performance.now();
    this.outstanding--;
    if (sent.at >= this.from && sent.at < this.until) this.note(sent, answer, now);
    if (this.order.perSecond === undefined) this.askAgain(line, answer, now);
    else if ((this.order.pipelined ?? 1) === 1) this.free.push(line);
  };

  private note(sent: Sent, { status, hasRetryAfter, isWrong }: Answer, now: number): void {
    if (isWrong) this.wrong++;
    if (status === 200) {
      this.latencies.push(now - sent.at);
      this.fromDue.push(now - sent.due);
    } else if (status === 503) {
      this.refusals.push(now - sent.at);
      if (!hasRetryAfter) this.withoutRetryAfter++;
    } else this.others[status] = (this.others[status] ?? 0) + 1;
  }

  private askAgain(line: Line, { status }: Answer, now: number): void {
    const pauseMs = status === 200 ? 0 : status === 503 ? (this.order.pauseMs ?? 0) : 10;
    if (pauseMs > 0)
      setTimeout(() => this.askAgain(line, { status: 200 } as Answer, performance.now()), pauseMs);
    else if (now < this.until) this.ask(line, now);
  }

  private async cpuAt(time: number): Promise<number> {
    await sleep(time - performance.now());
    return processCpuMs();
  }
}

function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

function quantiles(values: number[]): Quantiles {
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: values.at(-1) ?? 0 };
}

if (require.main === module) void main();
