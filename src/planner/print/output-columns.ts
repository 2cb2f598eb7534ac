// Which of a level's cells the answer's text is made of. The others serve the statement alone: keys that join rows.
import type { ConnectionOutput, Entry, Level, Output, Plan } from "../plan/plan";

/** For each level the places of the cells that the writer reads. */
export function outputColumns(plan: Plan): (level: Level) => ReadonlySet<number> {
  const written = new Map<Level, Set<number>>();
  const cellsOf = (level: Level): Set<number> => {
    let cells = written.get(level);
    if (!cells) written.set(level, (cells = new Set()));
    return cells;
  };

  const fields = (entries: readonly Entry[], level: Level): void => {
    for (const { value } of entries) output(value, level);
  };

  /** `level`: whose row is at hand where this output is written. */
  const output = (part: Output, level: Level): void => {
    switch (part.kind) {
      case "cell":
      case "id":
      case "json":
        cellsOf(level).add(part.cell);
        return;
      case "object":
        if (part.nullCell !== null) cellsOf(level).add(part.nullCell);
        fields(part.fields, level);
        return;
      case "connection":
        connection(part.connection, level);
        return;
      case "list":
      case "one":
        output(part.object, part.level);
        return;
      case "byIds":
        for (const kind of part.of) output(kind.object, kind.level);
        return;
      case "constant":
      case "introspection":
        return;
      default:
        part satisfies never;
    }
  };

  const connection = ({ level: rows, fields: parts, keyCells }: ConnectionOutput, level: Level): void => {
    if (rows) for (const cell of keyCells) cellsOf(rows).add(cell);
    for (const part of parts) {
      if (part.kind === "totalCount") cellsOf(level).add(part.cell);
      else if (part.kind === "facets") output(part.output, level);
      else if (part.kind === "nodes") output(part.object, rows!);
      else if (part.kind === "edges") {
        for (const field of part.fields) if (field.kind === "node") output(field.object, rows!);
      } else if (part.kind === "pageInfo") {
        for (const field of part.fields)
          if (field.kind === "hasMore" && field.beyond !== null) cellsOf(level).add(field.beyond);
      }
    }
  };

  fields(plan.fields, plan.root);
  return cellsOf;
}
