// Pages of any site may read anonymously; none may send credentials along: no Access-Control-Allow-Credentials.

/** On every answer, names and values in turn. */
export const corsHeaders: readonly string[] = [
  "access-control-allow-origin",
  "*",
  "access-control-expose-headers",
  "etag, x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, ratelimit-policy",
];

export const preflightHeaders: readonly (readonly [string, string])[] = [
  ["access-control-allow-methods", "GET, POST, OPTIONS"],
  [
    "access-control-allow-headers",
    "content-type, accept, if-none-match, x-request-id, apollo-require-preflight, x-apollo-operation-name",
  ],
  ["access-control-max-age", "86400"],
];
