// What describes the tables: /data as a page or JSON, the Data Package, the dictionary.
import type { IncomingMessage } from "node:http";
import { prefersHtml } from "../http/protocol/negotiation";
import { send, sendJson } from "../http/protocol/response";
import type { Exchange, Route } from "../http/route";
import { dataJson, dataPage, dataPagePolicy } from "./data-page";
import { type DataRevision, readRevision } from "./data-revision";
import { dataPackage, dictionary } from "./descriptor";
import { isCurrent, revisionHeaders, type TableDatabase } from "./download";
import type { TableDefinition } from "./table";
import { TableSizes } from "./table-sizes";

export function descriptionRoutes(
  tables: readonly TableDefinition[],
  database: TableDatabase,
  release: string,
): Route[] {
  const sizes = new TableSizes(tables, database);
  const words = dictionary(tables);
  return [
    page("/data", async (exchange) => {
      const { req, res } = exchange;
      const counted = await sizes.read();
      const html = prefersHtml(req.headers.accept);
      if (isAnswered(exchange, counted.revision, release, html ? "html" : "json")) return;
      const summary = { origin: originOf(req), ...counted.revision, sizes: counted.sizes };
      res.add("vary", "accept, host");
      if (!html) return sendJson(res, 200, dataJson(tables, summary));
      send(res, 200, "text/html; charset=utf-8", dataPage(tables, summary), [
        ["content-security-policy", dataPagePolicy],
      ]);
    }),
    page("/data/datapackage.json", async (exchange) => {
      const revision = await readRevision(database);
      if (isAnswered(exchange, revision, release, "package")) return;
      const body = JSON.stringify(dataPackage(tables, revision.revision, revision.asOf), null, 2);
      send(exchange.res, 200, "application/json; charset=utf-8", body);
    }),
    page("/data/dictionary.csv", async ({ res }) => {
      send(res, 200, "text/csv; charset=utf-8; header=present", words, [["cache-control", "no-cache"]]);
    }),
  ];
}

function page(path: string, answer: (exchange: Exchange) => Promise<void>): Route {
  return {
    path,
    kind: "page",
    isCrossOrigin: true,
    async handle(exchange) {
      await exchange.admit();
      await answer(exchange);
    },
  };
}

/** Adds the headers of this version; true when the client has it already and was told so. */
function isAnswered({ req, res }: Exchange, revision: DataRevision, release: string, what: string): boolean {
  const tag = `W/"${revision.version}-${release}-${what}"`;
  res.addAll(revisionHeaders(revision, tag));
  if (!isCurrent(req.headers["if-none-match"], tag)) return false;
  res.head(304).end();
  return true;
}

/** How this client calls the service. A host that is no host is not repeated. */
function originOf(req: IncomingMessage): string {
  const { host = "" } = req.headers;
  const proto = req.headers["x-forwarded-proto"] === "https" ? "https" : "http";
  return `${proto}://${/^[a-z0-9.:[\]-]{1,255}$/i.test(host) ? host : "127.0.0.1"}`;
}
