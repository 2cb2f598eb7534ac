// What is worth telling of a tracker besides its rejects: columns not read, values without a meaning, rows left out.
import type { CellFlaw, Unmapped } from "./fields";

const maxNotes = 30;

export class Notes {
  private readonly values = new Map<string, number>();
  private readonly lines: string[] = [];
  private readonly left = new Map<string, number>();
  private readonly asPrinted = new Map<string, number>();
  private above: string | undefined;

  columns(unread: readonly string[], missing: readonly string[]): void {
    // Called again where later rows bring further columns.
    this.lines.length = 0;
    if (unread.length > 0)
      this.lines.push(
        `Columns that the mapping does not read: ${unread.map((name) => name || "(without a name)").join(", ")}`,
      );
    if (missing.length > 0)
      this.lines.push(`Columns of the mapping that the file lacks: ${missing.join(", ")}`);
  }

  /** Rows that are none, by the reason. */
  skipped(why: string): void {
    this.left.set(why, (this.left.get(why) ?? 0) + 1);
  }

  /** Cells that a field cannot hold and that are understood, by column and reason. */
  printed({ column, reason }: CellFlaw): void {
    const key = `${column}: ${reason}`;
    this.asPrinted.set(key, (this.asPrinted.get(key) ?? 0) + 1);
  }

  /** What stood above the header. */
  passed(lines: readonly string[]): void {
    if (lines.length > 0) this.above = lines.map((line) => line.slice(0, 200)).join(" / ");
  }

  unmapped({ field, column, value }: Unmapped): void {
    const key = `${column}: ${JSON.stringify(value.slice(0, 80))} (${field})`;
    const count = this.values.get(key);
    if (count !== undefined || this.values.size < 1000) this.values.set(key, (count ?? 0) + 1);
  }

  all(): string[] {
    const most = [...this.values].sort((a, b) => b[1] - a[1]);
    const shown = most
      .slice(0, maxNotes)
      .map(([value, count]) => `No meaning is mapped for ${value}, ${count} times; its own words are kept`);
    return [
      ...(this.above === undefined ? [] : [`Above the header: ${this.above}`]),
      ...this.lines,
      ...[...this.left].map(([why, count]) => `Left out, ${count} times: ${why}`),
      ...[...this.asPrinted].map(([what, count]) => `Kept as printed, ${count} times: ${what}`),
      ...shown,
      ...(most.length > maxNotes ? [`… and ${most.length - maxNotes} more values without a meaning`] : []),
    ];
  }
}
