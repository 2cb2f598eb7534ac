// The rules of scripts/rules.mjs hold, and each of them can fail: a small project that breaks it is refused.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");
const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function complaints(folder: string): string[] {
  const run = spawnSync(process.execPath, [join(root, "scripts/rules.mjs"), folder], { encoding: "utf8" });
  const lines = run.stderr.split("\n").filter((line) => line !== "");
  expect(run.status).toBe(lines.length === 0 ? 0 : 1);
  return lines;
}

/** A project with these files, each of whose texts gets the opening comment that it needs. */
function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "oversight-graph-rules-"));
  made.push(folder);
  const manifest = JSON.stringify({ dependencies: { graphql: "1", pg: "1", "type-graphql": "1" } });
  for (const [path, text] of Object.entries({ "package.json": manifest, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const noun = (name: string) => `// A noun.\n@Table("t", { description: "It." })\nexport class ${name} {}\n`;

test("this project keeps its rules", () => {
  expect(complaints(root)).toEqual([]);
});

test("a project that keeps them is left in peace", () => {
  const files = {
    "src/graph/agency.ts": noun("Agency"),
    "src/graph/office.ts": `// A noun.
import { Query } from "type-graphql";
import { Agency } from "./agency";
@Table("offices", { description: "It." })
export class Office {
  @HasMany(() => Agency, {}) agencies!: Agency[];
  @Query(() => connectionOf(Agency)) all(): Agency { return one(Agency); }
}
`,
    "src/planner/engine.ts": "// The engine.\nexport class Engine {}\n",
    "src/http/x.ts":
      '// A port.\nimport type { Engine } from "../planner/engine";\nexport type Port = Engine;\n',
    "src/config.ts": "// Settings.\nexport const port = process.env.PORT;\n",
    "test/graph.test.ts": "// Tests.\n(present ? test : test.skip)('x', () => {});\n",
  };
  expect(complaints(project(files))).toEqual([]);
});

const planted: [string, string, string][] = [
  [
    "src/planner/plan/plan.ts",
    'import { Agency } from "../../graph/agency";',
    "src/graph/agency, which planner may not",
  ],
  [
    "src/planner/plan/plan.ts",
    'import { Field } from "type-graphql";',
    "type-graphql, which planner may not",
  ],
  ["src/planner/plan/plan.ts", 'import type { Client } from "pg";', "pg, which planner may not"],
  [
    "src/graph/topic.ts",
    'import { Database } from "../database/pool";',
    "src/database/pool, which graph may not",
  ],
  ["src/graph/topic.ts", "export const x = process.env.X;", "reads the environment"],
  [
    "src/http/listener.ts",
    'export { print } from "../planner/print";',
    "src/planner/print, which http may not",
  ],
  [
    "src/http/listener.ts",
    'import { Engine } from "../planner/engine";',
    "src/planner/engine, which http may not",
  ],
  ["src/service.ts", 'import { Client } from "pg";', "pg, which wiring may not"],
  ["src/import/input/csv.ts", 'import x from "left-pad";', "left-pad, which import may not"],
  [
    "src/database/database.ts",
    'import { parse } from "pg-connection-string";',
    "which package.json does not name",
  ],
  [
    "src/commands/verify.ts",
    'import { verify } from "../database/schema/verify";',
    "src/database/schema/verify past src/database/index.ts",
  ],
  ["src/helpers/x.ts", "export const x = 1;", "lies in no zone"],
  ["src/graph/topic.ts", "\n".repeat(300), "has 301 lines"],
  ["test/x.test.ts", `test.${"skip"}('x', () => {});`, "leaves tests out"],
  ["test/x.test.ts", `describe.${"only"}('x', () => {});`, "leaves tests out"],
  ["docs/x.md", `${"TO"}DO: write it`, "puts work off"],
  ["README.md", `see /${"home"}/me/x`, "names a folder of one machine"],
  ["docs/x.md", `as the ${"previous"} session said`, "speaks of how it was made"],
  ["scripts/x.mjs", `read("../${"shared"}/x")`, "needs a folder beside the project"],
];

test.each(planted)("refuses in %s: %s", (path, text, complaint) => {
  const found = complaints(project({ [path]: `// Opens.\n${text}` }));
  expect(found).toEqual([expect.stringContaining(complaint)]);
});

test("refuses files that import each other, and lets nouns do so", () => {
  const circle = { "src/graph/a.ts": '// A.\nimport "./b";\n', "src/graph/b.ts": '// B.\nimport "./a";\n' };
  expect(complaints(project(circle))).toEqual([
    "src/graph/a.ts, src/graph/b.ts import each other in a circle",
  ]);
});

test("refuses a file that does not say what it is for", () => {
  const found = complaints(project({ "src/graph/topic.ts": "export const x = 1;\n" }));
  expect(found).toEqual([expect.stringContaining("does not open with a comment")]);
});

test.each([
  ["a base class", "export class Office extends Agency {}"],
  ["a decorator's argument", "@HasMany(Agency, {})\nclass X {}"],
  ["a constant", "const nouns = [Agency];"],
  ["a method's decorator", "class X { @Query(Agency) all() {} }"],
])("refuses a noun used while modules are loading: %s", (_, text) => {
  const office = `// A noun.\nimport { Agency } from "./agency";\n${text}\n`;
  const found = complaints(project({ "src/graph/agency.ts": noun("Agency"), "src/graph/office.ts": office }));
  expect(found).toEqual([expect.stringContaining("uses the noun Agency outside a thunk")]);
});
