// The parts of the documentation that the program itself knows: they are written by `npm run docs` and compared by a test.
import { Kind, type OperationDefinitionNode, parse } from "graphql";
import { describeConfig, loadConfig } from "../../src/config";
import { formats } from "../../src/import/formats/formats";
import { limitsTable } from "../../src/limits";
import type { Engine } from "../../src/planner/engine";
import { serviceSchema } from "../../src/schema";
import { serviceEngine } from "../../src/service";
import { dataDictionary } from "./data-dictionary";
import { planText } from "./plan-text";
import type { SampleService } from "./sample-service";

/** What stands around a generated part: the text before it, and a service to ask. */
export interface Surroundings {
  readonly before: string;
  readonly service: SampleService;
}

/** By the name in `<!-- generated: NAME -->`. */
export const generators: Readonly<Record<string, (envelope: Surroundings) => string | Promise<string>>> = {
  limits: () => limitsTable(),
  settings: settingsTable,
  formats: formatsTable,
  "data dictionary": () => dataDictionary(serviceSchema().schema),
  answer: async ({ before, service }) => {
    const { data, errors, cost } = await service.ask(lastQuery(before));
    if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
    return fenced("json", json({ data, extensions: { cost } }));
  },
  plan: ({ before }) => fenced("text", planText(compiled(before).plan)),
  cost: ({ before }) => fenced("json", json(compiled(before).plan.cost)),
  sql: ({ before }) => fenced("sql", sqlText(compiled(before).text ?? "")),
  rows: async ({ before, service }) => fenced("text", rowsText(await service.rows(compiled(before)))),
};

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The GraphQL block that stands last before a generated part. */
function lastQuery(before: string): string {
  const blocks = [...before.matchAll(/```graphql\n([\s\S]*?)```/g)];
  const last = blocks.at(-1)?.[1];
  if (last === undefined) throw new Error("No GraphQL block stands before this generated part.");
  return last;
}

export type CompiledQuery = ReturnType<Engine["compile"]>;

function compiled(before: string): CompiledQuery {
  const document = parse(lastQuery(before));
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  return serviceEngine().engine.compile(document, operation, {});
}

function formatsTable(): string {
  const rows = formats.map(({ name, about }) => `| \`${name}\` | ${about} |`);
  return ["| `--format` | What it reads |", "|---|---|", ...rows].join("\n");
}

function settingsTable(): string {
  const lines = describeConfig(loadConfig({})).split("\n");
  const rows = lines.map((line) => {
    const [, name, value, meaning] = /^([A-Z_]+)=(\S*)\s+# (.*)$/.exec(line)!;
    const shown = name === "DATA_DIR" ? "see below" : value === "" ? "–" : `\`${value}\``;
    return `| \`${name}\` | ${meaning} | ${shown} |`;
  });
  return ["| Variable | Meaning | Default |", "|---|---|---|", ...rows].join("\n");
}

/** A statement's rows by level and mark, columns padded; ∅ is null. They arrive in this order or, behind a join, in another. */
function rowsText(rows: readonly (readonly (string | null)[])[]): string {
  const sorted = [...rows].sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]));
  const shown = sorted.map((row) => row.map((value) => (value === null ? "∅" : value.slice(0, 40))));
  const widths = (shown[0] ?? []).map((_, at) => Math.max(...shown.map((row) => row[at]!.length)));
  return shown
    .map((row) =>
      row
        .map((value, at) => value.padEnd(widths[at]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** JSON in which whatever fits stands on one line. */
function json(value: unknown, indent = ""): string {
  const inline = JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, " ")
    .replace(/\[ /g, "[")
    .replace(/ \]/g, "]");
  if (typeof value !== "object" || value === null || inline.length + indent.length <= 100) return inline;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => json(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${json(item, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`;
}

/** A statement with line breaks where people look for them; nothing else is changed. */
function sqlText(statement: string): string {
  return statement
    .replace(/ as materialized \((select )/g, " as materialized (\n  $1")
    .replace(/\), (\w+ as materialized)/g, "\n), $1")
    .replace(/ (from \w+ p cross join lateral \(|from \(select)/g, "\n  $1")
    .replace(/lateral \(select/g, "lateral (select\n   ")
    .replace(/ (where|order by|limit) (?=[^()]*(\([^()]*\)[^()]*)*\) t)/g, "\n    $1 ")
    .replace(/\) select (\d+), n/, "\n)\nselect $1, n")
    .replace(/ union all /g, "\nunion all\n");
}
