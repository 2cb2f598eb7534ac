// The log: JSON lines by pino, one per request. Never variables, headers or secrets. Text from outside is truncated and its
// control characters are escaped, so that nobody can forge a line or colour a terminal.
import { type DestinationStream, destination, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** What Apollo wants of a logger. */
export type ApolloLogger = Record<"debug" | "info" | "warn" | "error", (message?: unknown) => void>;

export function createLog(level: string, stream: DestinationStream = buffered()): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
}

/** A logger that repeats the same message at most once a second and then says how often it came. */
export class Debounced {
  private readonly seen = new Map<string, { until: number; held: number }>();

  constructor(
    private readonly log: Logger,
    private readonly everyMs = 1000,
  ) {}

  /** `kind`: what is rate-limited together; there must be few of them. */
  error(kind: string, details: Record<string, unknown>, message: string): void {
    this.write("error", kind, details, message, 1);
  }

  /** Something that happened `times` since the last call. */
  warn(message: string, times: number): void {
    this.write("warn", message, {}, message, times);
  }

  private write(
    level: "error" | "warn",
    kind: string,
    details: Record<string, unknown>,
    message: string,
    times: number,
  ): void {
    const now = Date.now();
    const entry = this.seen.get(kind) ?? { until: 0, held: 0 };
    this.seen.set(kind, entry);
    if (now < entry.until) {
      entry.held += times;
      return;
    }
    const repeated = entry.held + times - 1;
    this.log[level]({ ...details, ...(repeated > 0 && { repeated }) }, message);
    entry.held = 0;
    entry.until = now + this.everyMs;
  }
}

export function apolloLogger(log: Logger): ApolloLogger {
  const at = (level: keyof ApolloLogger) => (message?: unknown) =>
    log[level](printable(String(message), 500));
  return { debug: at("debug"), info: at("debug"), warn: at("warn"), error: at("error") };
}

/** An error as the log shows it: name, message, code and the chain of causes. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: printable(String(error), 500) };
  const { code, sqlState, constraint } = error as {
    code?: unknown;
    sqlState?: unknown;
    constraint?: unknown;
  };
  return {
    name: error.name,
    message: printable(error.message, 500),
    ...(code !== undefined && { code }),
    ...(sqlState !== undefined && { sqlState }),
    ...(constraint !== undefined && { constraint }),
    stack: error.stack && printable(error.stack.split("\n").slice(1, 6).join("\n"), 1000),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}

/** Text from outside, safe to show: bounded, control characters and bidirectional marks escaped. */
export function printable(text: string, maxLength: number): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return short.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

// Written in blocks, at the latest once a second: one system call per line would be a tenth of the service's time.
function buffered(): DestinationStream {
  const stream = destination({ sync: false, minLength: 4096 });
  setInterval(() => stream.flush(), 1000).unref();
  return stream;
}
