// Takes a source back: the graph becomes what it would be had the source never been read. What others said of the same
// things is told again, in the order in which it came; rows that others state keep their ids.
import type { Database, Transaction } from "../../database";
import { InputError } from "../input/input-error";
import type { Item } from "../records/items";
import { type CanonicalRecord, fieldsOf } from "../records/records";
import { lockImports, replayWithin } from "./load";
import { dayOf } from "./prepare";
import { keyOf } from "./reports";
import { type RecordedRow, recordsOf } from "./source-records";
import { forgetThings } from "./things";

export interface Retraction {
  readonly sourceId: number;
  readonly fileName: string;
  /** Reports of which the source spoke. */
  readonly reports: number;
  /** Of them, those of which nobody else spoke: they are gone. */
  readonly removedReports: number;
  /** Sources whose words were told again. */
  readonly replayed: number;
}

/** Takes a source back in a transaction of its own. `named`: its id, its SHA-256 or its file's name. */
export function retract(database: Database, named: string, note: string | null = null): Promise<Retraction> {
  return database.transaction(
    async (transaction) => {
      await lockImports(transaction);
      return retractWithin(transaction, await sourceNamed(transaction, named), note);
    },
    { timeoutMs: 0 },
  );
}

export interface NamedSource {
  readonly id: number;
  readonly file_name: string;
}

/** The one source of that id, SHA-256 or file name that still counts. Throws InputError where there is none, or several. */
export async function sourceNamed(transaction: Transaction, named: string): Promise<NamedSource> {
  const found = await transaction.query<NamedSource & { imported: string; retracted: boolean }>(
    `select id, file_name, imported_at::date::text as imported, retracted_at is not null as retracted from sources
     where id::text = $1 or sha256 = $1 or file_name = $1 order by id`,
    [named],
  );
  const counting = found.filter(({ retracted }) => !retracted);
  const [one, ...others] = counting;
  if (one === undefined)
    throw new InputError(
      found.length > 0
        ? `The source ${named} was taken back already.`
        : `There is no source ${named}; npm run sources lists them.`,
    );
  if (others.length > 0)
    throw new InputError(
      `Several sources are called ${named}; name one by its number: ${counting.map(({ id, imported }) => `${id} (imported ${imported})`).join(", ")}.`,
    );
  return one;
}

/** The same inside a transaction that is open and holds the import lock. */
export async function retractWithin(
  transaction: Transaction,
  { id, file_name }: NamedSource,
  note: string | null,
): Promise<Retraction> {
  await transaction.script("set local oversight_graph.retraction = 'on'");
  await gatherReports(transaction, id);
  await transaction.script(
    `create temp table retraction_changes on commit drop as
       select id, report_id, recommendation_id from changes where report_id in (select id from retraction_reports)`,
  );
  const others = await othersThatSpoke(transaction, id);
  const [counts] = await transaction.query<{ reports: number }>(
    "select count(*) as reports from retraction_reports",
  );
  await removeReports(transaction, id);
  await transaction.query("update sources set retracted_at = now(), retraction_note = $2 where id = $1", [
    id,
    note,
  ]);
  for (const other of others) {
    const now = `timestamptz '${other.imported_at}'`;
    await replayWithin(transaction, other, replayedItems(transaction, other.id), {
      now,
      formerIds,
      reports: "t.id in (select id from retraction_reports)",
    });
    // Triggers that follow the history set the moment of the retraction; it is the moment at which this source came.
    // The column holds milliseconds: the bare now(), which has microseconds, would equal none of them.
    await transaction.script(
      `update recommendations set updated_at = ${now} where updated_at = now()::timestamptz(3) and report_id in (select id from retraction_reports)`,
    );
  }
  await forgetThings(transaction, id);
  await tellChanges(transaction, id);
  const [left] = await transaction.query<{ n: number }>(
    "select count(*) as n from retraction_reports k join offices o on o.slug = k.office join reports r on (r.office_id, r.number_key) = (o.id, k.number_key)",
  );
  await transaction.script(
    "drop table retraction_changes, retraction_reports, retraction_recommendations, retraction_findings; set local oversight_graph.retraction = 'off'",
  );
  const reports = counts?.reports ?? 0;
  return {
    sourceId: id,
    fileName: file_name,
    reports,
    removedReports: reports - (left?.n ?? 0),
    replayed: others.length,
  };
}

/** What is there again under its id is what earlier changes spoke of; that the source was taken back is a change too. */
async function tellChanges(transaction: Transaction, id: number): Promise<void> {
  await transaction.script(
    `update changes c set report_id = r.id, recommendation_id = (select n.id from recommendations n where n.id = k.recommendation_id)
       from retraction_changes k join reports r on r.id = k.report_id where c.id = k.id;
     insert into changes (revision, kind, report_id, source_id)
       select d.revision, 'RETRACTION', r.id, ${id} from data_revision d, retraction_reports k left join reports r on r.id = k.id`,
  );
}

const formerIds = {
  reports:
    "(select k.id from retraction_reports k join offices o on o.slug = k.office where o.id = m.office_id and k.number_key = m.number_key)",
  recommendations:
    "(select k.id from retraction_recommendations k where (k.report_id, k.number) = (m.report_id, m.number))",
  findings:
    "(select k.id from retraction_findings k where (k.report_id, k.number) = (m.report_id, m.number))",
};

/** Every report of which the source said anything, and the ids below it. */
async function gatherReports(transaction: Transaction, id: number): Promise<void> {
  const ofRecommendation = (table: string) =>
    `select c.report_id from ${table} x join recommendations c on c.id = x.recommendation_id where x.source_id = ${id}`;
  const spoken = [
    `select report_id from report_sources where source_id = ${id}`,
    ...["recommendations", "findings", "report_links", "status_tallies"].map(
      (table) => `select report_id from ${table} where source_id = ${id}`,
    ),
    `select f.report_id from finding_links x join findings f on f.id = x.finding_id where x.source_id = ${id}`,
    ...["status_events", "responses", "recommendation_links", ...eventTables].map(ofRecommendation),
    `select c.report_id from status_event_sources x join status_events e on e.id = x.event_id join recommendations c on c.id = e.recommendation_id where x.source_id = ${id}`,
    `select id from reports where source_id = ${id}`,
  ];
  await transaction.script(
    `create temp table retraction_reports on commit drop as
       select r.id, o.slug as office, r.number_key from reports r join offices o on o.id = r.office_id where r.id in (${spoken.join(" union ")});
     create index on retraction_reports (number_key);
     create temp table retraction_recommendations on commit drop as
       select report_id, number, id from recommendations where report_id in (select id from retraction_reports);
     create index on retraction_recommendations (report_id, number);
     create temp table retraction_findings on commit drop as
       select report_id, number, id from findings where report_id in (select id from retraction_reports);
     create index on retraction_findings (report_id, number)`,
  );
}

interface Other {
  readonly id: number;
  readonly day: string;
  readonly imported_at: string;
  readonly isNew: true;
}

/** The other sources of those reports, in the order in which they came. */
async function othersThatSpoke(transaction: Transaction, id: number): Promise<readonly Other[]> {
  const found = await transaction.query<{
    id: number;
    file_name: string;
    day: string;
    imported_at: string;
    is_kept: boolean;
  }>(
    `select s.id, s.file_name, (${dayOf("s")})::text as day, to_char(s.imported_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') as imported_at,
       exists (select from source_records k where k.source_id = s.id) as is_kept
     from sources s where s.id <> $1 and s.retracted_at is null and s.id in (
       select source_id from report_sources where report_id in (select id from retraction_reports)
       union select x.source_id from status_events e join event_sources x on x.event_id = e.id join retraction_recommendations c on c.id = e.recommendation_id
       ${eventTables.map((table) => `union select e.source_id from ${table} e join retraction_recommendations c on c.id = e.recommendation_id`).join(" ")})
     order by s.id`,
    [id],
  );
  const unknown = found.filter(({ is_kept }) => !is_kept);
  if (unknown.length > 0)
    throw new InputError(
      `It cannot be taken back: other sources spoke of the same reports, and what they said is not kept (they came by an export): ${unknown.map(({ id: one, file_name }) => `${one} ${file_name}`).join(", ")}.`,
    );
  return found.map(({ id: one, day, imported_at }) => ({ id: one, day, imported_at, isNew: true }));
}

/** Events besides statuses; retractions first, for they name the others. */
const eventTables = ["retractions", "management_decisions", "final_actions", "sum_changes", "target_events"];

async function removeReports(transaction: Transaction, id: number): Promise<void> {
  await transaction.script(
    `${eventTables.map((table) => `delete from ${table} where recommendation_id in (select id from retraction_recommendations);`).join("\n     ")}
     delete from status_events where recommendation_id in (select id from retraction_recommendations);
     delete from recommendations where id in (select id from retraction_recommendations);
     delete from reports where id in (select id from retraction_reports);
     delete from report_sources where source_id = ${id}`,
  );
}

/** What a source said of the reports that are told again. Things are not told again: they are still there. */
async function* replayedItems(transaction: Transaction, sourceId: number): AsyncGenerator<readonly Item[]> {
  for await (const part of recordsOf(transaction, sourceId)) {
    const about = part.filter(({ record }) => isOfReport(record) || record.record === "open_list");
    const concerned = await concernedNames(transaction, about);
    yield about
      .filter(({ record }) => record.record === "open_list" || concerned.has(nameOf(record)))
      .map(({ row, record }) => ({ row, record, isChecked: true }));
  }
}

type Named = { office?: string; number?: string; title?: string; report?: string; reportTitle?: string };

function isOfReport(record: CanonicalRecord): boolean {
  return record.record === "report" || "reportTitle" in fieldsOf(record.record);
}

/** How a record names its report: office, number, and the title where there is no number. */
function partsOf(record: CanonicalRecord): readonly [office: string, number: string, title: string] {
  const named = record as Named;
  const [number, title] =
    record.record === "report" ? [named.number, named.title] : [named.report, named.reportTitle];
  return [named.office ?? "", number ?? "", number ? "" : (title ?? "")];
}

function nameOf(record: CanonicalRecord): string {
  return partsOf(record).join("\u0000");
}

async function concernedNames(
  transaction: Transaction,
  rows: readonly RecordedRow[],
): Promise<ReadonlySet<string>> {
  const names = new Map(
    rows.filter(({ record }) => isOfReport(record)).map(({ record }) => [nameOf(record), partsOf(record)]),
  );
  const parts = [...names.values()];
  const found = await transaction.query<{ at: number }>(
    `select n.at::int as at from unnest($1::text[], $2::text[], $3::text[]) with ordinality n (office, number, title, at)
     where exists (select from retraction_reports k where k.office = n.office and k.number_key = ${keyOf("n.number", "n.title")})`,
    [parts.map(([office]) => office), parts.map(([, number]) => number), parts.map(([, , title]) => title)],
  );
  const keys = [...names.keys()];
  return new Set(found.map(({ at }) => keys[at - 1]!));
}
