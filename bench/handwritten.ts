// A handler written by hand for exactly these questions: node:http, the best SQL we know for each, and a writer for it.
// No GraphQL: it goes by the operation's name. What it takes is what anything could take.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openBuilt, type Row } from "./built";
import { handlers } from "./handwritten-queries";

const database = openBuilt({ url: process.env.DATABASE_URL!, poolMax: 10 });

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
    database.rows({ text: handler.text, values: handler.values(variables ?? {}) }, { readOnly: true }).then(
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
