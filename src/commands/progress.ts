// Shows how far an import is: a bar on a terminal, nothing elsewhere (the summary is printed either way).

export interface Progress {
  /** `share` from 0 to 1, undefined when the end is not known. */
  show(file: string, row: number, step: string, share: number | undefined): void;
  clear(): void;
}

const width = 24;
const everyMs = 100;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let last = 0;
  let lastStep = "";
  return {
    show(file, row, step, share) {
      const now = Date.now();
      if (now - last < everyMs && step === lastStep) return;
      last = now;
      lastStep = step;
      const done = Math.round((share ?? 0) * width);
      const bar = share === undefined ? "" : `[${"#".repeat(done)}${".".repeat(width - done)}] `;
      stream.write(
        `\r\u001b[K${bar}${file}: ${row.toLocaleString("en")} rows, ${step}`.slice(
          0,
          (stream.columns || 80) + 4,
        ),
      );
    },
    clear: () => void stream.write("\r\u001b[K"),
  };
}
