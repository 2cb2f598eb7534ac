// Shows how far a long command is, with what has elapsed and what is expected: a bar that is redrawn on a terminal, a line
// now and then elsewhere. A timer tells the time while one step lasts, so that nobody takes a long one for a standstill.

export interface Progress {
  /** `what` is being done; `share` of the whole from 0 to 1, undefined when the end is not known. */
  show(what: string, share?: number): void;
  /** The next thing begins: times are counted from now. */
  begin(): void;
  /** Takes the bar off the terminal, so that something else can be written. */
  clear(): void;
  end(): void;
}

const width = 24;
/** On a terminal the bar is drawn so often; elsewhere a line is written, which is silence of less than two seconds. */
const everyMs = { terminal: 100, lines: 1500 };
/** Less than this of the whole tells nothing about the rest. */
const minShare = 0.02;

export function progressOn(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  const isTerminal = stream.isTTY === true;
  const every = isTerminal ? everyMs.terminal : everyMs.lines;
  let started = now();
  let drawn = started;
  let last: { readonly what: string; readonly share: number | undefined } | undefined;
  const draw = () => {
    if (last === undefined || now() - drawn < every) return;
    drawn = now();
    const text = lineOf(last.what, last.share, drawn - started);
    if (!isTerminal) stream.write(`${text}\n`);
    else stream.write(`\r\u001b[K${barOf(last.share)}${text}`.slice(0, (stream.columns || 80) + 4));
  };
  const timer = setInterval(draw, Math.min(every, 500)).unref();
  const clear = () => {
    if (isTerminal) stream.write("\r\u001b[K");
  };
  return {
    show(what, share) {
      last = { what, share };
      draw();
    },
    begin() {
      started = drawn = now();
      last = undefined;
    },
    clear,
    end() {
      clearInterval(timer);
      clear();
    },
  };
}

function barOf(share: number | undefined): string {
  if (share === undefined) return "";
  const done = Math.round(Math.min(1, share) * width);
  return `[${"#".repeat(done)}${".".repeat(width - done)}] `;
}

/** What is done, the time it took, and the time that the whole will take if it goes on like this. */
export function lineOf(what: string, share: number | undefined, elapsedMs: number): string {
  const expected =
    share === undefined || share < minShare ? "" : ` of about ${spoken(elapsedMs / Math.min(1, share))}`;
  return `${what}, ${spoken(elapsedMs)}${expected}`;
}

function spoken(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
