// Where rejected rows go: a CSV file for --rejects, and the first few onto the screen.

import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import type { Reject } from "../import/records/items";

/** How many rejects of a file are shown without --rejects. */
const shown = 10;

export class RejectsFile {
  private readonly stream: WriteStream | undefined;
  private count = 0;

  constructor(
    path: string | undefined,
    private readonly say: (line: string) => void,
  ) {
    this.stream = path === undefined ? undefined : createWriteStream(path);
    this.stream?.write("file,row,column,reason,value\n");
  }

  /** Starts a new file's list. */
  begin(): void {
    this.count = 0;
  }

  add(file: string, { row, column, reason, value }: Reject): void {
    this.stream?.write(`${[file, String(row), column ?? "", reason, value ?? ""].map(cell).join(",")}\n`);
    if (++this.count <= shown) this.say(`  ${describe({ row, column, reason, value })}`);
    else if (this.count === shown + 1 && this.stream === undefined)
      this.say("  … (--rejects FILE lists them all)");
  }

  async close(): Promise<void> {
    if (this.stream === undefined) return;
    this.stream.end();
    await once(this.stream, "close");
  }
}

/** `row 12, issuedOn: is a day that does not exist ("2021-02-30")` */
export function describe({ row, column, reason, value }: Reject): string {
  return `row ${row}${column === null ? "" : `, ${column}`}: ${reason}${value === null ? "" : ` (${JSON.stringify(value)})`}`;
}

// A spreadsheet would run a cell that begins like a formula; a quote in front keeps it text.
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
