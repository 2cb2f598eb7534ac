// A handler written by hand for exactly these questions: node:http, the best SQL we know for each, and a writer for it.
// No GraphQL: it goes by the operation's name. What it takes is what anything could take. Its rows come by the service's own
// driver, which others do not have; PLAIN_DRIVER has them come by pg's pool, with named statements and rows as arrays.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type CustomTypesConfig, Pool } from "pg";
import { openBuilt, type Row } from "./built";
import { type Handler, handlers } from "./handwritten-queries";

type ReadRows = (handler: Handler, values: readonly string[]) => Promise<Row[]>;

function ownDriver(): ReadRows {
  const database = openBuilt({ url: process.env.DATABASE_URL!, poolMax: 10 });
  return ({ text }, values) => database.rows({ text, values }, { readOnly: true });
}

function plainDriver(): ReadRows {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL!, max: 10 });
  const types = { getTypeParser: () => (text: string) => text } as unknown as CustomTypesConfig;
  const names = new Map(Object.entries(handlers).map(([name, handler]) => [handler, name]));
  return async (handler, values) => {
    const name = names.get(handler)!;
    const query = { name, text: handler.text, values: [...values], rowMode: "array" as const, types };
    return (await pool.query<(string | null)[]>(query)).rows;
  };
}

const rowsOf = process.env.PLAIN_DRIVER === "1" ? plainDriver() : ownDriver();

createServer((request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    const { operationName, variables } = JSON.parse(body.toString("utf8")) as {
      operationName: string | null;
      variables?: Record<string, string>;
    };
    const handler = handlers[operationName ?? ""];
    if (!handler) return send(response, '{"data":{"__typename":"Query"}}');
    rowsOf(handler, handler.values(variables ?? {})).then(
      (rows: Row[]) => send(response, `{"data":${handler.write(rows)}}`),
      (error: Error) => {
        response.statusCode = 500;
        send(response, JSON.stringify({ error: error.message }));
      },
    );
  });
}).listen(Number(process.env.PORT), "127.0.0.1");

function send(response: ServerResponse, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(response.statusCode, {
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
  });
  response.end(body);
}
