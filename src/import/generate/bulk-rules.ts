// The triggers that check or keep something as rows arrive, and for each the one statement that does the same for all
// rows of a load: a pass instead of a million calls. $1 is the load's first key.

export interface Rule {
  readonly table: string;
  readonly trigger: string;
  /** Whose keys $1 counts. */
  readonly keys: "reports" | "findings" | "recommendations";
  /** For a trigger that writes: the statement that writes the same for all rows of the load at once. */
  readonly instead?: string;
  /** Finds the rows that break the rule. */
  readonly broken?: string;
}

const quoted = (table: string, keys: Rule["keys"]) => ({
  table,
  trigger: `${table}_quote_is_true`,
  keys,
  // In plain ASCII a place among UTF-16 units is one among bytes, which need not be counted out for every quote.
  broken: `select q.id from ${table} q join (
      select id, summary, octet_length(summary) = length(summary) as is_plain, convert_to(summary, 'UTF8') as bytes
      from reports offset 0) r on r.id = q.report_id
    where q.id >= $1 and q.source_quote is not null and case when is_plain
      then convert_to(q.source_quote, 'UTF8') is distinct from substring(bytes from quote_start + 1 for quote_end - quote_start)
      else q.source_quote is distinct from utf16_slice(r.summary, q.quote_start, q.quote_end) end`,
});

/** Words are those of the text, in a sample: all of them would take PostgreSQL as long as all else together. */
const words = (table: string, expression: string, keys: Rule["keys"]) => ({
  table,
  trigger: `${table}_keep_words`,
  keys,
  broken: `select id from ${table} where id >= $1 and id % 97 = 0 and words is distinct from ${expression}`,
});

const counted = (table: Rule["keys"]) => ({
  table,
  trigger: `${table}_rows_insert`,
  keys: table,
  instead: `update corpus_totals set ${table.slice(0, -1)}_count = (select count(*) from ${table}) where $1::bigint is not null`,
});

const total = (table: string, trigger: string, totals: string, key: string, column: string) => ({
  table,
  trigger,
  keys: "reports" as const,
  instead: `insert into ${totals} (${key}, ${column}) select ${key}, count(*) from ${table} where $1::bigint is not null
    group by ${key} on conflict (${key}) do update set ${column} = excluded.${column}`,
});

const lastEvent = {
  table: "recommendations",
  keys: "recommendations",
  // In the order of the history's index, which is walked once.
  broken: `with last as (
      select recommendation_id,
        (array_agg(status order by as_of_key desc, observed_at desc, id desc) filter (where kind = 'STATUS'))[1] as status,
        (array_agg(resolution order by as_of_key desc, observed_at desc, id desc) filter (where resolution is not null))[1] as resolution
      from status_events where recommendation_id >= $1 group by recommendation_id)
    select r.id from recommendations r left join last l on l.recommendation_id = r.id
    where r.id >= $1 and (r.status, r.resolution) is distinct from (coalesce(l.status, 'UNKNOWN'), coalesce(l.resolution, 'UNKNOWN'))`,
} as const;

export const rules: readonly Rule[] = [
  { ...lastEvent, trigger: "recommendations_status_is_last_event" },
  { ...lastEvent, table: "status_events", trigger: "status_events_follow" },
  {
    table: "responses",
    trigger: "responses_keep_target_insert",
    keys: "recommendations",
    // Once: joined in parallel, each process would go through all responses.
    broken: `with promised as materialized (
        select recommendation_id, max(coalesce(revised_target_on, target_on)) as target_on from responses
        where recommendation_id >= $1 group by recommendation_id)
      select r.id from recommendations r join promised a on a.recommendation_id = r.id
      where a.target_on is not null and r.target_on is distinct from a.target_on`,
  },
  quoted("findings", "findings"),
  quoted("recommendations", "recommendations"),
  {
    table: "reports",
    trigger: "reports_begin_counts",
    keys: "reports",
    instead: `insert into report_counts (report_id, recommendation_count, open_count, unresolved_count)
      select r.id, coalesce(c.n, 0), coalesce(c.o, 0), coalesce(c.u, 0) from reports r
      left join (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where is_unresolved) as u
                 from recommendations where report_id >= $1 group by report_id) c on c.report_id = r.id
      where r.id >= $1`,
  },
  { table: "recommendations", trigger: "recommendations_count_insert", keys: "reports" },
  {
    table: "recommendations",
    trigger: "recommendations_totals_insert",
    keys: "recommendations",
    instead: "select rebuild_agency_recommendation_totals() where $1::bigint is not null",
  },
  {
    table: "recommendations",
    trigger: "recommendations_sums_insert",
    keys: "recommendations",
    instead: "select rebuild_recommendation_cells() where $1::bigint is not null",
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
    // One source cannot contradict itself.
    broken: `select recommendation_id as id from status_events where recommendation_id >= $1
      group by recommendation_id having min(source_id) <> max(source_id)`,
  },
  words("reports", "words_of_report(number, title, summary)", "reports"),
  words("findings", "words_of_text(statement)", "findings"),
  words("recommendations", "words_of_text(text)", "recommendations"),
];

/** Tables that the triggers above keep beside those that are loaded. */
export const keptTables = ["report_counts"] as const;
