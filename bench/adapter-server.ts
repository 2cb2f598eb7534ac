// One of the servers that the comparison of adapters starts: the service's own request handler under plain node:http or
// under Fastify, or either of them answering the same bytes from memory. ADAPTER names it; see adapter.ts.
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { loadBuilt } from "./built";

/** What is used of Fastify, which is installed only with the peers. */
interface FastifyApp {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    parse: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): void;
  all(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown): void;
  post(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown): void;
  listen(options: { port: number; host: string }): Promise<unknown>;
}

interface FastifyRequest {
  readonly raw: IncomingMessage;
  readonly body: unknown;
}

interface FastifyReply {
  readonly raw: ServerResponse;
  hijack(): void;
  header(name: string, value: string): void;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

const port = Number(process.env.PORT);
const host = "127.0.0.1";

/** The adapters by name; each listens, and is spoken to at /graphql. */
const adapters: Readonly<Record<string, () => Promise<unknown>>> = {
  // As it is shipped, listener and all.
  http: async () => (await startService()).listen(port, host),
  async fastify() {
    const app = newFastify({ http: { ServerResponse: serviceResponse() } });
    // The service reads bodies itself, within its own bounds.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    const handler = await handlerOf(startService);
    app.all("/graphql", (req, reply) => {
      reply.hijack();
      handler(req.raw, reply.raw);
    });
    await app.listen({ port, host });
  },
  async "http-memory"() {
    createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on("data", (chunk: Buffer) => chunks.push(chunk));
      req.on("end", async () => {
        const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
        const answer = await remembered(JSON.parse(body.toString()));
        res.writeHead(200, { "content-type": type, "content-length": answer.length }).end(answer);
      });
    }).listen(port, host);
  },
  async "fastify-memory"() {
    const app = newFastify();
    app.post("/graphql", async (req, reply) => {
      reply.header("content-type", type);
      return remembered(req.body);
    });
    await app.listen({ port, host });
  },
};
const type = "application/json; charset=utf-8";

async function startService(): Promise<{ listen(port: number, host: string): Promise<unknown> }> {
  const { loadConfig } = loadBuilt<{ loadConfig(): Record<string, unknown> }>("config.js");
  const { openDatabase, watchRevision } = loadBuilt<{
    openDatabase(config: object): Promise<object>;
    watchRevision(config: object, database: object): object;
  }>("database/index.js");
  const { createLog } = loadBuilt<{ createLog(level: unknown): object }>("http/observability/log.js");
  const { serviceEngine } = loadBuilt<{ serviceEngine(): object }>("service.js");
  const { createService } = loadBuilt<{
    createService(options: object): Promise<{ listen(port: number, host: string): Promise<unknown> }>;
  }>("service.js");
  const config = loadConfig();
  const database = await openDatabase(config);
  return createService({
    ...serviceEngine(),
    database,
    log: createLog(config.logLevel),
    revision: watchRevision(config, database),
    settings: { ...config, serverTiming: false },
  });
}

/** What the service would have given to its own listener. */
async function handlerOf(start: () => Promise<unknown>): Promise<Handler> {
  const module = loadBuilt<{ Listener: unknown }>("http/listener.js");
  let handler: Handler | undefined;
  module.Listener = class {
    constructor(given: Handler) {
      handler = given;
    }
  };
  await start();
  if (!handler) throw new Error("The service made no listener.");
  return handler;
}

function serviceResponse(): unknown {
  return loadBuilt<{ ServiceResponse: unknown }>("http/protocol/response.js").ServiceResponse;
}

function newFastify(options: object = {}): FastifyApp {
  const from = createRequire(join(__dirname, "..", "package.json"));
  const fastify = from("fastify") as (options: object) => FastifyApp;
  return fastify(options);
}

const memory = new Map<string, Buffer>();

/** The service's answer to this question: asked once of UPSTREAM_PORT, then kept. */
async function remembered(question: unknown): Promise<Buffer> {
  const { slug = "" } = (question as { variables?: { slug?: string } }).variables ?? {};
  const kept = memory.get(slug);
  if (kept) return kept;
  const answer = await ask(JSON.stringify(question));
  memory.set(slug, answer);
  return answer;
}

function ask(body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const upstream = { host, port: process.env.UPSTREAM_PORT, path: "/graphql", method: "POST" };
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    request({ ...upstream, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => resolve(Buffer.concat(chunks)));
    })
      .on("error", reject)
      .end(body);
  });
}

void adapters[process.env.ADAPTER ?? "http"]!();
