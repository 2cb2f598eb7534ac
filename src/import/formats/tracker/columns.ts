// The columns of a tracker file: found by name without regard to case and spaces, with a note of which are used.
import { InputError } from "../../input/input-error";
import { foldValue, type Source } from "./mapping";

export type Row = readonly string[];

/** Finds columns by name, without regard to case and spaces, and notes which are used. */
export class Columns {
  private readonly places = new Map<string, number>();
  private readonly used = new Set<number>();
  private readonly twice = new Set<string>();
  private readonly blanks: ReadonlySet<string>;
  /** First characters seen, and whether a cell that says nothing can begin so: folding every cell would take long. */
  private readonly beginnings = new Map<string, boolean>();
  readonly missing: string[] = [];

  constructor(
    private readonly header: readonly string[],
    blanks: readonly string[],
  ) {
    this.blanks = new Set(blanks.map(foldValue));
    header.forEach((name, index) => {
      const key = foldValue(name);
      if (this.places.has(key)) this.twice.add(key);
      else this.places.set(key, index);
    });
  }

  /** Reads a source's cell: the first filled one of its columns, or all of them joined. Undefined where none is there. */
  reader(source: Source): ((row: Row) => string | null) | undefined {
    const places = this.placesOf(source);
    const [place] = places;
    if (place === undefined) return undefined;
    if (source.join !== undefined) {
      const { join } = source;
      return (row) => {
        const cells = places.map((one) => this.text(row, one)).filter((cell) => cell !== null);
        return cells.length === 0 ? null : cells.join(join);
      };
    }
    if (places.length === 1) return (row) => this.text(row, place);
    return (row) => {
      for (const one of places) {
        const cell = this.text(row, one);
        if (cell !== null) return cell;
      }
      return null;
    };
  }

  /** Whether the file has a column of that name. */
  has(name: string): boolean {
    return this.places.has(foldValue(name));
  }

  private placesOf(source: Source): readonly number[] {
    const found: number[] = [];
    for (const name of source.columns) {
      const key = foldValue(name);
      if (this.twice.has(key))
        throw new InputError(`The column ${name} stands twice; which of the two is meant cannot be told.`);
      const place = this.places.get(key);
      if (place === undefined) continue;
      this.used.add(place);
      found.push(place);
    }
    if (found.length === 0 && source.columns.length > 0) this.missing.push(source.columns.join(" or "));
    return found;
  }

  need(source: Source | undefined): void {
    if (
      source &&
      source.constant === undefined &&
      !source.columns.some((name) => this.places.has(foldValue(name)))
    )
      throw new InputError(
        `The column ${source.columns.join(" or ")} is missing; the columns are ${this.header.join(", ")}.`,
      );
  }

  /** Places of the columns asked for so far. */
  get read(): readonly number[] {
    return [...this.used];
  }

  unread(): string[] {
    return this.header.filter((_, index) => !this.used.has(index));
  }

  /** The cell's text, or null where it says nothing. */
  text(row: Row, place: number): string | null {
    const cell = row[place]?.trim() ?? "";
    if (cell === "") return null;
    return cell.length < 20 && this.mayBeBlank(cell) && this.blanks.has(foldValue(cell)) ? null : cell;
  }

  private mayBeBlank(cell: string): boolean {
    const beginning = cell[0]!;
    let may = this.beginnings.get(beginning);
    if (may === undefined) {
      const folded = foldValue(beginning);
      may = [...this.blanks].some((blank) => blank.startsWith(folded));
      this.beginnings.set(beginning, may);
    }
    return may;
  }
}
