// Golden cases: what an operation answers on a small fixed graph and, for those that say so, the statement it becomes.
// UPDATE_GOLDEN=1 npx jest test/queries writes them anew; what changed is then seen in the diff.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDatabase } from "../support/database";
import { type Asked, anyCost, TestEngine, type Variables } from "../support/engine";

const test = testDatabase();
const isUpdate = process.env.UPDATE_GOLDEN === "1";
const cases = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".graphql"))
  .map((path) => path.slice(0, -".graphql".length))
  .sort();

let engine: TestEngine;

beforeAll(async () => {
  const statements = readFileSync(join(__dirname, "data.sql"), "utf8").split(/;\n/);
  await test.database.transaction(async (transaction) => {
    for (const text of statements)
      if (text.includes("insert into")) await transaction.rows({ text, values: [] });
  });
  engine = new TestEngine(test.database, anyCost);
});

it.each(cases)("%s", async (name) => {
  const asked = await ask(name);
  expect(asked.statements.length).toBeLessThanOrEqual(1);
  expectGolden(`${name}.json`, `${JSON.stringify(answerOf(asked), null, 2)}\n`);
  if (/shows its sql/i.test(documentOf(name))) expectGolden(`${name}.sql`, statementOf(asked));
});

function documentOf(name: string): string {
  return readFileSync(join(__dirname, `${name}.graphql`), "utf8");
}

async function ask(name: string): Promise<Asked> {
  const path = join(__dirname, `${name}.variables.json`);
  const variables = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Variables) : {};
  const entries = Object.entries(variables).map(
    async ([key, value]) => [key, await cursorOf(value)] as const,
  );
  return engine.ask(documentOf(name), Object.fromEntries(await Promise.all(entries)));
}

/** "endCursor of report/forwards" stands for that cursor: what cursors look like is nobody's business. */
async function cursorOf(value: unknown): Promise<unknown> {
  const other = typeof value === "string" ? /^endCursor of (\S+)$/.exec(value)?.[1] : undefined;
  if (other === undefined) return value;
  return /"endCursor":"([^"]+)"/.exec((await ask(other)).data!)![1];
}

function answerOf({ data, code, message }: Asked): unknown {
  if (data === null) return { code, message };
  return JSON.parse(data.replace(/"(cursor|startCursor|endCursor)":"[^"]+"/g, '"$1":"…"'));
}

/** The statement with a line for each of its parts, and its values. */
function statementOf({ statements }: Asked): string {
  const [statement] = statements;
  const lines = statement!.text
    .replace(/\), (\w+) as materialized \(/g, "),\n$1 as materialized (\n  ")
    .replace(/^with (\w+) as materialized \(/, "with $1 as materialized (\n  ")
    .replace(/\) select (\d+), n/, ")\nselect $1, n")
    .replaceAll(" union all select ", "\nunion all select ")
    .replaceAll(" from (select ", "\n  from (select ")
    .replaceAll(" cross join lateral (select ", "\n  cross join lateral (select ");
  return `-- values: ${JSON.stringify(statement!.values)}\n${lines}\n`;
}

function expectGolden(file: string, actual: string): void {
  const path = join(__dirname, file);
  if (isUpdate) writeFileSync(path, actual);
  expect(existsSync(path) ? readFileSync(path, "utf8") : `${file} is missing: run with UPDATE_GOLDEN=1`).toBe(
    actual,
  );
}
