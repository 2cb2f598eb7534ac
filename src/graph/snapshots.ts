// The graph on another day: what takes the place of each table whose rows come, go or change with time. A row is there
// when the report that it hangs on is issued; a recommendation is as its events up to that day left it.
import { declareSnapshot, type SnapshotDays } from "../planner/mapping/snapshot";
import { identifier, joinSql, nothing, type Sql, sql, tableSource } from "../planner/sql";

/** SQL: a row of recommendation_states holds on the day, as far as was known. */
export function holds(s: Sql, { day, knownOn }: SnapshotDays): Sql {
  const known = knownOn ? sql`${s}.known_from <= ${knownOn} and ${s}.known_until > ${knownOn}` : sql`${s}.known_until = 'infinity'`;
  return sql`${s}.valid_from <= ${day} and ${s}.valid_until > ${day} and ${known}`;
}

/** SQL: a report with these keys exists on the day; the first condition is what an index serves. */
const issued = (keys: Sql, { day }: SnapshotDays) => sql`${keys}.issued_key <= ${day} and exists_from(${keys}.issued_key, ${keys}.fiscal_key) <= ${day}`;

/** SQL: what an event with these days says counts. */
const counts = (happened: Sql, observed: Sql, { day, knownOn }: SnapshotDays) => sql`${happened} <= ${day}${knownOn ? sql` and ${observed} <= ${knownOn}` : nothing}`;

const notRetracted = (column: string, id: Sql, { knownOn }: SnapshotDays) =>
  sql`not exists (select from retractions x where x.${identifier(column)} = ${id}${knownOn ? sql` and x.observed_on <= ${knownOn}` : nothing})`;

const own = [
  "report_id",
  "number",
  "text",
  "text_missing_reason",
  "source_quote",
  "quote_start",
  "quote_end",
  "is_significant",
  "source_id",
  "created_at",
  "updated_at",
  "sort_key",
  "words",
  "confidence",
  "extraction_rule",
];
const ofState: Readonly<Record<string, string>> = {
  id: "recommendation_id",
  report_issued_key: "report_issued_key",
  status: "status",
  status_raw: "status_raw",
  report_fiscal_key: "report_fiscal_key",
  status_as_of: "status_as_of",
  status_basis: "status_basis",
  resolution: "resolution",
  resolution_raw: "resolution_raw",
  resolution_basis: "resolution_basis",
  closed_on: "closed_on",
  is_closing_date_unknown: "is_closing_date_unknown",
  target_on: "target_on",
  questioned_costs: "questioned_costs",
  unsupported_costs: "unsupported_costs",
  funds_put_to_better_use: "better_use",
  disallowed_costs: "disallowed",
  allowed_costs: "allowed",
  agreed_better_use: "agreed",
  not_agreed_better_use: "not_agreed",
  is_open: "is_open",
  unresolved_key: "unresolved_key",
  overdue_from: "overdue_from",
  overdue_possible_from: "overdue_possible_from",
};

/** The columns that `recommendations` has on another day. */
export const recommendationColumns: readonly string[] = [...own, ...Object.keys(ofState), "target_key", "closed_key"];

// Joined from the left: where nothing of the recommendation's own row is asked for, it is not read.
declareSnapshot("recommendations", (days) => {
  const columns = [
    ...own.map((name) => sql`r.${identifier(name)}`),
    ...Object.entries(ofState).map(([name, column]) => sql`s.${identifier(column)} as ${identifier(name)}`),
    sql`coalesce(s.target_on, date '-infinity') as target_key`,
    sql`coalesce(s.closed_on, date '-infinity') as closed_key`,
  ];
  return sql`(select ${joinSql(columns, sql`, `)} from recommendation_states s left join recommendations r on r.id = s.recommendation_id
    where s.report_issued_key <= ${days.day} and ${holds(sql`s`, days)})`;
});
declareSnapshot("current_recommendation_states", (days) => sql`(select s.* from recommendation_states s where ${holds(sql`s`, days)})`);
declareSnapshot(
  "recommendation_agencies",
  (days) => sql`(select a.recommendation_id, a.agency_id, a.report_issued_key, s.is_open, s.unresolved_key, a.is_inferred
    from recommendation_agencies a join recommendation_states s on s.recommendation_id = a.recommendation_id
    where a.report_issued_key <= ${days.day} and ${holds(sql`s`, days)})`,
);
declareSnapshot(
  "office_recommendations",
  (days) => sql`(select r.office_id, s.recommendation_id, r.issued_key as report_issued_key
    from reports r join recommendations c on c.report_id = r.id join recommendation_states s on s.recommendation_id = c.id
    where r.issued_key <= ${days.day} and ${holds(sql`s`, days)})`,
);
declareSnapshot("reports", (days) => sql`(select r.* from reports r where ${issued(sql`r`, days)})`);
for (const table of ["report_agencies", "report_topics"]) {
  const t = identifier(table);
  declareSnapshot(table, (days) => sql`(select t.* from ${t} t where ${issued(sql`t`, days)})`);
}
for (const table of ["findings", "recommendation_shares", "report_sources"]) {
  const t = identifier(table);
  declareSnapshot(table, (days) => sql`(select t.* from ${t} t where exists (select from reports r where r.id = t.report_id and ${issued(sql`r`, days)}))`);
}
declareSnapshot(
  "finding_awards",
  (days) => sql`(select w.* from finding_awards w where exists (
    select from findings f join reports r on r.id = f.report_id where f.id = w.finding_id and ${issued(sql`r`, days)}))`,
);
declareSnapshot(
  "printed_values",
  (days) => sql`(select v.* from printed_values v where exists (select from reports r where r.id = v.report_id and ${issued(sql`r`, days)})
    and (v.recommendation_id is null or exists (
      select from recommendation_states s where s.recommendation_id = v.recommendation_id and ${holds(sql`s`, days)})))`,
);
declareSnapshot(
  "recommendation_findings",
  (days) => sql`(select l.* from recommendation_findings l where exists (
    select from recommendation_states s where s.recommendation_id = l.recommendation_id and ${holds(sql`s`, days)}))`,
);

// A reference is there with whatever refers; what it points to, when that is there too.
declareSnapshot(
  "report_links",
  (days) => sql`(select l.id, l.report_id, l.kind, l.target_raw, l.source_quote, l.source_id, l.listed_as, l.page, l.line,
      (select p.id from reports p where p.id = l.target_report_id and ${issued(sql`p`, days)}) as target_report_id
    from report_links l where exists (select from reports r where r.id = l.report_id and ${issued(sql`r`, days)}))`,
);
declareSnapshot(
  "finding_links",
  (days) => sql`(select l.id, l.finding_id, l.target_raw, l.source_id,
      (select f.id from findings f join reports p on p.id = f.report_id where f.id = l.target_finding_id and ${issued(sql`p`, days)}) as target_finding_id
    from finding_links l where exists (
      select from findings f join reports r on r.id = f.report_id where f.id = l.finding_id and ${issued(sql`r`, days)}))`,
);
declareSnapshot(
  "recommendation_links",
  (days) => sql`(select l.id, l.recommendation_id, l.kind, l.target_raw, l.source_id,
      (select t.recommendation_id from recommendation_states t where t.recommendation_id = l.target_recommendation_id and ${holds(sql`t`, days)}) as target_recommendation_id
    from recommendation_links l where exists (
      select from recommendation_states s where s.recommendation_id = l.recommendation_id and ${holds(sql`s`, days)}))`,
);

declareSnapshot("responses", (days) => {
  const observed = sql`coalesce(a.observed_on, (select days_of_office(o.imported_at) from sources o where o.id = a.source_id))`;
  return sql`(select a.* from responses a join recommendation_states s on s.recommendation_id = a.recommendation_id
    where ${holds(sql`s`, days)} and ${counts(sql`coalesce(a.responded_on, ${observed})`, observed, days)})`;
});
declareSnapshot("status_events", (days) => {
  const observed = sql`days_of_office(e.observed_at)`;
  const isRule = sql`(e.basis = 'RULE' and (e.as_of is not null or s.report_issued_key > '-infinity'))`;
  const happened = sql`(case when e.as_of is not null then e.as_of when ${isRule} then s.report_issued_key else ${observed} end)`;
  const known = sql`(case when ${isRule} then date '-infinity' else ${observed} end)`;
  return sql`(select e.* from status_events e join recommendation_states s on s.recommendation_id = e.recommendation_id
    where ${holds(sql`s`, days)} and ${counts(happened, known, days)} and ${notRetracted("status_event_id", sql`e.id`, days)})`;
});
const events = {
  management_decisions: "management_decision_id",
  final_actions: "final_action_id",
  sum_changes: "sum_change_id",
  target_events: "target_event_id",
};
for (const [table, column] of Object.entries(events)) {
  declareSnapshot(
    table,
    (days) => sql`(select e.* from ${identifier(table)} e join recommendation_states s on s.recommendation_id = e.recommendation_id
      where ${holds(sql`s`, days)} and ${counts(sql`coalesce(e.happened_on, e.observed_on)`, sql`e.observed_on`, days)}
        and ${notRetracted(column, sql`e.id`, days)})`,
  );
}
declareSnapshot(
  "retractions",
  (days) => sql`(select x.* from retractions x join recommendation_states s on s.recommendation_id = x.recommendation_id
    where ${holds(sql`s`, days)} and ${counts(sql`coalesce(x.happened_on, x.observed_on)`, sql`x.observed_on`, days)})`,
);
declareSnapshot("status_tallies", (days) => {
  const observed = sql`(select days_of_office(o.imported_at) from sources o where o.id = t.source_id)`;
  return sql`(select t.* from status_tallies t where exists (select from reports r where r.id = t.report_id and ${issued(sql`r`, days)})
    and ${counts(sql`coalesce(t.as_of, ${observed})`, observed, days)})`;
});
declareSnapshot(
  "status_statements",
  () => sql`(select e.id, e.recommendation_id, coalesce(e.publisher, o.publisher) as publisher, e.status, e.resolution,
      least(e.closed_on, e.as_of) as holds_from, greatest(e.as_of, e.closed_on) as holds_until, e.as_of is not null as is_dated
    from ${tableSource("status_events")} e join sources o on o.id = e.source_id where e.kind <> 'NOT_SHOWN' and e.basis <> 'RULE')`,
);
declareSnapshot("status_conflicts", () => {
  const time = sql`is_of_one_time(a.holds_from, a.holds_until, a.is_dated, b.holds_from, b.holds_until, b.is_dated)`;
  return sql`(select a.recommendation_id, a.id as event_id, coalesce(${time}, false) as is_certain
    from ${tableSource("status_statements")} a
    join ${tableSource("status_statements")} b on b.recommendation_id = a.recommendation_id and b.publisher <> a.publisher
    where is_incompatible(a.status, a.resolution, b.status, b.resolution) and ${time} is not false)`;
});
declareSnapshot(
  "status_claims",
  () => sql`(select c.*, exists (select from ${tableSource("status_conflicts")} k where k.event_id = c.id and k.is_certain) as disagrees
    from (select distinct on (e.recommendation_id, coalesce(e.publisher, o.publisher)) e.id, e.recommendation_id,
        coalesce(e.publisher, o.publisher) as publisher, e.kind, e.status, e.status_raw, e.resolution, e.resolution_raw, e.closed_on, e.basis,
        e.as_of, e.observed_at, e.source_id
      from ${tableSource("status_events")} e join sources o on o.id = e.source_id
      order by e.recommendation_id, coalesce(e.publisher, o.publisher), e.as_of_key desc, e.observed_at desc, e.id desc) c)`,
);
declareSnapshot("recommendation_disputes", () => sql`(select c.recommendation_id, bool_or(c.is_certain) as is_certain from ${tableSource("status_conflicts")} c group by 1)`);

// Numbers that are kept for today are counted for another day.
declareSnapshot("report_counts", (days) => {
  const tallied = sql`least(coalesce(t.unresolved_count, 0), c.unresolved_rows + c.unknown_rows)`;
  return sql`(select p.id as report_id, c.recommendation_count, c.open_count, greatest(c.unresolved_rows, ${tallied}) as unresolved_count,
      c.unresolved_rows + c.unknown_rows - greatest(c.unresolved_rows, ${tallied}) as resolution_unknown_count from reports p
    cross join lateral (select count(*)::integer as recommendation_count, (count(*) filter (where s.is_open))::integer as open_count,
        (count(*) filter (where s.unresolved_key = 3))::integer as unresolved_rows, (count(*) filter (where s.unresolved_key = 2))::integer as unknown_rows
      from recommendations r join recommendation_states s on s.recommendation_id = r.id
      where r.report_id = p.id and ${holds(sql`s`, days)}) c
    left join lateral (select y.unresolved_count from ${tableSource("status_tallies")} y where y.report_id = p.id and y.unresolved_count is not null
      order by y.as_of_key desc, y.id desc limit 1) t on true
    where ${issued(sql`p`, days)})`;
});
for (const [totals, key, links] of [
  ["agency_totals", "agency_id", "report_agencies"],
  ["topic_totals", "topic_id", "report_topics"],
  ["office_totals", "office_id", "reports"],
] as const) {
  declareSnapshot(totals, () => sql`(select l.${identifier(key)}, count(*)::integer as report_count from ${tableSource(links)} l group by 1)`);
}
declareSnapshot(
  "agency_recommendation_totals",
  (days) => sql`(select a.agency_id, count(*) as count, count(*) filter (where s.is_open) as open_count,
      count(*) filter (where s.unresolved_key = 3) as unresolved_count,
      count(*) filter (where s.unresolved_key = 2) as resolution_unknown_count
    from recommendation_states s left join recommendation_agencies a on a.recommendation_id = s.recommendation_id
    where ${holds(sql`s`, days)} group by 1)`,
);
declareSnapshot(
  "office_recommendation_totals",
  (days) => sql`(select r.office_id, count(*) as count, count(*) filter (where s.is_open) as open_count,
      count(*) filter (where s.unresolved_key = 3) as unresolved_count, count(*) filter (where s.unresolved_key = 2) as resolution_unknown_count
    from recommendation_states s join recommendations c on c.id = s.recommendation_id join reports r on r.id = c.report_id
    where ${holds(sql`s`, days)} group by 1)`,
);
declareSnapshot(
  "corpus_totals",
  (days) => sql`(select (select count(*) from ${tableSource("reports")} r) as report_count,
    (select count(*) from ${tableSource("findings")} f) as finding_count,
    (select count(*) from recommendation_states s where ${holds(sql`s`, days)}) as recommendation_count)`,
);
