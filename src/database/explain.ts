// EXPLAIN of a statement, with the plan for these values or the generic plan that prepared statements end up with.

import { toWire } from "./wire/query";
import type { Row, Statement } from "./wire/rows";

export interface ExplainMode {
  readonly plan?: "custom" | "generic";
  /** Runs it, too, and shows real times and rows. */
  readonly analyze?: boolean;
  readonly buffers?: boolean;
  readonly format?: "text" | "json";
  /** Times left out, so that plans can be compared. */
  readonly costs?: boolean;
}

interface Runner {
  rows(statement: Statement): Promise<Row[]>;
}

/** EXPLAIN alone ignores plan_cache_mode for bound values; only EXECUTE goes through the plan cache. */
export async function explainStatement(
  runner: Runner,
  statement: Statement,
  mode: ExplainMode,
): Promise<string[]> {
  const run = (text: string) => runner.rows({ text, values: [] });
  await run(`set local plan_cache_mode = force_${mode.plan ?? "custom"}_plan`);
  await run(`prepare explained as ${statement.text}`);
  const options = [
    `analyze ${mode.analyze ? "on" : "off"}`,
    `buffers ${mode.buffers ? "on" : "off"}`,
    `costs ${mode.costs === false ? "off" : "on"}`,
    `format ${mode.format ?? "text"}`,
  ];
  const values = statement.values.length === 0 ? "" : `(${statement.values.map(literal).join(", ")})`;
  const rows = await run(`explain (${options.join(", ")}) execute explained${values}`);
  await run("deallocate explained");
  return rows.map(([line]) => line ?? "");
}

function literal(value: unknown): string {
  const text = toWire(value);
  if (text === null) return "null";
  const plain = Buffer.isBuffer(text) ? `\\x${text.toString("hex")}` : text;
  return ` E'${plain.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}
