// The triggers that check or keep something as rows arrive, and for each the one statement that does the same for all
// rows of a load: a pass instead of a million calls.

/** What a load counts keys of. */
export type Keys = "reports" | "findings" | "recommendations";

export interface Rule {
  readonly table: string;
  readonly trigger: string;
  /** Whose keys the parameters are. */
  readonly keys: Keys;
  /** For a trigger that writes: the statement that writes the same for all rows of the load at once. $1 is their first key. */
  readonly setBased?: string;
  /** Finds the rows that break the rule, among those with keys from $1 to before $2. */
  readonly broken?: string;
  /** One row in so many is looked at; all when not said. */
  readonly sample?: number;
  /** The same of a small load. */
  readonly sampleSmall?: number;
}

const sixteenth = 16;

const quoted = (table: string) => ({
  table,
  trigger: `${table}_quote_is_true`,
  keys: "reports" as const,
  sample: sixteenth,
  // In plain ASCII a place among UTF-16 units is one among bytes, which need not be counted out for every quote.
  broken: `select q.id from ${table} q join (
      select id, summary, octet_length(summary) = length(summary) as is_plain, convert_to(summary, 'UTF8') as bytes
      from reports where id >= $1 and id < $2 offset 0) r on r.id = q.report_id
    where q.report_id >= $1 and q.report_id < $2 and q.source_quote is not null and case when is_plain
      then convert_to(q.source_quote, 'UTF8') is distinct from substring(bytes from quote_start + 1 for quote_end - quote_start)
      else q.source_quote is distinct from utf16_slice(r.summary, q.quote_start, q.quote_end) end`,
});

/** Words are those of the text, in few: all of them would take PostgreSQL as long as all else together. */
const words = (table: Keys, expression: string) => ({
  table,
  trigger: `${table}_keep_words`,
  keys: table,
  sample: 96,
  sampleSmall: 96,
  broken: `select id from ${table} where id >= $1 and id < $2 and words is distinct from ${expression}`,
});

/** Keys that are copied from the owner's row arrive with each row; that they are its keys is for foreign keys to say. */
const keysCopied = (table: string) => ({
  table,
  trigger: `${table}_copy_keys`,
  keys: "reports" as const,
});

/** What points to an earlier row only is in no ring. */
const ringless = (kind: "finding" | "recommendation") => ({
  table: `${kind}_links`,
  trigger: `${kind}_links_no_cycle_insert`,
  keys: `${kind}s` as const,
  broken: `select id from ${kind}_links where ${kind}_id >= $1 and ${kind}_id < $2 and target_${kind}_id >= ${kind}_id`,
});

const counted = (table: Keys) => ({
  table,
  trigger: `${table}_rows_insert`,
  keys: table,
  setBased: `update corpus_totals set ${table.slice(0, -1)}_count = (select count(*) from ${table}) where $1::bigint is not null`,
});

const total = (table: string, trigger: string, totals: string, key: string, column: string) => ({
  table,
  trigger,
  keys: "reports" as const,
  setBased: `insert into ${totals} (${key}, ${column}) select ${key}, count(*) from ${table} where $1::bigint is not null
    group by ${key} on conflict (${key}) do update set ${column} = excluded.${column}`,
});

const lastEvent = {
  table: "recommendations",
  keys: "recommendations",
  sample: sixteenth,
  // In the order of the history's index.
  broken: `with last as (
      select recommendation_id,
        (array_agg(status order by as_of_key desc, observed_at desc, id desc) filter (where kind = 'STATUS'))[1] as status,
        (array_agg(resolution order by as_of_key desc, observed_at desc, id desc) filter (where resolution is not null))[1] as resolution
      from status_events where recommendation_id >= $1 and recommendation_id < $2 group by recommendation_id)
    select r.id from recommendations r left join last l on l.recommendation_id = r.id
    where r.id >= $1 and r.id < $2 and (r.status, r.resolution) is distinct from (coalesce(l.status, 'UNKNOWN'), coalesce(l.resolution, 'UNKNOWN'))`,
} as const;

/** So many rows are one change, which a generated corpus does not tell of. */
const untold = (table: string, keys: Keys) => ({ table, trigger: `${table}_tell_changes`, keys });

export const rules: readonly Rule[] = [
  untold("reports", "reports"),
  untold("findings", "findings"),
  untold("recommendations", "recommendations"),
  untold("status_events", "recommendations"),
  untold("responses", "recommendations"),
  untold("recommendation_links", "recommendations"),
  { ...lastEvent, trigger: "recommendations_status_is_last_event" },
  { ...lastEvent, table: "status_events", trigger: "status_events_follow" },
  {
    table: "responses",
    trigger: "responses_keep_target_insert",
    keys: "recommendations",
    sample: sixteenth,
    broken: `with promised as (
        select recommendation_id, max(coalesce(revised_target_on, target_on)) as target_on from responses
        where recommendation_id >= $1 and recommendation_id < $2 group by recommendation_id)
      select r.id from recommendations r join promised a on a.recommendation_id = r.id
      where a.target_on is not null and r.target_on is distinct from a.target_on`,
  },
  quoted("findings"),
  quoted("recommendations"),
  {
    table: "reports",
    trigger: "reports_begin_counts",
    keys: "reports",
    setBased: `insert into report_counts (report_id, recommendation_count, open_count, unresolved_rows, unknown_rows, tallied_unresolved)
      select r.id, coalesce(c.n, 0), coalesce(c.o, 0), coalesce(c.u, 0), coalesce(c.k, 0), t.unresolved_count from reports r
      left join (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where unresolved_key = 3) as u,
                   count(*) filter (where unresolved_key = 2) as k
                 from recommendations where report_id >= $1 group by report_id) c on c.report_id = r.id
      left join (select distinct on (report_id) report_id, unresolved_count from status_tallies
                 where report_id >= $1 and unresolved_count is not null order by report_id, as_of_key desc, id desc) t on t.report_id = r.id
      where r.id >= $1`,
  },
  { table: "recommendations", trigger: "recommendations_count_insert", keys: "reports" },
  { table: "status_tallies", trigger: "status_tallies_follow_insert", keys: "reports" },
  {
    table: "recommendations",
    trigger: "recommendations_sums_insert",
    keys: "recommendations",
    setBased: "select rebuild_recommendation_cells() where $1::bigint is not null",
  },
  {
    table: "recommendations",
    trigger: "recommendations_totals_insert",
    keys: "recommendations",
    // An agency's cells add up to what it has, so that rows need not be counted again.
    setBased: `insert into agency_recommendation_totals
      select agency_id, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count) from recommendation_cells
      where $1::bigint is not null group by agency_id
      on conflict (agency_id) do update set count = excluded.count, open_count = excluded.open_count, unresolved_count = excluded.unresolved_count,
        resolution_unknown_count = excluded.resolution_unknown_count`,
  },
  {
    table: "recommendation_agencies",
    trigger: "recommendation_agencies_sums_insert",
    keys: "recommendations",
  },
  counted("reports"),
  counted("findings"),
  counted("recommendations"),
  {
    table: "recommendation_agencies",
    trigger: "recommendation_agencies_totals_insert",
    keys: "recommendations",
  },
  total("reports", "reports_total_insert", "office_totals", "office_id", "report_count"),
  total("report_agencies", "report_agencies_total_insert", "agency_totals", "agency_id", "report_count"),
  total("report_topics", "report_topics_total_insert", "topic_totals", "topic_id", "report_count"),
  {
    table: "status_events",
    trigger: "status_events_note_disputes",
    keys: "recommendations",
    // The file's own publisher does not contradict itself.
    setBased: `insert into recommendation_disputes (recommendation_id, is_certain)
      select c.recommendation_id, bool_or(k.is_certain)
      from (select distinct recommendation_id from status_events where recommendation_id >= $1 and publisher is not null) c
      join status_conflicts k on k.recommendation_id = c.recommendation_id group by 1`,
  },
  words("reports", "words_of_report(number, title, summary)"),
  words("findings", "words_of_text(statement)"),
  words("recommendations", "words_of_text(text)"),
  ...["recommendations", "recommendation_agencies", "report_agencies", "report_topics"].map(keysCopied),
  // Last, when everything that states are made of is there.
  {
    table: "recommendations",
    trigger: "recommendations_states_insert",
    keys: "recommendations",
    setBased: "select rebuild_recommendation_states($1::bigint)",
  },
  ...["status_events", "responses"].map((table) => ({
    table,
    trigger: `${table}_states_insert`,
    keys: "recommendations" as const,
  })),
  {
    table: "recommendation_links",
    trigger: "recommendation_links_chains_insert",
    keys: "recommendations",
    setBased: "select rebuild_recommendation_chains() where $1::bigint is not null",
  },
  ringless("finding"),
  ringless("recommendation"),
];

/** Tables that the triggers above keep beside those that are loaded. */
export const keptTables = ["report_counts", "recommendation_cells", "office_recommendation_cells"] as const;
