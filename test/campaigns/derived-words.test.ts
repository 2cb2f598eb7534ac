// Every derived word comes apart into true, false and nobody knows, and the three make up the whole.
// `npm run words` counts them on the sample, on the shared data where it lies beside the project, and on 20,000 generated
// reports, and writes docs/derived-words.md.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphQLObjectType } from "graphql";
import type { Database } from "../../src/database/database";
import { importFile } from "../../src/import/import-file";
import { openBytes } from "../../src/import/input/bytes";
import { filesOf } from "../../src/import/input/paths";
import { loadSample } from "../../src/sample/sample";
import { serviceSchema } from "../../src/schema";
import { generate } from "../../src/synthetic/generate";
import { testDatabase } from "../support/database";
import { anyCost, TestEngine } from "../support/engine";

const isCampaign = process.env.WORDS !== undefined;
const data = join(__dirname, "../../../shared/data");
const generated = isCampaign ? 20_000 : 200;
const file = join(__dirname, "../../docs/derived-words.md");

const words = {
  Recommendation: [
    "isOpen",
    "isUnresolved",
    "isOverdue",
    "isDisputed",
    "isResolutionOverdue",
    "isTargetOverdue",
    "isFirstTargetOverdue",
    "isOpenOverAYear",
    "isFinalActionOverdue",
  ],
  Report: ["isCommentLate"],
} as const;
const roots = { Recommendation: "recommendations", Report: "reports" } as const;

interface Counts {
  readonly all: number;
  readonly true: number;
  readonly false: number;
  readonly null: number;
}
type Table = ReadonlyMap<string, Counts>;

const sample = testDatabase();
const shared = testDatabase({ statementTimeoutMs: 60_000 });
const synthetic = testDatabase({ statementTimeoutMs: 60_000 });
const tables: [string, Table][] = [];

async function countOn(database: Database): Promise<Table> {
  const client = new TestEngine(database, anyCost);
  const table = new Map<string, Counts>();
  for (const [noun, names] of Object.entries(words))
    for (const word of names) {
      const root = roots[noun as keyof typeof roots];
      const count = (alias: string, filter: string) => `${alias}: ${root}(first: 1${filter}) { totalCount }`;
      const of = (condition: string) => `, filter: { ${word}: { ${condition} } }`;
      const isNullable = word !== "isOpen";
      const asked = await client.ask(
        `{ ${count("all", "")} ${count("yes", of("eq: true"))} ${count("no", of("eq: false"))}
           ${isNullable ? count("unknown", of("isNull: true")) : ""} }`,
      );
      expect([word, asked.code, asked.message]).toEqual([word, null, ""]);
      const answer = JSON.parse(asked.data!) as Record<string, { totalCount: number }>;
      const counts = {
        all: answer.all!.totalCount,
        true: answer.yes!.totalCount,
        false: answer.no!.totalCount,
        null: answer.unknown?.totalCount ?? 0,
      };
      table.set(`${noun}.${word}`, counts);
    }
  return table;
}

/** Nothing is counted twice, and nothing left out. */
function expectWhole(table: Table): void {
  const sums = [...table].map(([word, counts]) => [word, counts.true + counts.false + counts.null]);
  expect(sums).toEqual([...table].map(([word, { all }]) => [word, all]));
}

test("in the sample nobody is called disputed, and no row unresolved that no source calls so", async () => {
  await loadSample(sample.database);
  const table = await countOn(sample.database);
  tables.push(["sample", table]);
  expectWhole(table);
  expect(table.get("Recommendation.isDisputed")).toEqual(expect.objectContaining({ true: 0 }));
  expect(table.get("Recommendation.isOpen")!.true).toBeGreaterThan(0);
  expect(table.get("Recommendation.isOverdue")!.true).toBeGreaterThan(0);
  // No source of the sample says of a single recommendation that it is unresolved: a tally says so of one of eight.
  expect(table.get("Recommendation.isUnresolved")!.null).toBeGreaterThan(0);
});

(isCampaign && existsSync(data) ? test : test.skip)(
  "on all shared data",
  async () => {
    const paths = ["offices/inspectors.json", "dhs-oig", "unitedstates-reports", "fac/findings.csv.gz"];
    for (const path of await filesOf(paths.map((one) => join(data, one))))
      if (!path.includes("expected-")) await importFile(shared.database, await openBytes(path));
    const table = await countOn(shared.database);
    tables.push(["all shared data", table]);
    expectWhole(table);
  },
  600_000,
);

test("on generated data every word has all its values", async () => {
  await generate(synthetic.database, { reports: generated, seed: 1, intoRealData: false });
  const table = await countOn(synthetic.database);
  tables.push([`${generated.toLocaleString("en")} generated reports`, table]);
  expectWhole(table);
  for (const word of ["isOpen", "isUnresolved", "isOverdue"]) {
    const { true: yes, false: no } = table.get(`Recommendation.${word}`)!;
    expect([word, yes > 0, no > 0]).toEqual([word, true, true]);
  }
}, 600_000);

afterAll(() => {
  if (isCampaign) writeFileSync(file, page());
});

function page(): string {
  const { schema } = serviceSchema();
  const description = (key: string) => {
    const [noun, word] = key.split(".") as [string, string];
    return (schema.getType(noun) as GraphQLObjectType).getFields()[word]!.description!.replaceAll("\n", " ");
  };
  const keys = Object.entries(words).flatMap(([noun, names]) => names.map((word) => `${noun}.${word}`));
  const cell = ({ true: yes, false: no, null: unknown }: Counts) => `${yes} / ${no} / ${unknown}`;
  return `# Derived words

Words that no source writes down, but that follow from what sources say and from days. Each is true or false where that is
proven, and null where nobody says. Written by \`npm run words\`, as of ${new Date().toISOString().slice(0, 10)}; counts are true / false / null.

| word | ${tables.map(([name]) => name).join(" | ")} |
|---|${tables.map(() => "---|").join("")}
${keys.map((key) => `| \`${key}\` | ${tables.map(([, table]) => cell(table.get(key)!)).join(" | ")} |`).join("\n")}

## Definitions

${keys.map((key) => `- \`${key}\`: ${description(key)}`).join("\n")}

A tally that does not say which ("three resolved and closed, one unresolved and open") makes no row true; it counts in the
report's \`unresolvedRecommendationCount\`: [decision 0050](decisions/0050-words-that-accuse-are-proven.md).
`;
}
