// Writes a generated world and its reports into the database: all of it, or nothing.
import { createHash } from "node:crypto";
import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Database, Transaction } from "../database";
import { InputError } from "../import/input/input-error";
import { type Batch, batches, batchesOfThread, type Making } from "./batches";
import { maySetAside, putBack, setAside } from "./bulk/load";
import { type Kind, kinds } from "./copy/binary-copy";
import { columnsOf, type Kinds, type TableName, tableNames, tables } from "./copy/rows";
import { type Said, saidOf } from "./copy/tsvectors";
import { dayText, today } from "./days";
import type { Ids } from "./drafts";
import { makeWorld, type World } from "./world";

export interface Order {
  readonly reports: number;
  readonly seed: number;
  readonly intoRealData: boolean;
}

export type Counts = ReadonlyMap<TableName, number>;

/** Raise it when the same seed gives other data. */
const generatorVersion = "2";
/** From here on, into a database that holds less and whose tables are ours, indexes are built afterwards. */
const bulkReports = 2000;

type Counter = Exclude<keyof Ids, "source" | "agencies" | "offices" | "topics">;
/** Tables that count their rows, and what their next key is called here. */
const counters = {
  reports: "reports",
  findings: "findings",
  finding_awards: "awards",
  recommendations: "recommendations",
  responses: "responses",
  status_events: "events",
  status_tallies: "tallies",
  report_links: "reportLinks",
  finding_links: "findingLinks",
  recommendation_links: "recommendationLinks",
} as const satisfies { readonly [table in TableName]?: Counter };

/** Throws InputError for real data that may not be mixed, and for an order that was carried out before. */
export async function generate(
  database: Database,
  order: Order,
  say: (step: string) => void = () => {},
): Promise<Counts> {
  const counts = await database.transaction((transaction) => load(transaction, order, say), { timeoutMs: 0 });
  await tidyUp(database, say);
  return counts;
}

/** Statistics, and pages marked as all-visible, without which an index alone could answer nothing. */
async function tidyUp(database: Database, say: (step: string) => void): Promise<void> {
  say("vacuum and analyze");
  const found = await database.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by relpages desc`,
  );
  const waiting = found.map(({ name }) => name);
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      await database.rows({ text: `vacuum (analyze) ${name}`, values: [] });
  };
  await Promise.all([work(), work()]);
}

async function load(transaction: Transaction, order: Order, say: (step: string) => void): Promise<Counts> {
  await transaction.script(`lock table sources, ${tableNames.join(", ")} in share row exclusive mode`);
  const [held] = await transaction.query<{ real: boolean; reports: number }>(
    "select exists (select from sources where not is_synthetic) as real, (select count(*) from reports) as reports",
  );
  if (held!.real && !order.intoRealData)
    throw new InputError(
      "This database holds real data, and generated data describes nothing real. Use another database, or say --into-real-data.",
    );
  const source = await addSource(transaction, order);
  const world = makeWorld(order.reports);
  const ids = await idsOf(transaction, world, source);
  const isBulk = order.reports >= bulkReports && order.reports > held!.reports;
  const aside =
    isBulk && (await maySetAside(transaction, tableNames)) ? await setAside(transaction, tableNames) : null;
  const { reports, seed } = order;
  const making = { reports, seed, ids, kinds: await kindsOf(transaction), withWords: aside !== null };
  const { counts, next } = await copyReports(transaction, making, aside?.renewed ?? false, say);
  if (aside) await putBack(transaction, aside, { first: ids, next }, say);
  return counts;
}

async function addSource(transaction: Transaction, { reports, seed }: Order): Promise<number> {
  const name = `generate --reports ${reports} --seed ${seed}`;
  const sha256 = createHash("sha256").update(`oversight-graph ${generatorVersion} ${name}`).digest("hex");
  const [row] = await transaction.query<{ id: number }>(
    `insert into sources (publisher, file_name, sha256, format, importer_version, as_of, is_synthetic)
     values ('Oversight Graph generator', $1, $2, 'synthetic', $3, $4, true) on conflict do nothing returning id`,
    [name, sha256, generatorVersion, dayText(today)],
  );
  if (!row) throw new InputError(`Reports ${reports} of seed ${seed} are here already; choose another seed.`);
  return row.id;
}

/** Writes agencies, offices and topics where they are missing, and gives the next free keys of everything. */
async function idsOf(transaction: Transaction, world: World, source: number): Promise<Ids> {
  const agencies = await keysOf(
    transaction,
    "agencies",
    world.agencies.map(({ slug }) => slug),
    async () => {
      for (const isTop of [true, false]) {
        const some = world.agencies.filter(({ parent }) => (parent === null) === isTop);
        await transaction.query(
          `insert into agencies (slug, name, acronym, kind, parent_id, source_id)
         select n.slug, n.name, n.acronym, n.kind::agency_kind, p.id, $6
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) n (slug, name, acronym, kind, parent)
         left join agencies p on p.slug = n.parent on conflict (slug) do nothing`,
          [
            ...(["slug", "name", "acronym", "kind", "parent"] as const).map((key) =>
              some.map((agency) => agency[key]),
            ),
            source,
          ],
        );
      }
    },
  );
  const offices = await keysOf(
    transaction,
    "offices",
    world.offices.map(({ slug }) => slug),
    () =>
      transaction.query(
        `insert into offices (slug, name, short_name, kind, source_id) select slug, name, short_name, kind::office_kind, $5
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) n (slug, name, short_name, kind) on conflict (slug) do nothing`,
        [
          ...(["slug", "name", "shortName", "kind"] as const).map((key) =>
            world.offices.map((office) => office[key]),
          ),
          source,
        ],
      ),
  );
  const topics = await keysOf(
    transaction,
    "topics",
    world.topics.map(({ slug }) => slug),
    () =>
      transaction.query(
        "insert into topics (slug, name) select * from unnest($1::text[], $2::text[]) on conflict (slug) do nothing",
        [world.topics.map(({ slug }) => slug), world.topics.map(({ name }) => name)],
      ),
  );
  const next = {} as Record<Counter, number>;
  for (const [table, id] of Object.entries(counters)) {
    const [row] = await transaction.query<{ next: number }>(
      `select greatest((select coalesce(max(id), 0) from ${table}), (select last_value from ${table}_id_seq)) + 1 as next`,
    );
    next[id] = row!.next;
  }
  return { source, agencies, offices, topics, ...next };
}

async function keysOf(
  transaction: Transaction,
  table: string,
  slugs: readonly string[],
  insert: () => Promise<unknown>,
): Promise<number[]> {
  await insert();
  const found = await transaction.query<{ id: number; slug: string }>(
    `select id, slug from ${table} where slug = any ($1)`,
    [slugs],
  );
  const bySlug = new Map(found.map(({ id, slug }) => [slug, id]));
  return slugs.map((slug) => bySlug.get(slug)!);
}

/** The types of the columns, so that no value is written as another. */
export async function kindsOf(transaction: Transaction): Promise<Kinds> {
  const found = await transaction.query<{ name: string; column: string; type: string }>(
    `select attrelid::regclass::text as name, attname as column,
       case when t.typtype = 'e' then 'text' when t.typtype = 'd' then b.typname else t.typname end as type
     from pg_attribute join pg_type t on t.oid = atttypid left join pg_type b on b.oid = t.typbasetype
     where attrelid = any ($1::regclass[])`,
    [tableNames],
  );
  const types = new Map(found.map(({ name, column, type }) => [`${name}.${column}`, type]));
  const kindOf = (column: string): Kind => {
    const type = types.get(column);
    if (type === undefined || !kinds.has(type))
      throw new Error(`${column} is ${type}, which COPY can't be told`);
    return type as Kind;
  };
  const pairs = tableNames.map((table) => [table, tables[table].map((name) => kindOf(`${table}.${name}`))]);
  return Object.fromEntries(pairs) as Kinds;
}

async function copyReports(
  transaction: Transaction,
  making: Making,
  frozen: boolean,
  say: (step: string) => void,
): Promise<{ readonly counts: Counts; readonly next: Ids }> {
  const counts = new Map<TableName, number>(tableNames.map((table) => [table, 0]));
  const ask = (texts: readonly string[]) => transaction.query<Record<keyof Said, never>>(saidOf, [texts]);
  let next = making.ids;
  for await (const batch of (making.withWords ? batchesOfThread : batches)(making, ask)) {
    await copyBatch(transaction, batch, making.withWords, frozen);
    for (const { table, count } of batch.tables) counts.set(table, counts.get(table)! + count);
    next = batch.ids;
    say(`${batch.reports} reports`);
  }
  if (counts.get("reports") !== making.reports)
    throw new Error(`${counts.get("reports")} reports were made instead of ${making.reports}`);
  await moveSequences(transaction, next);
  return { counts, next };
}

async function copyBatch(
  transaction: Transaction,
  { tables }: Batch,
  withWords: boolean,
  frozen: boolean,
): Promise<void> {
  for (const { table, bytes } of tables) {
    const columns = columnsOf(table, withWords).join(", ");
    const copy = transaction.client.query(
      copyFrom(`copy ${table} (${columns}) from stdin (format binary, freeze ${frozen})`),
    );
    copy.end(bytes);
    await finished(copy);
  }
}

async function moveSequences(transaction: Transaction, next: Ids): Promise<void> {
  for (const [table, id] of Object.entries(counters))
    await transaction.query(`select setval(pg_get_serial_sequence('${table}', 'id'), $1)`, [next[id] - 1]);
}
