// Words for full-text search are those of the texts: triggers keep them, verify notices others, and the generator's own
// are PostgreSQL's.
import { describeViolation, verify } from "../../src/database/schema/verify";
import { wordBytes } from "../../src/synthetic/copy/binary-copy";
import { type Part, type Said, saidOf, TsvectorCache } from "../../src/synthetic/copy/tsvectors";
import { generate } from "../../src/synthetic/generate";
import { testDatabase } from "../support/database";

const db = testDatabase();
beforeAll(() => generate(db.database, { reports: 20, seed: 4, intoRealData: false }));

const tables = [
  ["reports", "title"],
  ["findings", "statement"],
  ["recommendations", "text"],
] as const;

test.each(tables)("words of %s follow the %s, whatever a statement says of them", async (table, text) => {
  const change = (set: string) =>
    db.database.query(
      `update ${table} set ${set} where id = (select min(id) from ${table} where ${text} is not null)
       returning words @@ 'zebra'::tsquery as zebra, words @@ 'quagga'::tsquery as quagga`,
    );
  expect(await change(`${text} = 'A zebra'`)).toEqual([{ zebra: true, quagga: false }]);
  expect(await change("words = 'quagga'")).toEqual([{ zebra: true, quagga: false }]);
});

test.each(tables)("false words of %s are noticed, and mended by setting them", async (table) => {
  const broken = async () => (await verify(db.database)).violations.map(describeViolation);
  await db.database.query(`alter table ${table} disable trigger ${table}_keep_words`);
  await db.database.query(`update ${table} set words = 'quagga' where id = (select max(id) from ${table})`);
  await db.database.query(`alter table ${table} enable trigger ${table}_keep_words`);
  expect(await broken()).toEqual([expect.stringMatching(`words-are-those-of-the-texts.*\\n.*"${table}"`)]);
  await db.database.query(`update ${table} set words = words`);
  expect(await broken()).toEqual([]);
});

test.each<[string, readonly Part[]]>([
  ["nothing", [{ text: null, weight: "D" }]],
  ["common words only", [{ text: "of the and", weight: "D" }]],
  ["the same word often", [{ text: "pay pays paid paying payment, pay", weight: "D" }]],
  [
    "hyphens, numbers, money, an address",
    [{ text: "multi-year -12 $12 1.5 12:30 a@b.org x/y.html", weight: "D" }],
  ],
  ["marks", [{ text: `O'Brien's \\ "quoted" (so): it's — né`, weight: "D" }]],
  ["what looks like markup", [{ text: "less <than this> & more", weight: "D" }]],
  ["typography", [{ text: "the “Éclair” — agency’s ﬁnding\u00a0of 2019–2021", weight: "D" }]],
  ["lines", [{ text: "one\n\ntwo  three", weight: "D" }]],
  [
    "a report",
    [
      { text: "DWM-05-000001-S17 Controls over the", weight: "A" },
      { text: "DWM-05-000001-S17 controls of it", weight: "B" },
    ],
  ],
])("the generator's words are PostgreSQL's: %s", async (_, parts) => {
  const lexicon = new TsvectorCache();
  const ask = (texts: readonly string[]) => db.database.query<Record<keyof Said, never>>(saidOf, [texts]);
  if (lexicon.words(parts) === undefined) await lexicon.learn(ask);
  const texts = parts.map(({ weight }, at) => `setweight(words_of_text($${at + 2}), '${weight}')`);
  // pg sends bytes as the binary form of what the statement says they are.
  const [found] = await db.database.query<{ mine: string; its: string }>(
    `select $1::tsvector::text as mine, (${texts.join(" || ")})::text as its`,
    [wordBytes(lexicon.words(parts)!), ...parts.map(({ text }) => text)],
  );
  expect(found!.mine).toBe(found!.its);
});
