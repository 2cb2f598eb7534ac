// A steady load on the service by keep-alive connections, with every answer checked against what it must be.
import { Agent, request } from "node:http";

export interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

export interface Reply {
  /** 0: the connection broke before or within the answer. */
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** One POST; never rejects. Services under test keep no answers: each is made anew. */
export function ask(
  url: string,
  { query, variables }: Question,
  agent?: Agent,
  timeoutMs = 20_000,
): Promise<Reply> {
  const started = performance.now();
  const body = JSON.stringify({ query, variables });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const done = (status: number, text: string) => resolve({ status, text, ms: performance.now() - started });
    const req = request(`${url}/graphql`, { method: "POST", headers, agent, timeout: timeoutMs }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      // `end` comes only after as many bytes as were announced.
      res.on("end", () => done(res.statusCode ?? 0, Buffer.concat(chunks).toString()));
      res.on("error", () => done(0, ""));
      res.on("close", () => done(0, ""));
    });
    req.on("timeout", () => req.destroy(new Error("timeout")));
    req.on("error", (error) => done(0, error.message));
    req.end(body);
  });
}

export interface Tally {
  readonly statuses: Map<number, number>;
  /** Answers with status 200 that were not the right ones, and what else must never be. */
  readonly wrong: string[];
  readonly latencies: number[];
}

export interface Load {
  /** Everything since the last call. */
  take(): Tally;
  /** Resolves when each of the next `count` answers is right, one after the other. */
  settled(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** `clients` ask the questions over and over, in turn; `expected` holds the right answer of each, where it is to be checked. */
export function startLoad(
  url: string,
  clients: number,
  questions: readonly Question[],
  expected: readonly string[],
  pauseMs = 0,
): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let tally = newTally();
  let running = true;
  let right = 0;
  const client = async (first: number) => {
    for (let at = first; running; at++) {
      const which = at % questions.length;
      const reply = await ask(url, questions[which] as Question, agent);
      const problem = problemWith(reply, expected[which]);
      tally.statuses.set(reply.status, (tally.statuses.get(reply.status) ?? 0) + 1);
      tally.latencies.push(reply.ms);
      if (problem) tally.wrong.push(problem);
      right = reply.status === 200 && !problem ? right + 1 : 0;
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      // Whoever is refused comes back a little later, as Retry-After asks; refusals at full speed measure nothing.
      if (reply.status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const all = Array.from({ length: clients }, (_, at) => client(at));
  return {
    take() {
      const taken = tally;
      tally = newTally();
      return taken;
    },
    async settled(count) {
      right = 0;
      while (right < count) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async stop() {
      running = false;
      await Promise.all(all);
      agent.destroy();
    },
  };
}

function newTally(): Tally {
  return { statuses: new Map(), wrong: [], latencies: [] };
}

function problemWith({ status, text }: Reply, expected: string | undefined): string | undefined {
  if (status === 200)
    return expected === undefined || text === expected ? undefined : `wrong answer: ${text.slice(0, 200)}`;
  return status === 0 || status === 429 || status === 503 ? undefined : `${status}: ${text.slice(0, 200)}`;
}
