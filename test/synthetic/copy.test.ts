// What the generator copies arrives as it was meant, is the same from its thread, and is refused where it breaks a rule.
import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { type Batch, batches, batchesOfThread, type Making } from "../../src/synthetic/batches";
import { check, type Loaded, rangesOf } from "../../src/synthetic/bulk/check";
import { type Keys, rules } from "../../src/synthetic/bulk/trigger-equivalents";
import { CopyBytes, type Kind, type Value } from "../../src/synthetic/copy/binary-copy";
import { type Kinds, tableNames } from "../../src/synthetic/copy/rows";
import type { Ask } from "../../src/synthetic/copy/tsvectors";
import { dayOf, dayText, noonOf } from "../../src/synthetic/days";
import { generate, kindsOf } from "../../src/synthetic/generate";
import { makeWorld } from "../../src/synthetic/world";
import { testDatabase } from "../support/database";

const db = testDatabase();
beforeAll(() => generate(db.database, { reports: 30, seed: 3, intoRealData: false }));

const samples: { readonly [kind in Kind]: readonly Value[] } = {
  bool: [true, false, null],
  date: [dayOf("2025-02-28"), dayOf("1999-12-31"), -Infinity, null],
  int4: [0, 1, -1, 2147483647, -2147483648, null],
  int8: [0, -1, 4294967295, 4294967296, -4294967297, 9007199254740991, null],
  numeric: ["0.00", "0.05", "1.00", "1.10", "9999.99", "10000.00", "100000000.00", "12345678901.23", null],
  text: [
    "",
    "a\tb\\n\n",
    "O’Brien 𝄞",
    "twenty-three characters",
    "é".repeat(30),
    "x".repeat(3_000_000),
    null,
  ],
  timestamptz: [noonOf(dayOf("2025-09-30")), 0, null],
};
const textOf = (kind: string, value: Value): string | null => {
  if (kind === "date" && typeof value === "number") return value === -Infinity ? "-infinity" : dayText(value);
  if (kind === "timestamptz" && typeof value === "number") return new Date(value).toISOString();
  return value?.toString() ?? null;
};

test.each(Object.entries(samples))(
  "binary values of type %s are those of their text",
  async (kind, values) => {
    const bytes = new CopyBytes([kind as Kind]);
    for (const value of values) bytes.add([value], null);
    await db.database.transaction(async (transaction) => {
      await transaction.script(`create temporary table copied (value ${kind}) on commit drop`);
      const copy = transaction.client.query(copyFrom("copy copied from stdin (format binary)"));
      copy.end(bytes.bytes());
      await finished(copy);
      const type = kind === "numeric" ? "numeric" : kind;
      const found = await transaction.query(
        `select copied.value::text is not distinct from meant::${type}::text as same
       from (select value, row_number() over () from copied) copied
       join unnest($1::text[]) with ordinality as m (meant, n) on n = row_number`,
        [values.map((value) => textOf(kind, value))],
      );
      expect(found).toEqual(values.map(() => ({ same: true })));
    });
  },
);

const someKeys = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
async function making(): Promise<Making> {
  const world = makeWorld(4100);
  const next = 1;
  return {
    reports: 4100,
    seed: 5,
    ids: {
      source: 1,
      agencies: someKeys(world.agencies.length),
      offices: someKeys(world.offices.length),
      topics: someKeys(world.topics.length),
      reports: next,
      findings: next,
      awards: next,
      recommendations: next,
      responses: next,
      events: next,
      tallies: next,
      reportLinks: next,
      findingLinks: next,
      recommendationLinks: next,
    },
    kinds: await db.database.transaction(kindsOf),
    withWords: true,
  };
}

const ask: Ask = async (texts) =>
  texts.flatMap((text) => [
    { text, lexeme: text.toLowerCase(), place: 1 },
    { text, lexeme: "endmark", place: 2 },
  ]);

test("the thread makes what is made without one", async () => {
  const plain = (batch: Batch) => ({
    ...batch,
    tables: batch.tables.map(({ bytes, ...table }) => ({
      ...table,
      bytes: Buffer.from(bytes).toString("base64"),
    })),
  });
  const all = async (made: AsyncGenerator<Batch>) => {
    const found: ReturnType<typeof plain>[] = [];
    for await (const batch of made) found.push(plain(batch));
    return found;
  };
  const here = await all(batches(await making(), ask));
  expect(here.map(({ reports }) => reports)).toEqual([500, 4100]);
  expect(await all(batchesOfThread(await making(), ask))).toEqual(here);
}, 30_000);

test("a question that can't be answered, or a mistake in the thread, ends the making", async () => {
  const refused = async () => {
    throw new Error("no answer");
  };
  await expect(batchesOfThread(await making(), refused).next()).rejects.toThrow("no answer");
  const broken = { ...(await making()), kinds: {} as Kinds };
  await expect(batchesOfThread(broken, ask).next()).rejects.toThrow(/undefined/);
}, 30_000);

const breaking: readonly (readonly [trigger: string, change: string])[] = [
  [
    "recommendations_status_is_last_event",
    "update recommendations set status = 'UNKNOWN', closed_on = null, is_closing_date_unknown = false",
  ],
  [
    "recommendations_status_is_last_event",
    "update recommendations set resolution = case resolution when 'ON_HOLD' then 'RESOLVED' else 'ON_HOLD' end::resolution_status",
  ],
  ["responses_keep_target_insert", "update recommendations set target_on = target_on + 1"],
  ["findings_quote_is_true", "update findings set quote_end = quote_end - 1"],
  ["findings_quote_is_true", "update reports set summary = '𝄞' || summary"],
  ["findings_quote_is_true", "update reports set summary = upper(summary)"],
  [
    "recommendation_links_no_cycle_insert",
    `insert into recommendation_links (recommendation_id, kind, target_raw, target_recommendation_id, source_id)
     select id, 'REPEATS', 'a later one', id + 1, source_id from recommendations where id < 20`,
  ],
  [
    "finding_links_no_cycle_insert",
    `insert into finding_links (finding_id, target_raw, target_finding_id, source_id)
     select id, 'a later one', id + 1, source_id from findings where id < 20`,
  ],
];
const everyKey = [1, 1_000_000];

test.each(breaking)("%s notices: %s", async (trigger, change) => {
  const { broken } = rules.find((rule) => rule.trigger === trigger)!;
  const undo = new Error("undo");
  const counts: number[] = [];
  await expect(
    db.database.transaction(async (transaction) => {
      const count = async () =>
        counts.push((await transaction.query(`select from (${broken}) broken`, everyKey)).length);
      await count();
      await transaction.script(
        `${["reports", "findings", "recommendations", "finding_links", "recommendation_links"]
          .flatMap((table) => [`alter table ${table} disable trigger user`])
          .join("; ")}; ${change}`,
      );
      await count();
      throw undo;
    }),
  ).rejects.toBe(undo);
  expect(counts[0]).toBe(0);
  expect(counts[1]).toBeGreaterThan(5);
});

test("an astral character before a quote moves it by two", async () => {
  const { broken } = rules.find(({ trigger }) => trigger === "findings_quote_is_true")!;
  const undo = new Error("undo");
  await expect(
    db.database.transaction(async (transaction) => {
      await transaction.script(
        `alter table reports disable trigger user; alter table findings disable trigger user;
         update reports set summary = '𝄞' || summary;
         update findings set quote_start = quote_start + 2, quote_end = quote_end + 2`,
      );
      expect(await transaction.query(`select from (${broken}) broken`, everyKey)).toEqual([]);
      throw undo;
    }),
  ).rejects.toBe(undo);
});

test("every rule stands for a trigger that is there", async () => {
  const found = await db.database.query<{ name: string }>(
    "select tgrelid::regclass || '.' || tgname as name from pg_trigger where not tgisinternal",
  );
  const names = new Set(found.map(({ name }) => name));
  expect(rules.map(({ table, trigger }) => `${table}.${trigger}`).filter((name) => !names.has(name))).toEqual(
    [],
  );
});

test("no trigger makes COPY write one row at a time, which would leave pages that are not all-visible", async () => {
  // Bits of tgtype: 1 is for each row, 2 is before, 4 is insert.
  const found = await db.database.query<{ name: string }>(
    `select tgrelid::regclass || '.' || tgname as name from pg_trigger
     where not tgisinternal and tgtype & 7 = 7 and tgrelid = any ($1::regclass[])`,
    [tableNames],
  );
  const silenced = new Set(rules.map(({ table, trigger }) => `${table}.${trigger}`));
  expect(found.length).toBeGreaterThan(5);
  expect(found.map(({ name }) => name).filter((name) => !silenced.has(name))).toEqual([]);
});

describe("the sample", () => {
  test("is everything, or both ends and as much between as is wanted", () => {
    expect(rangesOf(5, 905, 1)).toEqual([[5, 905]]);
    expect(rangesOf(5, 9, 16)).toEqual([[5, 9]]);
    const ranges = rangesOf(5, 256_005, 16);
    expect(ranges).toHaveLength(16);
    expect(ranges[0]).toEqual([5, 1005]);
    expect(ranges[15]).toEqual([255_005, 256_005]);
    expect(new Set(ranges.map(([from, before]) => before - from))).toEqual(new Set([1000]));
  });

  const first: Record<Keys, number> = { reports: 1, findings: 1, recommendations: 1 };
  /** Checks after a change that breaks a rule, as after a load of so many reports; what it says, null for nothing. */
  async function saidAfter(change: string, reports: number): Promise<string | null> {
    const undo = new Error("undo");
    let said: string | null = null;
    const trial = db.database.transaction(async (transaction) => {
      const [next] = await transaction.query<Record<Keys, number>>(
        `select max(id) + 1 as recommendations, ${reports + 1} as reports, (select max(id) + 1 from findings) as findings from recommendations`,
      );
      await transaction.script(`alter table recommendations disable trigger user; ${change}`);
      const loaded: Loaded = { first, next: next! };
      said = await check(transaction, rules, loaded, () => {}).then(
        () => null,
        (error: Error) => error.message,
      );
      throw undo;
    });
    await expect(trial).rejects.toBe(undo);
    return said;
  }
  const wrong = "update recommendations set target_on = target_on + 1";

  test("finds a mistake that many rows show, and says where", async () => {
    const large = await saidAfter(wrong, 20_001);
    expect(large).toMatch(
      /^generated data breaks responses_keep_target_insert at least \d+ times, first at \d+$/,
    );
    expect(await saidAfter("", 20_001)).toBeNull();
  });

  test("finds each row of a small load, and of a large one those it looks at", async () => {
    const fromPromise = "select id from recommendations where target_on is not null";
    const last = `${wrong} where id = (select max(id) from (${fromPromise}) p where id < (select max(id) from recommendations))`;
    expect(await saidAfter(last, 20_000)).toMatch("responses_keep_target_insert at least 1 times");
    expect(await saidAfter(last, 20_001)).toBeNull();
  });
});
