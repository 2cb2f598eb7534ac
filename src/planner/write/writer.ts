// Writes the answer's JSON from a statement's rows. Made once for an operation: constant bytes and cell numbers.
import { badInput } from "../errors";
import { constant, JsonBytes } from "./json-buffer";
import {
  firstCell,
  noFields,
  rangeBelow,
  responseTooLarge,
  sortRows,
  type Write,
  type Writing,
  writeRows,
} from "./level-rows";
import type { Entry, Level, Output, Plan } from "../plan/plan";
import { project } from "../selection/projection";
import { Cells, noRow, type RowBytes } from "./wire-rows";
import { resolve } from "../selection/variable-probes";
import type { Binding } from "../sql";
import { writeConnection } from "./connection";

/** What stands before and behind the data in the bytes. */
export type Around = readonly [before: string, after: string];

/** Throws QUERY_TOO_LARGE where the data is larger than an answer may be. */
export type Writer = (
  rows: RowBytes,
  binding: Binding,
  introspection: Readonly<Record<string, unknown>>,
  around: Around,
) => Buffer;

// Writing never waits, so that all answers are written in one place, one after the other.
const out = new JsonBytes();

export function makeWriter(plan: Plan, maximum: number): Writer {
  const write = writeFields(plan.fields);
  return (rows, binding, introspection, [before, after]) => {
    const cells = new Cells(rows);
    const writing: Writing = {
      out,
      cells,
      levels: sortRows(cells, plan.levels),
      binding,
      introspection,
      maximum,
    };
    const root = writing.levels[plan.root.index]!;
    out.begin();
    out.text(before);
    write(writing, root.rows[0] ?? noRow, 0);
    if (out.length > maximum) throw responseTooLarge(maximum);
    out.text(after);
    return out.take();
  };
}

const nothing = constant("null");
const quote = constant('"');
const objectEnd = constant("}");

function writeOutput(output: Output): Write {
  switch (output.kind) {
    case "constant": {
      const json = constant(output.json);
      return (writing) => writing.out.constant(json);
    }
    case "cell":
      return writeCell(output.cell + firstCell, output.type);
    case "id": {
      const cell = output.cell + firstCell;
      const before = constant(`"${output.prefix}_`);
      return ({ out, cells }, row) => {
        out.constant(before);
        out.part(cells.bytes, cells.begin(row, cell), cells.end(row, cell));
        out.constant(quote);
      };
    }
    case "json": {
      const cell = output.cell + firstCell;
      return ({ out, cells }, row) =>
        out.text(JSON.stringify(project(JSON.parse(cells.text(row, cell) ?? "null"), output.projection)));
    }
    case "object": {
      const fields = writeFields(output.fields);
      if (output.nullCell === null) return fields;
      const cell = output.nullCell + firstCell;
      return (writing, row, number) =>
        writing.cells.begin(row, cell) < 0 ? writing.out.constant(nothing) : fields(writing, row, number);
    }
    case "connection":
      return writeConnection(output.connection, writeOutput);
    case "list":
      return writeList(output.level, writeOutput(output.object), output.whole ?? false);
    case "one":
      return writeOne(output.level, writeOutput(output.object), output.ambiguous);
    case "byIds":
      return writeByIds(output);
    case "introspection":
      return ({ out, introspection }) => out.text(JSON.stringify(introspection[output.key] ?? null));
  }
}

/** "raw" is JSON as it is, "plain" never needs an escape. */
function writeCell(cell: number, type: "quoted" | "plain" | "raw"): Write {
  if (type === "quoted")
    return ({ out, cells }, row) => {
      const begin = cells.begin(row, cell);
      if (begin < 0) out.constant(nothing);
      else out.quoted(cells.bytes, cells.view, begin, cells.end(row, cell));
    };
  const around = type === "plain" ? quote : constant("");
  return ({ out, cells }, row) => {
    const begin = cells.begin(row, cell);
    if (begin < 0) return out.constant(nothing);
    out.constant(around);
    out.part(cells.bytes, begin, cells.end(row, cell));
    out.constant(around);
  };
}

function writeFields(fields: readonly Entry[]): Write {
  const keys = fields.map(({ key }, at) => constant(`${at === 0 ? "{" : ","}${JSON.stringify(key)}:`));
  const values = fields.map(({ value }) => writeOutput(value));
  const count = fields.length;
  if (count === 0) return noFields;
  return (writing, row, number) => {
    for (let at = 0; at < count; at += 1) {
      writing.out.constant(keys[at]!);
      values[at]!(writing, row, number);
    }
    writing.out.constant(objectEnd);
  };
}

function writeOne(level: Level, write: Write, ambiguous: string | null): Write {
  return (writing, _, number) => {
    const rows = writing.levels[level.index]!;
    const start = rangeBelow(rows, number);
    if (start === rows.at) return writing.out.constant(nothing);
    if (ambiguous !== null && rows.at - start > 1) throw badInput(ambiguous);
    write(writing, rows.rows[start]!, rows.numbers[start]!);
  };
}

function writeByIds(output: Output & { kind: "byIds" }): Write {
  const kinds = output.of.map(({ level, object }) => ({ index: level.index, write: writeOutput(object) }));
  return (writing) => {
    const count = (resolve(output.ids, writing.binding) as unknown[]).length;
    const found = new Array<(() => void) | undefined>(count);
    for (const { index, write } of kinds) {
      const { rows, numbers } = writing.levels[index]!;
      rows.forEach((row, at) => (found[numbers[at]! - 1] = () => write(writing, row, numbers[at]!)));
    }
    writing.out.constant(listStart);
    for (let at = 0; at < count; at += 1) {
      if (at > 0) writing.out.constant(comma);
      const write = found[at];
      if (write) write();
      else writing.out.constant(nothing);
    }
    writing.out.constant(listEnd);
  };
}

const listStart = constant("[");
const comma = constant(",");
const listEnd = constant("]");

function writeList(level: Level, write: Write, whole: boolean): Write {
  return (writing, _, number) => {
    const rows = writing.levels[level.index]!;
    if (whole) return writeRows(writing, rows, 0, rows.rows.length, write);
    const start = rangeBelow(rows, number);
    writeRows(writing, rows, start, rows.at, write);
  };
}
