// Writes the answer's JSON text from a statement's rows. Made once for an operation: constant texts and cell numbers.
import { badInput } from "./errors";
import {
  firstCell,
  noFields,
  type Row,
  rangeBelow,
  sortRows,
  type Write,
  type Writing,
  writeRows,
} from "./moving-rows";
import type { Entry, Level, Output, Plan } from "./plan";
import { project } from "./projection";
import { resolve } from "./scope";
import type { Binding } from "./sql";
import { writeConnection } from "./write-connection";

export type Writer = (
  rows: readonly Row[],
  binding: Binding,
  introspection: Readonly<Record<string, unknown>>,
) => string;

const noRow: Row = [];

export function makeWriter(plan: Plan, maximum: number): Writer {
  const write = writeFields(plan.fields);
  const levels = plan.levels.length;
  return (rows, binding, introspection) => {
    const writing: Writing = { levels: sortRows(rows, levels), binding, introspection, maximum };
    const root = writing.levels[plan.root.index]!;
    return write(writing, root.rows[0] ?? noRow, 0);
  };
}

function writeOutput(output: Output): Write {
  switch (output.kind) {
    case "constant":
      return () => output.json;
    case "cell": {
      const cell = output.cell + firstCell;
      if (output.type === "raw") return (_, row) => row[cell] ?? "null";
      if (output.type === "plain") return (_, row) => (row[cell] === null ? "null" : `"${row[cell]}"`);
      return (_, row) => quoteOrNull(row[cell]!);
    }
    case "id": {
      const cell = output.cell + firstCell;
      const before = `"${output.prefix}_`;
      return (_, row) => `${before}${row[cell]}"`;
    }
    case "json": {
      const cell = output.cell + firstCell;
      return (_, row) => JSON.stringify(project(JSON.parse(row[cell] ?? "null"), output.projection));
    }
    case "object": {
      const fields = writeFields(output.fields);
      if (output.nullCell === null) return fields;
      const cell = output.nullCell + firstCell;
      return (writing, row, ordinal) => (row[cell] === null ? "null" : fields(writing, row, ordinal));
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
      return (writing) => JSON.stringify(writing.introspection[output.key] ?? null);
  }
}

function writeFields(fields: readonly Entry[]): Write {
  const keys = fields.map(({ key }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`);
  const values = fields.map(({ value }) => writeOutput(value));
  const count = fields.length;
  if (count === 0) return noFields;
  return (writing, row, ordinal) => {
    let text = "";
    for (let at = 0; at < count; at += 1) text += keys[at]! + values[at]!(writing, row, ordinal);
    return `${text}}`;
  };
}

function writeOne(level: Level, write: Write, ambiguous: string | null): Write {
  return (writing, _, ordinal) => {
    const rows = writing.levels[level.index]!;
    const start = rangeBelow(rows, ordinal);
    if (start === rows.at) return "null";
    if (ambiguous !== null && rows.at - start > 1) throw badInput(ambiguous);
    return write(writing, rows.rows[start]!, rows.ordinals[start]!);
  };
}

function writeByIds(output: Output & { kind: "byIds" }): Write {
  const kinds = output.of.map(({ level, object }) => ({ index: level.index, write: writeOutput(object) }));
  return (writing) => {
    const count = (resolve(output.ids, writing.binding) as unknown[]).length;
    const found = new Array<string>(count).fill("null");
    for (const { index, write } of kinds) {
      const { rows, ordinals } = writing.levels[index]!;
      rows.forEach((row, at) => (found[ordinals[at]! - 1] = write(writing, row, ordinals[at]!)));
    }
    return `[${found.join(",")}]`;
  };
}

function writeList(level: Level, write: Write, whole: boolean): Write {
  return (writing, _, ordinal) => {
    const rows = writing.levels[level.index]!;
    if (whole) return writeRows(writing, rows, 0, rows.rows.length, write);
    const start = rangeBelow(rows, ordinal);
    return writeRows(writing, rows, start, rows.at, write);
  };
}

// JSON.stringify is right for every text but slow to call for the many that need no escape.
const needsEscape = /[\u0000-\u001f"\\\ud800-\udfff]/;

function quoteOrNull(text: string | null): string {
  if (text === null) return "null";
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}
