// The changes that CONTRIBUTING.md shows work: made in a copy of the project, they compile, migrate, and show in the schema.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSchema, isInputObjectType } from "graphql";
import { migrate } from "../src/database/schema/migrate";
import { readMigrations } from "../src/database/schema/migration-files";
import { testDatabase } from "./support/database";

const root = join(__dirname, "..");
const db = testDatabase();
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "oversight-graph-contributing-"));
  for (const part of [
    "src",
    "sql",
    "scripts",
    "mappings",
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  for (const [, diff] of text.matchAll(/```diff\n([\s\S]*?)```/g)) run("git", ["apply", "-"], diff);
});

afterAll(() => rmSync(copy, { recursive: true }));

function run(command: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, input, encoding: "utf8" });
  expect([command, status, status === 0 ? "" : stdout + stderr]).toEqual([command, 0, ""]);
  return stdout;
}

test("they compile, and show in the schema", () => {
  run(process.execPath, ["scripts/run.mjs", "commands/schema"]);
  const schema = buildSchema(readFileSync(join(copy, "schema.graphql"), "utf8"));
  const fieldsOf = (name: string) => {
    const type = schema.getType(name)!;
    return "getFields" in type
      ? Object.entries(type.getFields()).map(([field, { type: of }]) => `${field}: ${of}`)
      : [];
  };
  expect(fieldsOf("Report")).toContain("pageCount: Int");
  expect(fieldsOf("ReportFilter")).toContain("pageCount: IntFilter");
  expect(isInputObjectType(schema.getType("OfficeFilter"))).toBe(true);
  expect(fieldsOf("OfficeFilter")).toContain("establishedYear: IntFilter");
  expect(fieldsOf("Hearing")).toContain("report: Report!");
  expect(fieldsOf("Query")).toContain("hearings: HearingConnection!");
}, 120_000);

test("their migrations apply, and only they are missing", async () => {
  const applied = await migrate(db.database, readMigrations(join(copy, "sql/migrations")));
  expect(applied).toEqual(["0901_report_pages.sql", "0902_office_age.sql", "0903_hearings.sql"]);
});
