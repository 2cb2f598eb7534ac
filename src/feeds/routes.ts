// The routes /feeds/…: what changed of an agency, an office, a topic, a report, or under any filter, as Atom and JSON feeds.
import { refusal } from "../errors";
import type { OperationPipeline } from "../http/graphql/pipeline";
import { send } from "../http/protocol/response";
import type { Exchange, Route } from "../http/route";
import { type ChangeNode, type Entry, entryOf, feedDocument, newestOf } from "./entries";
import { atom, type FeedFormat, jsonFeed } from "./formats";

type Params = Exchange["params"];

interface FeedPath {
  readonly path: string;
  readonly title: (params: Params) => string;
  /** What it is about; more than one where two ways lead there. */
  readonly filters: (params: Params, search: URLSearchParams) => readonly unknown[];
}

const slug = (value: string | undefined) => ({ slug: { eq: value } });

const paths: readonly FeedPath[] = [
  {
    path: "/feeds/agencies/:slug",
    title: ({ slug: of }) => `Oversight of ${of}`,
    filters: ({ slug: of }) => [
      { recommendation: { agencies: { some: slug(of) } } },
      { report: { agencies: { some: slug(of) } } },
    ],
  },
  {
    path: "/feeds/offices/:slug",
    title: ({ slug: of }) => `Reports of ${of}`,
    filters: ({ slug: of }) => [{ report: { office: slug(of) } }],
  },
  {
    path: "/feeds/topics/:slug",
    title: ({ slug: of }) => `Oversight: ${of}`,
    filters: ({ slug: of }) => [{ report: { topics: { some: slug(of) } } }],
  },
  {
    path: "/feeds/reports/:office/:number",
    title: ({ office, number }) => `${number} of ${office}`,
    filters: ({ office, number }) => [{ report: { office: slug(office), number: { eq: number } } }],
  },
  {
    path: "/feeds/changes",
    title: () => "Changes",
    filters: (_params, search) => [givenFilter(search.get("filter"))],
  },
];

export function feedRoutes(pipeline: OperationPipeline): Route[] {
  return paths.flatMap((path) => [atom, jsonFeed].map((format) => feedRoute(path, format, pipeline)));
}

function feedRoute(
  { path, title, filters }: FeedPath,
  format: FeedFormat,
  pipeline: OperationPipeline,
): Route {
  return {
    path: `${path}.${format.suffix}`,
    kind: "operation",
    isCrossOrigin: true,
    async handle(exchange) {
      const { req, res, params, search, stats } = exchange;
      const lease = await exchange.admit();
      const [filter, other] = filters(params, new URLSearchParams(search));
      const variables = { filter, other, hasOther: other !== undefined };
      const reply = await pipeline.answer(
        { query: feedDocument, variables } as never,
        {
          method: "POST",
          headers: {
            "if-none-match": req.headers["if-none-match"],
            authorization: req.headers.authorization,
          },
          search: "",
          accepted: { type: "application/graphql-response+json", legacy: false },
          isOwn: true,
        },
        lease.context,
      );
      await lease.charge(stats.cost ?? 0);
      if (reply.status === 304) return void res.addAll(reply.headers).head(304).end();
      const { data, errors } = JSON.parse(reply.body.toString()) as Answer;
      if (!data)
        return void send(
          res,
          reply.status,
          "application/json; charset=utf-8",
          JSON.stringify({ errors }),
          reply.headers,
        );
      const entries: Entry[] = newestOf([data.changes.nodes, data.others?.nodes ?? []]).map(entryOf);
      const updated = entries[0]?.updated ?? data.meta.asOf;
      const own = `${(req.url ?? "").split("?")[0]}${search && `?${search}`}`;
      const feed = { title: title(params), path: own, updated, entries };
      send(res, 200, format.type, format.print(feed, baseOf(exchange)), reply.headers);
    },
  };
}

interface Answer {
  readonly data?: {
    readonly meta: { readonly asOf: string };
    readonly changes: { readonly nodes: readonly ChangeNode[] };
    readonly others?: { readonly nodes: readonly ChangeNode[] };
  };
  readonly errors?: unknown;
}

function givenFilter(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    const filter: unknown = JSON.parse(text);
    if (typeof filter === "object" && filter !== null && !Array.isArray(filter)) return filter;
  } catch {}
  throw refusal("BAD_USER_INPUT", "The filter is no JSON object.", {
    hint: 'Write it as in the list changes, for example ?filter={"kind":{"eq":"STATUS"}}, percent-encoded.',
  });
}

/** Where the client sees the service, as it says itself; nothing is decided by it. */
function baseOf({ req }: Exchange): string {
  const host = req.headers.host ?? "";
  const scheme = req.headers["x-forwarded-proto"] === "https" ? "https" : "http";
  return `${scheme}://${/^[\w.[\]:-]{1,255}$/.test(host) ? host : "localhost"}`;
}
