// One row of a ledger's file: its cells by column, and what is wrong with them.
import { type Item, reject } from "../../records/items";
import { date, signedMoney, type ValueType } from "../../records/values";

/** A cell that cannot be read. */
export class CellError extends Error {
  constructor(
    readonly column: string,
    reason: string,
    readonly value: string,
  ) {
    super(reason);
  }
}

export class Row {
  private readonly cells: ReadonlyMap<string, string>;

  constructor(
    private readonly file: string,
    readonly line: number,
    header: readonly string[],
    cells: readonly string[],
  ) {
    this.cells = new Map(header.map((name, at) => [name, cells[at]?.trim() ?? ""]));
  }

  /** A cell's text; empty where it has none. */
  text(column: string): string {
    return this.cells.get(column) ?? "";
  }

  /** Whether the file has the column. */
  has(column: string): boolean {
    return this.cells.has(column);
  }

  /** A day as 2021-03-31; null where there is none. */
  date(column: string): string | null {
    return this.value(column, date, (text) => text);
  }

  /** An amount with its sign; null where there is none. Dollar signs and commas between digits are left out. */
  amount(column: string): string | null {
    return this.value(column, signedMoney, (text) =>
      text
        .replace(/^([+-]?)\$\s*/, "$1")
        .replace(/^\+/, "")
        .replace(/,(?=\d{3})/g, ""),
    );
  }

  /** One of some words, whatever their case; null where there is none. */
  word<T extends string>(column: string, words: readonly T[]): T | null {
    const text = this.text(column);
    if (text === "") return null;
    const folded = text.toUpperCase().replace(/[\s-]+/g, "_");
    const found = words.find((word) => word === folded);
    if (found === undefined) throw new CellError(column, `is not one of ${words.join(", ")}`, text);
    return found;
  }

  /** Several words in one cell, divided by semicolons, bars or commas. */
  list(column: string): string[] {
    return this.text(column)
      .split(/[;|,]/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }

  /** The items that `make` gives, or a reject that says which cell is wrong. */
  items(make: () => Item[]): Item[] {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      return [reject(this.line, `${this.file} ${error.column}`, error.message, error.value)];
    }
  }

  private value(column: string, type: ValueType<string>, clean: (text: string) => string): string | null {
    const text = this.text(column);
    if (text === "") return null;
    const value = clean(text);
    const problem = type.problem(value);
    if (problem !== undefined) throw new CellError(column, problem, text);
    return value;
  }
}
