// Every error a client can see: an allow-list of codes with the HTTP status of each. Whatever is not on it becomes
// INTERNAL_SERVER_ERROR; its cause goes to the log alone. docs/errors.md lists the same codes; a test compares.
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { DatabaseError } from "./database";
import { limits } from "./limits";

interface ErrorCode {
  readonly status: number;
  /** Seconds after which trying again is sensible. */
  readonly retryAfter?: number;
}

export const errorCodes = {
  GRAPHQL_PARSE_FAILED: { status: 400 },
  GRAPHQL_VALIDATION_FAILED: { status: 400 },
  BAD_USER_INPUT: { status: 400 },
  QUERY_TOO_LARGE: { status: 400 },
  PERSISTED_QUERY_NOT_FOUND: { status: 200 },
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 200 },
  UNAUTHENTICATED: { status: 401 },
  FORBIDDEN: { status: 403 },
  NOT_FOUND: { status: 404 },
  CONFLICT: { status: 409 },
  RATE_LIMITED: { status: 429 },
  TIMEOUT: { status: 503, retryAfter: 1 },
  SERVICE_UNAVAILABLE: { status: 503, retryAfter: 1 },
  INTERNAL_SERVER_ERROR: { status: 500 },
} as const satisfies Record<string, ErrorCode>;

export type Code = keyof typeof errorCodes;

interface Details {
  /** What would work instead. */
  readonly hint?: string;
  /** Where the code's own status does not say enough, for example 413. */
  readonly status?: number;
  readonly headers?: ReadonlyMap<string, string>;
  readonly cause?: unknown;
}

/** Makes an error that reaches the client as it is. */
export function refusal(code: Code, message: string, details: Details = {}): GraphQLError {
  const { hint, status, headers = new Map(), cause } = details;
  return new GraphQLError(message, {
    extensions: { code, ...(hint && { hint }), http: { status: status ?? errorCodes[code].status, headers } },
    originalError: cause instanceof Error ? cause : undefined,
  });
}

export interface Presented {
  readonly code: Code;
  readonly formatted: GraphQLFormattedError;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** What went wrong inside, for the log; undefined where the client's message says it all. */
  readonly cause: unknown;
}

/** What a client sees of any error: its code, a message that gives nothing internal away, its status. */
export function present(error: unknown): Presented {
  const translated = translateDatabaseError(
    error instanceof GraphQLError ? (error.originalError ?? error) : error,
  );
  if (translated) return describe(translated, codeOf(translated), error);
  if (!(error instanceof GraphQLError)) return internal(error);
  const tooMuch = tooMuchForGraphQL(error);
  if (tooMuch) return describe(tooMuch, "QUERY_TOO_LARGE", undefined);
  const code = codeOf(error);
  return code === "INTERNAL_SERVER_ERROR" ? internal(error) : describe(error, code, undefined);
}

function describe(error: GraphQLError, code: Code, cause: unknown): Presented {
  const http = error.extensions.http as
    | { status?: number; headers?: ReadonlyMap<string, string> }
    | undefined;
  const { http: _, code: __, stacktrace: ___, ...rest } = error.extensions;
  const entry: ErrorCode = errorCodes[code];
  const retry = entry.retryAfter === undefined ? [] : [["retry-after", String(entry.retryAfter)] as const];
  return {
    code,
    status: http?.status ?? entry.status,
    headers: new Map([...retry, ...(http?.headers ?? [])]),
    formatted: { ...error.toJSON(), message: shorten(error.message), extensions: { code, ...rest } },
    cause,
  };
}

function internal(cause: unknown): Presented {
  const place = cause instanceof GraphQLError ? { locations: cause.locations, path: cause.path } : {};
  const formatted = {
    message: "Internal server error",
    ...place,
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
  return { code: "INTERNAL_SERVER_ERROR", status: 500, headers: new Map(), formatted, cause };
}

// Apollo's names for what our list calls otherwise, and the code under the one that its validation puts on top.
function codeOf(error: GraphQLError): Code {
  const inner = error.originalError instanceof GraphQLError ? error.originalError.extensions.code : undefined;
  const code = inner === "QUERY_TOO_LARGE" ? inner : error.extensions.code;
  if (code === "BAD_REQUEST" || code === "OPERATION_RESOLUTION_FAILURE") return "BAD_USER_INPUT";
  // What graphql-js itself finds wrong with an operation while it runs carries neither a code nor a cause.
  if (code === undefined && error.originalError === undefined) return "BAD_USER_INPUT";
  return typeof code === "string" && Object.hasOwn(errorCodes, code)
    ? (code as Code)
    : "INTERNAL_SERVER_ERROR";
}

// graphql-js gives these no other mark than their words; graphql is pinned and tests hold them.
function tooMuchForGraphQL({ message, extensions }: GraphQLError): GraphQLError | undefined {
  const most = limits.tokens.value;
  if (extensions.code === "GRAPHQL_PARSE_FAILED" && message.includes(`more that ${most} tokens`))
    return refusal("QUERY_TOO_LARGE", `The document has more than ${most} tokens.`, {
      hint: "Ask for less in one document; values belong in variables.",
    });
  // Its budget for comparing fields of the same name with each other is used up.
  if (extensions.code === "GRAPHQL_VALIDATION_FAILED" && message === "Validation aborted.")
    return refusal("QUERY_TOO_LARGE", "The document repeats too many fields.", {
      hint: "Ask for each field once.",
    });
  return undefined;
}

function translateDatabaseError(error: unknown): GraphQLError | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  const translate = databaseErrors[error.code];
  return translate?.(error);
}

const databaseErrors: Readonly<Record<string, (cause: Error) => GraphQLError>> = {
  DATABASE_UNAVAILABLE: (cause) =>
    refusal("SERVICE_UNAVAILABLE", "The database is not reachable right now.", {
      cause,
      hint: "Try again shortly.",
    }),
  POOL_EXHAUSTED: (cause) =>
    refusal("SERVICE_UNAVAILABLE", "The service is busy.", { cause, hint: "Try again shortly." }),
  STATEMENT_TIMEOUT: (cause) =>
    refusal("TIMEOUT", "The operation took too long and was stopped.", {
      cause,
      hint: "Ask for less: smaller pages, fewer levels, a narrower filter.",
    }),
  STATEMENT_CANCELLED: (cause) =>
    refusal("TIMEOUT", "The operation was stopped before it was done.", { cause, hint: "Try again." }),
};

// Messages quote what arrived; an echo of a whole document helps nobody but an attacker who wants large answers.
const maxMessageLength = 500;

function shorten(message: string): string {
  return message.length <= maxMessageLength ? message : `${message.slice(0, maxMessageLength)}…`;
}
