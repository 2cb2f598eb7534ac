// The playground: GraphiQL with its explorer, offline. Everything comes from an npm package and is served from this origin;
// the Content-Security-Policy allows nothing else, and no script stands in the page itself.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { basename, join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { promisify } from "node:util";
import { createGunzip, gzip } from "node:zlib";
import { type ServiceResponse, send } from "./protocol/response";
import type { Route } from "./route";

/** One tab: a question, as written in a file of examples/. */
export interface Example {
  readonly name: string;
  readonly query: string;
  /** The file of the same name that ends in .json, if there is one. */
  readonly variables: string | undefined;
}

/** The examples of a folder, in the order of their names. */
export function readExamples(folder: string): Example[] {
  const names = readdirSync(folder).sort();
  return names
    .filter((name) => name.endsWith(".graphql"))
    .map((name) => {
      const variables = name.replace(/\.graphql$/, ".json");
      return {
        name: basename(name, ".graphql"),
        query: readFileSync(join(folder, name), "utf8"),
        variables: names.includes(variables) ? readFileSync(join(folder, variables), "utf8") : undefined,
      };
    });
}

/** The page and its assets. */
export function playgroundRoutes(examples: readonly Example[]): Route[] {
  let bundle: Promise<ReadonlyMap<string, Asset>> | undefined;
  const asset =
    (path: string): Handler =>
    async ({ req, res }) => {
      bundle ??= loadBundle();
      const found = (await bundle).get(path);
      if (found) sendAsset(req, res, found);
    };
  return [
    route("/playground", ({ res }) => send(res, 200, "text/html; charset=utf-8", page, pageHeaders)),
    route("/favicon.ico", ({ res }) =>
      send(res, 200, "image/svg+xml", icon, [["cache-control", "public, max-age=86400"]]),
    ),
    route("/playground/setup.js", script(setupScript)),
    route("/playground/start.js", script(startScript(examples))),
    ...Object.keys(bundled).map((path) => route(path, asset(path))),
  ];
}

type Handler = Route["handle"];

function route(path: string, handle: Handler): Route {
  return {
    path,
    kind: "page",
    async handle(exchange) {
      await exchange.admit();
      await handle(exchange);
    },
  };
}

const javascript = "text/javascript; charset=utf-8";

// Names in the package, by the path that we serve each under.
const bundled: Readonly<Record<string, { name: keyof Bundle; type: string }>> = {
  "/playground/graphiql.js": { name: "js", type: javascript },
  "/playground/graphiql.css": { name: "css", type: "text/css; charset=utf-8" },
  "/playground/editor.worker.js": { name: "editorWorkerService", type: javascript },
  "/playground/json.worker.js": { name: "jsonWorker", type: javascript },
  "/playground/graphql.worker.js": { name: "graphqlWorker", type: javascript },
};

// Scripts and workers from here alone. Monaco writes style elements as it goes, so styles cannot be that strict.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const pageHeaders: [string, string][] = [
  ["content-security-policy", policy],
  ["cross-origin-opener-policy", "same-origin"],
  ["cache-control", "no-cache"],
];

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g stroke="#1d4f91" stroke-width="2.5">' +
  '<path d="M7 8 16 24 25 8Z" fill="none"/><g fill="#fff"><circle cx="7" cy="8" r="4"/><circle cx="25" cy="8" r="4"/>' +
  '<circle cx="16" cy="24" r="4"/></g></g></svg>';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Oversight Graph</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="stylesheet" href="/playground/graphiql.css">
<style>html, body, #root { height: 100%; margin: 0 }</style>
</head>
<body class="no-focus-outline">
<noscript>This page is a GraphQL editor and needs JavaScript. The service itself is at /graphql.</noscript>
<div id="root"></div>
<script src="/playground/setup.js" defer></script>
<script src="/playground/graphiql.js" defer></script>
<script src="/playground/start.js" defer></script>
</body>
</html>
`;

// Monaco asks for its workers while its own script runs, so this must come before.
const setupScript = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) =>
    "/playground/" + ({ json: "json", graphql: "graphql" }[label] || "editor") + ".worker.js",
};
`;

function startScript(examples: readonly Example[]): string {
  const options = {
    endpoint: "/graphql",
    title: "Oversight Graph",
    logo: icon.replace("<svg ", '<svg width="28" height="28" '),
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
    shouldPersistHeaders: false,
  };
  // A link may bring a query of its own: it is the first tab then.
  return `const options = ${JSON.stringify(options)};
const asked = new URLSearchParams(location.search);
if (asked.get("query")) {
  options.query = asked.get("query");
  options.variables = asked.get("variables") || undefined;
  options.defaultTabs = [{ query: options.query, variables: options.variables }, ...options.defaultTabs];
}
YogaGraphiQL.renderYogaGraphiQL(document.querySelector("#root"), options);
`;
}

function script(body: string): Handler {
  return ({ res }) => send(res, 200, javascript, body, [["cache-control", "no-cache"]]);
}

interface Bundle {
  readonly js: string;
  readonly css: string;
  readonly editorWorkerService: string;
  readonly jsonWorker: string;
  readonly graphqlWorker: string;
}

interface Asset {
  readonly type: string;
  readonly compressed: Buffer;
  readonly etag: string;
}

// Only the compressed form is kept: 2.4 MB instead of 9. The first visitor waits a moment for it.
async function loadBundle(): Promise<ReadonlyMap<string, Asset>> {
  const file = require.resolve("@graphql-yoga/render-graphiql/graphiql");
  const bundle = require(file) as Bundle;
  delete require.cache[file];
  const entries = Object.entries(bundled).map(async ([path, { name, type }]): Promise<[string, Asset]> => {
    const compressed = await promisify(gzip)(bundle[name]);
    const etag = `"${createHash("sha256").update(compressed).digest("base64url").slice(0, 22)}"`;
    return [path, { type, compressed, etag }];
  });
  return new Map(await Promise.all(entries));
}

function sendAsset(req: IncomingMessage, res: ServiceResponse, { type, compressed, etag }: Asset): void {
  res.add("etag", etag).add("vary", "accept-encoding").add("cache-control", "public, max-age=3600");
  if (req.headers["if-none-match"] === etag) return void res.head(304).end();
  const takesGzip = /\bgzip\b/.test(String(req.headers["accept-encoding"] ?? ""));
  res.add("content-type", type);
  if (takesGzip) res.add("content-encoding", "gzip").add("content-length", String(compressed.length));
  res.head(200);
  if (req.method === "HEAD") res.end();
  else if (takesGzip) res.end(compressed);
  // Piece by piece, as fast as the client reads: unpacked it is megabytes.
  else pipeline(Readable.from([compressed]), createGunzip(), res, () => {});
}
