// CORS: pages of any origin may ask, also with a key that they hold themselves and send as Authorization. What a browser
// would add by itself, cookies, no page can make it send (no Access-Control-Allow-Credentials).
import type { IncomingMessage } from "node:http";

const open: readonly string[] = ["access-control-allow-origin", "*"];

/** On answers, names and values in turn. */
export const corsHeaders: readonly string[] = [
  ...open,
  "access-control-expose-headers",
  "etag, x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, ratelimit-policy, " +
    "accept-ranges, content-range, content-disposition",
];

/** For a request: pages send Origin. Answers to GET always have them, since a cache may give them to a page later. */
export function corsHeadersFor({ method, headers }: IncomingMessage): readonly string[] {
  return method === "POST" && headers.origin === undefined ? open : corsHeaders;
}

/** The answer to a browser that asks before it lets a page send a request. */
export function preflightHeaders(methods: readonly string[]): readonly (readonly [string, string])[] {
  return [
    ["access-control-allow-methods", methods.join(", ")],
    [
      "access-control-allow-headers",
      "authorization, content-type, accept, range, if-none-match, x-request-id, apollo-require-preflight, x-apollo-operation-name",
    ],
    ["access-control-max-age", "86400"],
  ];
}
