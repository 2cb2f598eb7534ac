// Tables on the terminal, for campaigns that people run and read.

type Cell = string | number;

/** Prints rows under a heading, columns as wide as their widest cell, numbers to the right. */
export function printTable(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === "number" ? format(cell) : cell)));
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...texts.map((row) => (row[at] ?? "").length)),
  );
  const line = (cells: readonly string[], row?: readonly Cell[]) =>
    cells
      .map((cell, at) =>
        row && typeof row[at] === "number" ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const out = [title, line(columns), line(widths.map((width) => "-".repeat(width)))];
  texts.forEach((cells, at) => out.push(line(cells, rows[at])));
  process.stdout.write(`\n${out.join("\n")}\n`);
}

function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
