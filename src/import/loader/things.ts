// Agencies, offices and topics after a source was taken back: those that only it named go, the others are what the
// remaining sources say of them, told in the order in which they came. The rules are those of agencies.ts.
import type { Transaction } from "../../database";
import { type CanonicalRecord, columnOf, fieldsOf } from "../records/records";
import { recordsOf } from "./source-records";

type Kind = "agency" | "office" | "topic";
const tables = { agency: "agencies", office: "offices", topic: "topics" } as const;
type Values = Record<string, unknown>;

interface State {
  readonly values: Values;
  sourceId: number;
}

export async function forgetThings(transaction: Transaction, sourceId: number): Promise<void> {
  const named = await transaction.query<{ kind: Kind; slug: string }>(
    "select kind, slug from source_mentions where source_id = $1",
    [sourceId],
  );
  const wanted = new Set(named.map(({ kind, slug }) => `${kind} ${slug}`));
  const others = await transaction.query<{ id: number }>(
    `select distinct s.id from source_mentions o join sources s on s.id = o.source_id and s.retracted_at is null
     where (o.kind, o.slug) in (select kind, slug from source_mentions where source_id = $1) and o.source_id <> $1 order by s.id`,
    [sourceId],
  );
  const states = new Map<string, State>();
  const links = new Set<string>();
  for (const { id } of others) await tell(transaction, id, wanted, states, links);
  await forgetLinks(transaction, sourceId, links);
  const gone = named.filter(({ kind, slug }) => !states.has(`${kind} ${slug}`));
  for (const [key, state] of states) await restore(transaction, key, state);
  await remove(transaction, gone);
}

/** Adds what one source says of the things to what those before it said. */
async function tell(
  transaction: Transaction,
  id: number,
  wanted: ReadonlySet<string>,
  states: Map<string, State>,
  links: Set<string>,
): Promise<void> {
  const said = new Map<string, Values>();
  for await (const part of recordsOf(transaction, id))
    for (const { record } of part) {
      const link = linkOf(record);
      if (link !== undefined) links.add(link);
      const key = `${record.record} ${(record as { slug?: string }).slug}`;
      if (!wanted.has(key)) continue;
      const before = said.get(key);
      said.set(key, before === undefined ? { ...record } : united(before, record as unknown as Values));
    }
  for (const [key, record] of said) {
    const state = states.get(key);
    if (state === undefined) states.set(key, { values: first(record), sourceId: id });
    else apply(state, record, id);
  }
}

/** Of several records of one file a description speaks before a mention; otherwise the first that says something. */
function united(first: Values, second: Values): Values {
  const [one, two] = first.mention === true && second.mention !== true ? [second, first] : [first, second];
  const all: Values = { ...one };
  for (const [name, value] of Object.entries(two)) all[name] ??= value;
  all.mention = first.mention === true && second.mention === true;
  return all;
}

function known(record: Values): Values {
  const kind = record.record as Kind;
  return Object.fromEntries(
    Object.entries(fieldsOf(kind))
      .filter(([name, field]) => field.role === "fact" && name !== "mention" && name !== "source")
      .map(([name, field]) => [name, record[name] === field.unknown ? null : (record[name] ?? null)]),
  );
}

/** A new row's kind is OTHER where nobody says; from then on that is what is known. */
function first(record: Values): Values {
  const values = known(record);
  return "kind" in values ? { ...values, kind: values.kind ?? "OTHER" } : values;
}

function apply(state: State, record: Values, id: number): void {
  const wins = record.mention !== true;
  let isChanged = false;
  for (const [name, value] of Object.entries(known(record))) {
    const before = state.values[name] ?? null;
    const after = wins ? (value ?? before) : (before ?? value);
    if (after === before) continue;
    state.values[name] = after;
    isChanged ||= name !== "parent";
  }
  if (wins && isChanged) state.sourceId = id;
}

async function restore(transaction: Transaction, key: string, { values, sourceId }: State): Promise<void> {
  const [kind, slug] = key.split(" ", 2) as [Kind, string];
  const { parent, ...facts } = values;
  const names = Object.keys(facts);
  const given = names.map((name) => facts[name]);
  const columns = names.map((name, at) => `${columnOf(name)} = $${at + 2}`);
  if (kind !== "topic") columns.push(`source_id = ${sourceId}`);
  if (kind === "agency")
    columns.push(`parent_id = (select id from agencies p where p.slug = $${names.length + 2})`);
  await transaction.query(`update ${tables[kind]} set ${columns.join(", ")} where slug = $1`, [
    slug,
    ...given,
    ...(kind === "agency" ? [parent ?? null] : []),
  ]);
}

/** An alias, or which agency an office oversees: there or not. */
function linkOf(record: CanonicalRecord): string | undefined {
  if (record.record === "agency_alias") return `alias\t${record.alias}\t${record.agency}`;
  return record.record === "office_agency" ? `oversees\t${record.office}\t${record.agency}` : undefined;
}

async function forgetLinks(
  transaction: Transaction,
  sourceId: number,
  others: ReadonlySet<string>,
): Promise<void> {
  for await (const part of recordsOf(transaction, sourceId))
    for (const { record } of part) {
      const link = linkOf(record);
      if (link === undefined || others.has(link)) continue;
      const [kind, first, agency] = link.split("\t");
      await transaction.query(
        kind === "alias"
          ? "delete from agency_aliases l using agencies a where a.id = l.agency_id and l.alias = $1 and a.slug = $2"
          : "delete from office_agencies t using offices o, agencies a where o.id = t.office_id and a.id = t.agency_id and o.slug = $1 and a.slug = $2",
        [first, agency],
      );
    }
}

/** Only what nothing refers to any more goes; an agency's components before itself. */
async function remove(
  transaction: Transaction,
  gone: readonly { readonly kind: Kind; readonly slug: string }[],
): Promise<void> {
  const slugs = (kind: Kind) => gone.filter((one) => one.kind === kind).map(({ slug }) => slug);
  await transaction.query(
    "delete from topics t where slug = any($1) and not exists (select from report_topics x where x.topic_id = t.id)",
    [slugs("topic")],
  );
  await transaction.query(
    `delete from office_agencies t using offices o where o.id = t.office_id and o.slug = any($1) and not exists (select from reports x where x.office_id = o.id)`,
    [slugs("office")],
  );
  await transaction.query(
    "delete from offices o where slug = any($1) and not exists (select from reports x where x.office_id = o.id)",
    [slugs("office")],
  );
  for (let depth = 0; depth < 20; depth++) {
    const removed = await transaction.query(
      `delete from agencies a where slug = any($1)
         and not exists (select from agencies c where c.parent_id = a.id)
         and not exists (select from report_agencies x where x.agency_id = a.id)
         and not exists (select from recommendation_agencies x where x.agency_id = a.id)
         and not exists (select from responses x where x.agency_id = a.id)
         and not exists (select from recommendation_shares x where x.agency_id = a.id)
         and not exists (select from office_agencies x where x.agency_id = a.id) returning 1 as gone`,
      [slugs("agency")],
    );
    if (removed.length === 0) return;
  }
}
