// Writes the answer's JSON from a statement's rows. Made once for an operation: constant bytes and cell numbers.
import { badInput } from "../errors";
import type { Entry, Level, Output, Plan } from "../plan/plan";
import { project } from "../selection/projection";
import { resolve } from "../selection/variable-probes";
import type { Binding } from "../sql";
import { writeConnection } from "./connection";
import { constant, JsonBuffer } from "./json-buffer";
import {
  firstCell,
  noFields,
  rangeBelow,
  responseTooLarge,
  sortRows,
  type Write,
  type WriteState,
  writeRows,
} from "./level-rows";
import { Cells, noRow, type RowBytes } from "./wire-rows";

/** What stands before and behind the data in the bytes. */
export type Envelope = readonly [before: string, after: string];

/** Throws QUERY_TOO_LARGE where the data is larger than an answer may be. */
export type Writer = (
  rows: RowBytes,
  binding: Binding,
  introspection: Readonly<Record<string, unknown>>,
  envelope: Envelope,
) => Buffer;

// Writing is synchronous, so that all answers share one buffer, one after the other.
const out = new JsonBuffer();

export function makeWriter(plan: Plan, maximum: number): Writer {
  const write = writeFields(plan.fields);
  return (rows, binding, introspection, [before, after]) => {
    const cells = new Cells(rows);
    const state: WriteState = {
      out,
      cells,
      levels: sortRows(cells, plan.levels),
      binding,
      introspection,
      maximum,
    };
    const root = state.levels[plan.root.index]!;
    out.begin();
    out.text(before);
    write(state, root.rows[0] ?? noRow, 0);
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
      return (state) => state.out.constant(json);
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
      return (state, row, number) =>
        state.cells.begin(row, cell) < 0 ? state.out.constant(nothing) : fields(state, row, number);
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
  const envelope = type === "plain" ? quote : constant("");
  return ({ out, cells }, row) => {
    const begin = cells.begin(row, cell);
    if (begin < 0) return out.constant(nothing);
    out.constant(envelope);
    out.part(cells.bytes, begin, cells.end(row, cell));
    out.constant(envelope);
  };
}

function writeFields(fields: readonly Entry[]): Write {
  const keys = fields.map(({ key }, at) => constant(`${at === 0 ? "{" : ","}${JSON.stringify(key)}:`));
  const values = fields.map(({ value }) => writeOutput(value));
  const count = fields.length;
  if (count === 0) return noFields;
  return (state, row, number) => {
    for (let at = 0; at < count; at += 1) {
      state.out.constant(keys[at]!);
      values[at]!(state, row, number);
    }
    state.out.constant(objectEnd);
  };
}

function writeOne(level: Level, write: Write, ambiguous: string | null): Write {
  return (state, _, number) => {
    const rows = state.levels[level.index]!;
    const start = rangeBelow(rows, number);
    if (start === rows.at) return state.out.constant(nothing);
    if (ambiguous !== null && rows.at - start > 1) throw badInput(ambiguous);
    write(state, rows.rows[start]!, rows.numbers[start]!);
  };
}

function writeByIds(output: Output & { kind: "byIds" }): Write {
  const kinds = output.of.map(({ level, object }) => ({ index: level.index, write: writeOutput(object) }));
  return (state) => {
    const count = (resolve(output.ids, state.binding) as unknown[]).length;
    const found = new Array<(() => void) | undefined>(count);
    for (const { index, write } of kinds) {
      const { rows, numbers } = state.levels[index]!;
      rows.forEach((row, at) => (found[numbers[at]! - 1] = () => write(state, row, numbers[at]!)));
    }
    state.out.constant(listStart);
    for (let at = 0; at < count; at += 1) {
      if (at > 0) state.out.constant(comma);
      const write = found[at];
      if (write) write();
      else state.out.constant(nothing);
    }
    state.out.constant(listEnd);
  };
}

const listStart = constant("[");
const comma = constant(",");
const listEnd = constant("]");

function writeList(level: Level, write: Write, whole: boolean): Write {
  return (state, _, number) => {
    const rows = state.levels[level.index]!;
    if (whole) return writeRows(state, rows, 0, rows.rows.length, write);
    const start = rangeBelow(rows, number);
    writeRows(state, rows, start, rows.at, write);
  };
}
