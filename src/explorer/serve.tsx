// Answers the explorer's pages: one operation through the pipeline that answers every client, then HTML, JSON, SVG or a
// notebook made of its data. ETag and 304 are the pipeline's own.
import { Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { present } from "../errors";
import type { OperationPipeline } from "../http/graphql/pipeline";
import { send } from "../http/protocol/response";
import type { Exchange, Route } from "../http/route";
import { assets } from "./assets";
import { type PageDocument, pageDocuments } from "./documents";
import { ErrorBody, Layout } from "./layout";
import { notebookOf } from "./notebook";
import {
  type Asked,
  type Meta,
  type Page,
  PageError,
  type PageRequest,
  type Variables,
  type View,
} from "./page";
import { dayOf } from "./parts/forms";

const html = "text/html; charset=utf-8";
const suffixes = ["json", "csv", "svg", "ipynb"] as const;
type Suffix = (typeof suffixes)[number];

// Everything a page needs comes from here; its one script does without eval, and no style stands in an attribute.
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const pageHeaders: readonly (readonly [string, string])[] = [
  ["content-security-policy", policy],
  ["cross-origin-opener-policy", "same-origin"],
  ["referrer-policy", "same-origin"],
  ["x-content-type-options", "nosniff"],
];

export interface ExplorerOptions {
  readonly pipeline: OperationPipeline;
}

/** The route of a page. */
export function pageRoute(page: Page, { pipeline }: ExplorerOptions): Route {
  const document = documentOf(page.document);
  return {
    path: page.path,
    kind: "operation",
    async handle(exchange) {
      try {
        const { request, suffix } = requestOf(exchange, page.path);
        const lease = await exchange.admit();
        const asked = ask(page, document, request);
        const { method = "GET", headers } = exchange.req;
        const accepted = { type: "application/json", legacy: false } as const;
        const reply = await pipeline.answer(
          asked,
          { method, headers, search: searchOf(asked), accepted, isOwn: true },
          lease.context,
        );
        await lease.charge(exchange.stats.cost ?? 0);
        if (reply.status === 304) return void exchange.res.addAll(reply.headers).head(304).end();
        if (suffix === "json")
          return send(
            exchange.res,
            reply.status,
            "application/json; charset=utf-8",
            reply.body,
            reply.headers,
          );
        const { data, errors } = JSON.parse(reply.body.toString()) as Answer;
        const [error] = errors ?? [];
        if (!data || error)
          throw new PageError(reply.status, error?.message ?? "No answer.", error?.extensions?.hint);
        const told = request.asOf === undefined ? data : (data.asOf as typeof data);
        const view = page.view(told, request);
        if ("location" in view) return redirect(exchange, view.location);
        sendView(exchange, { view, request, suffix, asked, meta: told.meta as Meta, headers: reply.headers });
      } catch (error) {
        sendErrorPage(exchange, error);
      }
    },
  };
}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly hint?: string } }[];
}

/** The same as a GET of /graphql says it. */
function searchOf({ query, operationName, variables }: Asked): string {
  return new URLSearchParams({ query, operationName, variables: JSON.stringify(variables) }).toString();
}

let documents: ReadonlyMap<string, PageDocument> | undefined;

function documentOf(name: string): PageDocument {
  documents ??= pageDocuments();
  const found = documents.get(name);
  if (found === undefined) throw new Error(`There is no file pages/${name}.graphql.`);
  return found;
}

function ask(page: Page, document: PageDocument, request: PageRequest): Asked {
  const given: Variables = page.variables(request);
  const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { name: operationName, text, asOfText } = document;
  return request.asOf === undefined
    ? { query: text, operationName, variables }
    : { query: asOfText, operationName, variables: { asOf: request.asOf, ...variables } };
}

function requestOf(
  { params, search, req }: Exchange,
  pattern: string,
): { request: PageRequest; suffix?: Suffix } {
  const query = new URLSearchParams(search);
  const [rawPath = "/"] = (req.url ?? "/").split("?");
  const last = /:(\w+)$/.exec(pattern)?.[1];
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value ?? ""]));
  const target = last === undefined ? rawPath : values[last];
  const suffix = suffixes.find((one) => target?.endsWith(`.${one}`) === true);
  const path = suffix ? rawPath.slice(0, -suffix.length - 1) : rawPath;
  if (suffix && last !== undefined) values[last] = (values[last] ?? "").slice(0, -suffix.length - 1);
  const asOf = query.get("asOf") || undefined;
  if (asOf !== undefined && dayOf(asOf) === undefined)
    throw new PageError(400, `${asOf} is not a day.`, "Write it as 2024-03-31.");
  return { request: { params: values, query, path, asOf }, ...(suffix && { suffix }) };
}

interface Shown {
  readonly view: View;
  readonly request: PageRequest;
  readonly suffix: Suffix | undefined;
  readonly asked: Asked;
  readonly meta: Meta;
  readonly headers: readonly (readonly [string, string])[] | Iterable<readonly [string, string]>;
}

function sendView({ res }: Exchange, shown: Shown): void {
  const { view, request, suffix, asked, meta, headers } = shown;
  const cache = [...headers].filter(([name]) => name !== "content-type") as [string, string][];
  const status = view.status ?? 200;
  if (suffix === "csv") {
    if (!view.download) throw new PageError(404, "This page has no table to download.");
    const parameters = new URLSearchParams(view.download.parameters);
    if (request.asOf) parameters.set("asOf", request.asOf);
    return void res.add("location", `/data/${view.download.table}.csv?${parameters}`).head(307).end();
  }
  if (suffix === "svg") {
    if (!view.chart) throw new PageError(404, "This page has no chart.");
    const svg = renderToString(h(Fragment, null, view.chart)).replace(
      "<svg ",
      '<svg xmlns="http://www.w3.org/2000/svg" ',
    );
    const style = `<style>${assets.chartStyle}</style>`;
    send(res, status, "image/svg+xml", svg.replace(/(<svg [^>]*>)/, `$1${style}`), cache);
    return;
  }
  if (suffix === "ipynb") {
    const notebook = notebookOf(view.title, asked, request.path);
    const name = `${request.path.replace(/[^\w-]+/g, "-").replace(/^-|-$/g, "") || "home"}.ipynb`;
    send(res, status, "application/x-ipynb+json", notebook, [
      ...cache,
      ["content-disposition", `attachment; filename="${name}"`],
    ]);
    return;
  }
  const text = renderToString(<Layout view={view} request={request} asked={asked} meta={meta} />);
  const kept = request.asOf === undefined ? text : onDay(text, request.asOf);
  send(res, status, html, `<!doctype html>${kept}`, [...cache, ...(pageHeaders as [string, string][])]);
}

const otherPages =
  /href="(\/(?:agencies|offices|reports|recommendations|topics|statistics|backlog|semiannual|search)(?:[/?][^"#]*)?)"/g;

/** Links of the page's content to other pages stay on the day. Quotes in texts are escaped, so this meets attributes alone. */
function onDay(text: string, day: string): string {
  return text.replace(/<main id="main">[\s\S]*<\/main>/, (main) =>
    main.replace(otherPages, (link, href: string) =>
      href.includes("asOf=") ? link : `href="${href}${href.includes("?") ? "&amp;" : "?"}asOf=${day}"`,
    ),
  );
}

function redirect({ res }: Exchange, location: string): void {
  res.add("location", location).head(302).end();
}

function sendErrorPage(exchange: Exchange, error: unknown): void {
  const { res, requestId, stats } = exchange;
  if (res.headersSent) return void res.destroy();
  const presented = error instanceof PageError ? undefined : present(error);
  const known = error as PageError;
  const status = presented?.status ?? known.status;
  const message = presented?.formatted.message ?? known.message;
  const hint = presented ? (presented.formatted.extensions?.hint as string | undefined) : known.hint;
  if (presented) {
    stats.codes = [presented.code];
    stats.cause ??= presented.cause;
    for (const [name, value] of presented.headers) res.add(name, value);
  }
  const path = (exchange.req.url ?? "/").split("?")[0] ?? "/";
  const request: PageRequest = { params: {}, query: new URLSearchParams(), path, asOf: undefined };
  const body = <ErrorBody status={status} message={message} hint={hint} requestId={requestId} />;
  const title = status === 404 ? "Not found" : status < 500 ? "That cannot be shown" : "Not available";
  const text = renderToString(<Layout view={{ title, body }} request={request} />);
  send(res, status, html, `<!doctype html>${text}`, [
    ...(pageHeaders as [string, string][]),
    ["cache-control", "no-store"],
  ]);
}
