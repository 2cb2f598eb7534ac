// The status history: events are added, never rewritten; the same statement of the same publisher is added once, with
// every source by which it came.

import { analyzed } from "./analyze";
import { insertMany } from "./bulk-insert";
import type { LoadContext } from "./context";
import { factsOf, prepare, publisherOf } from "./prepare";

const asOfKey = "coalesce(as_of, date '-infinity')";
const eventColumns = factsOf("status_event").map(([column]) => column);
const closed = "status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN')";

/**
 * Makes foreseen and promised: the status that its staged events will give a recommendation, and the latest day that its
 * staged answers promise. The database would set both by itself, a second time into every index: foreseen, events and
 * answers find nothing left to change. Empty where nothing is staged.
 */
export async function foresee(load: LoadContext): Promise<void> {
  const order = `${asOfKey} desc, observed_at desc, seq desc`;
  const none = "where false";
  await load.script(
    load.staging.rows("status_event") === 0
      ? `create temp table foreseen on commit drop as
           select report_id, number, status, status_raw, status_as_of as as_of, closed_on, status_basis, resolution, resolution_raw, resolution_basis from recommendations ${none}`
      : `create temp table foreseen on commit drop as
           with said as (
             select f.report_id, e.recommendation as number, e.seq, e.status, e.status_raw, e.as_of, e.closed_on, e.resolution, e.resolution_raw, coalesce(e.basis, 'STATED') as basis,
               coalesce(e.observed_at, ${load.now}) as observed_at
             from stage_status_event e join report_refs f on (f.office, f.report, f.report_title) = (e.office, e.report, e.report_title)
             where coalesce(e.kind, 'STATUS') <> 'NOT_SHOWN'),
           last as (select distinct on (report_id, number) * from said where status is not null order by report_id, number, ${order}),
           agreed as (select distinct on (report_id, number) * from said where resolution is not null order by report_id, number, ${order})
           select report_id, number, coalesce(l.status, 'UNKNOWN') as status, l.status_raw, l.as_of, l.closed_on, l.basis as status_basis, a.resolution, a.resolution_raw, a.basis as resolution_basis
           from last l full join agreed a using (report_id, number)`,
  );
  await load.script(
    load.staging.rows("response") === 0
      ? `create temp table promised on commit drop as select report_id, number, target_on from recommendations ${none}`
      : `create temp table promised on commit drop as
           select f.report_id, a.recommendation as number, max(coalesce(a.revised_target_on, a.target_on)) as target_on
           from stage_response a join report_refs f on (f.office, f.report, f.report_title) = (a.office, a.report, a.report_title)
           where coalesce(a.revised_target_on, a.target_on) is not null group by 1, 2`,
  );
  await load.script(`${analyzed("foreseen")}; ${analyzed("promised")}`);
}

/** SQL: joins what is foreseen of r, a ready recommendation. */
export const foreseenJoin = `left join foreseen on (foreseen.report_id, foreseen.number) = (r.report_id, r.number)
     left join promised on (promised.report_id, promised.number) = (r.report_id, r.number)`;

/** A new recommendation's status, each column as SQL over `foreseenJoin`. */
export const foreseenStatus: Readonly<Record<string, string>> = {
  status: "coalesce(foreseen.status, 'UNKNOWN')",
  status_raw: "foreseen.status_raw",
  status_as_of: "foreseen.as_of",
  status_basis: "foreseen.status_basis",
  resolution: "coalesce(foreseen.resolution, 'UNKNOWN')",
  resolution_raw: "foreseen.resolution_raw",
  resolution_basis: "foreseen.resolution_basis",
  closed_on: "foreseen.closed_on",
  is_closing_date_unknown: `coalesce(foreseen.closed_on is null and foreseen.${closed}, false)`,
};

export async function loadEvents(load: LoadContext): Promise<void> {
  const shape = {
    kind: "status_event",
    table: "status_events",
    references: ["report", "recommendation"],
  } as const;
  const key = ["recommendation_id", "source_id", "as_of_key", "event_kind", "status_key", "resolution_key"];
  const ofSource = publisherOf(load, shape.kind);
  const more = [
    `coalesce(s.as_of, date '-infinity') as as_of_key`,
    `coalesce(s.kind, 'STATUS') as event_kind`,
    `coalesce(s.status, 'UNKNOWN') as status_key`,
    `coalesce(s.resolution, 'UNKNOWN') as resolution_key`,
    `coalesce(s.publisher, ${ofSource}) as said_by`,
    `nullif(s.publisher, ${ofSource}) as said_by_another`,
  ];
  if (await prepare(load, { ...shape, key, more, contradicts: false })) await addEvents(load);
  await noteWhatIsNotShown(load);
}

/** SQL: e, an event, states the same as r, a staged one; who states it left out. */
const isSame = `e.recommendation_id = r.recommendation_id and e.as_of_key = r.as_of_key and e.kind = r.event_kind
    and coalesce(e.status, 'UNKNOWN') = r.status_key and coalesce(e.resolution, 'UNKNOWN') = r.resolution_key`;

async function addEvents(load: LoadContext): Promise<void> {
  const [staged] = await load.query<{ n: number }>("select count(*) as n from resolved_status_event");
  // The rule "open from the day of issue" is silent where something is known of that day or, for an unknown day, of any.
  const overruled = `r.basis = 'RULE' and r.observed_at is null and (
    exists (select from status_events e where e.recommendation_id = r.recommendation_id and e.kind = 'STATUS' and (r.as_of is null or e.as_of <= r.as_of))
    or exists (select from resolved_status_event o where o.recommendation_id = r.recommendation_id and o.event_kind = 'STATUS' and o.basis is distinct from 'RULE'
      and (r.as_of is null or o.as_of <= r.as_of)))`;
  let also = 0;
  if (await load.holds("select from status_events")) {
    await load.script(`delete from resolved_status_event r where exists (
      select from status_events e join event_sources x on x.event_id = e.id where ${isSame} and x.source_id = r.source_id)`);
    also = await noteFurtherSources(load);
  }
  if (await load.holds("select from resolved_status_event where basis = 'RULE' and observed_at is null"))
    await load.script(`delete from resolved_status_event r where ${overruled}`);
  const again = await takeSaidAgain(load);
  const [left] = await load.query<{ n: number }>("select count(*) as n from resolved_status_event");
  const defaults: Readonly<Record<string, string>> = {
    kind: "event_kind",
    basis: "coalesce(basis, 'STATED')",
    publisher: "said_by_another",
    observed_at: `coalesce(observed_at, ${load.now})`,
  };
  const inserted = await insertMany(
    load,
    "status_events",
    left?.n ?? 0,
    `insert into status_events (recommendation_id, source_id, ${eventColumns.join(", ")})
     select recommendation_id, source_id, ${eventColumns.map((column) => defaults[column] ?? column).join(", ")}
     from resolved_status_event order by seq`,
  );
  if (again) also += await noteSaidAgain(load);
  if (also > 0) load.count("status_event_sources", { inserted: also });
  load.count("status_events", { inserted, unchanged: (staged?.n ?? 0) - inserted });
}

/**
 * One statement that comes by two files is one statement with two sources: the same publisher says the same of the same
 * day, or the same again without a day.
 */
async function noteFurtherSources(load: LoadContext): Promise<number> {
  await load.script(
    `create temp table said_before on commit drop as
       select distinct on (r.seq) r.seq, r.source_id, e.id as event_id
       from resolved_status_event r join status_events e on ${isSame} join sources s on s.id = e.source_id
       where coalesce(e.publisher, s.publisher) = r.said_by and (r.closed_on is null or r.closed_on = e.closed_on)
         and (r.as_of is not null or r.observed_at is not null or r.event_kind <> 'STATUS' or e.id = (
           select l.id from status_events l join sources k on k.id = l.source_id
           where l.recommendation_id = r.recommendation_id and coalesce(l.publisher, k.publisher) = r.said_by
           order by l.observed_at desc, l.id desc limit 1))
       order by r.seq, e.id;
     delete from resolved_status_event r using said_before b where b.seq = r.seq`,
  );
  return load.write(
    "insert into status_event_sources (event_id, source_id) select distinct event_id, source_id from said_before on conflict do nothing returning 1",
  );
}

const statement = ["recommendation_id", "said_by", "as_of_key", "event_kind", "status_key", "resolution_key"];
const sameAs = (other: string) =>
  `(${statement.map((column) => `r.${column}`).join(", ")}) = (${statement.map((column) => `${other}.${column}`).join(", ")})
     and r.closed_on is not distinct from ${other}.closed_on`;

/** The same within one file that names its sources, as an export does: all but the first are put aside. */
async function takeSaidAgain(load: LoadContext): Promise<boolean> {
  if (!load.staging.namesSources("status_event")) return false;
  await load.script(
    `create temp table said_again on commit drop as
       select r.* from resolved_status_event r
       where exists (select from resolved_status_event o where ${sameAs("o")} and o.seq < r.seq and o.source_id <> r.source_id);
     delete from resolved_status_event r using said_again a where a.seq = r.seq`,
  );
  return load.holds("select from said_again");
}

function noteSaidAgain(load: LoadContext): Promise<number> {
  return load.write(
    `insert into status_event_sources (event_id, source_id)
     select distinct on (r.seq) e.id, r.source_id from said_again r join status_events e on ${isSame} join sources s on s.id = e.source_id
     where coalesce(e.publisher, s.publisher) = r.said_by and e.closed_on is not distinct from r.closed_on and e.source_id <> r.source_id
     order by r.seq, e.id on conflict do nothing returning 1`,
  );
}

/** What is open and of an office whose complete list of open recommendations does not show it. Not shown is not closed. */
async function noteWhatIsNotShown(load: LoadContext): Promise<void> {
  // A list that was read before says nothing of what arrived since.
  if (
    !load.own.isNew ||
    !(await prepare(load, {
      kind: "open_list",
      table: "status_events",
      references: ["office"],
      key: ["office_id"],
    }))
  )
    return;
  const inserted = await load.write(
    `insert into status_events (recommendation_id, kind, as_of, observed_at, note, source_id)
     select c.id, 'NOT_SHOWN', l.as_of, ${load.now}, l.note, l.source_id from resolved_open_list l
     join reports t on t.office_id = l.office_id and t.issued_key <= l.as_of join recommendations c on c.report_id = t.id and c.is_open
     where ${load.listsAgain}
       and not exists (select from status_events e join event_sources x on x.event_id = e.id where e.recommendation_id = c.id and x.source_id = l.source_id)
     order by c.id returning 1`,
  );
  load.count("status_events", { inserted });
}
