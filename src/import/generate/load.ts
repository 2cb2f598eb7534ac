// Writes a generated world and its reports into the database: all of it, or nothing.
import { createHash } from "node:crypto";
import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Database } from "../../database/pool";
import type { Transaction } from "../../database/transaction";
import { InputError } from "../input-error";
import { maySetAside, putBack, setAside } from "./bulk";
import { dayText, today } from "./days";
import { Lexicon } from "./lexicon";
import { addReport, type Ids, type Setting } from "./report";
import { columnsOf, Rows, type TableName, tableNames, tables } from "./rows";
import { makeWorld, type World } from "./world";

export interface Order {
  readonly reports: number;
  readonly seed: number;
  readonly intoRealData: boolean;
}

export type Counts = ReadonlyMap<TableName, number>;

/** Raise it when the same seed gives other data. */
const generatorVersion = "1";
const batchReports = 1000;
const sliceReports = 25;
/** From here on, into a database that holds less and whose tables are ours, indexes are built afterwards. */
const bulkReports = 2000;

/** Throws InputError for real data that may not be mixed, and for an order that was carried out before. */
export async function generate(
  database: Database,
  order: Order,
  say: (step: string) => void = () => {},
): Promise<Counts> {
  const { counts, analyzed } = await database.transaction((transaction) => load(transaction, order, say), {
    timeoutMs: 0,
  });
  const others = await database.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and not oid = any ($1::regclass[]::oid[])",
    [analyzed],
  );
  say("vacuum");
  // Marks pages as all-visible, without which an index alone could answer nothing.
  const vacuum = (text: string) => database.rows({ text, values: [] });
  await vacuum(`vacuum (analyze) ${others.map(({ name }) => name).join(", ")}`);
  if (analyzed.length > 0) await vacuum(`vacuum ${analyzed.join(", ")}`);
  return counts;
}

async function load(
  transaction: Transaction,
  order: Order,
  say: (step: string) => void,
): Promise<{ counts: Counts; analyzed: readonly string[] }> {
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
  const first = { ...ids };
  const isBulk = order.reports >= bulkReports && order.reports > held!.reports;
  const aside =
    isBulk && (await maySetAside(transaction, tableNames)) ? await setAside(transaction, tableNames) : null;
  const counts = await copyReports(
    transaction,
    { world, ids, seed: order.seed, reports: order.reports, memory: new Map() },
    aside && new Lexicon(),
    say,
  );
  await moveSequences(transaction);
  const analyzed = aside ? await putBack(transaction, aside, first, say) : [];
  return { counts, analyzed };
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
  const next = async (table: string): Promise<number> => {
    const [row] = await transaction.query<{ next: number }>(
      `select greatest((select coalesce(max(id), 0) from ${table}), (select last_value from ${table}_id_seq)) + 1 as next`,
    );
    return row!.next;
  };
  return {
    source,
    agencies,
    offices,
    topics,
    reports: await next("reports"),
    findings: await next("findings"),
    awards: await next("finding_awards"),
    recommendations: await next("recommendations"),
    responses: await next("responses"),
    events: await next("status_events"),
    reportLinks: await next("report_links"),
    findingLinks: await next("finding_links"),
    recommendationLinks: await next("recommendation_links"),
  };
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

/** Makes the next batch while PostgreSQL reads the last one. */
async function copyReports(
  transaction: Transaction,
  setting: Setting,
  lexicon: Lexicon | null,
  say: (step: string) => void,
): Promise<Counts> {
  const counts = new Map<TableName, number>();
  let batch = await makeBatch(transaction, setting, lexicon, 0);
  for (let at = 0; at < setting.reports; at += batchReports) {
    const [, next] = await Promise.all([
      copyBatch(transaction, batch, lexicon !== null),
      makeBatch(transaction, setting, lexicon, at + batchReports),
    ]);
    for (const table of tableNames) counts.set(table, (counts.get(table) ?? 0) + batch.count(table));
    batch = next;
    say(`${Math.min(setting.reports, at + batchReports)} reports`);
  }
  return counts;
}

async function makeBatch(
  transaction: Transaction,
  setting: Setting,
  lexicon: Lexicon | null,
  from: number,
): Promise<Rows> {
  const rows = new Rows(lexicon);
  const until = Math.min(setting.reports, from + batchReports);
  for (let at = from; at < until; ) {
    for (const end = Math.min(until, at + sliceReports); at < end; at += 1) addReport(setting, rows, at);
    await rows.write(transaction);
    // The batch before is on its way meanwhile; its socket needs a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return rows;
}

async function copyBatch(transaction: Transaction, rows: Rows, withWords: boolean): Promise<void> {
  for (const table of tableNames) {
    if (rows.count(table) === 0) continue;
    const columns = columnsOf(table, withWords).join(", ");
    const copy = transaction.client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
    copy.end(rows.bytes(table));
    await finished(copy);
  }
}

async function moveSequences(transaction: Transaction): Promise<void> {
  for (const table of tableNames) {
    if ((tables[table] as readonly string[])[0] !== "id") continue;
    await transaction.query(
      `select setval(pg_get_serial_sequence('${table}', 'id'), greatest((select max(id) from ${table}), (select last_value from ${table}_id_seq)))`,
    );
  }
}
