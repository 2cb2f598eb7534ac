// The tables below semiannualReport: made of its arguments, from one line for each recommendation of the office or agency.

import { badInput } from "../planner/errors";
import type { Arguments } from "../planner/mapping/select";
import type { SnapshotDays, TableSources } from "../planner/mapping/snapshot";
import { argumentValue } from "../planner/selection/argument-value";
import { type Sql, sql } from "../planner/sql";

const known = ({ knownOn }: SnapshotDays) => knownOn ?? sql`date 'infinity'`;

/** The two kinds of money, as columns of the lines. */
const kinds = {
  questioned: {
    id: sql`1`,
    start: sql`questioned_start`,
    issued: sql`questioned_issued`,
    adjusted: sql`questioned_adjusted`,
    sustained: sql`disallowed`,
    notSustained: sql`allowed`,
    end: sql`questioned_end`,
    unsupported: { start: sql`unsupported_start`, issued: sql`unsupported_issued`, decided: sql`unsupported_decided`, end: sql`unsupported_end` },
    final: { start: sql`disallowed_start`, decided: sql`disallowed_decided`, done: sql`recovered`, dropped: sql`written_off`, end: sql`disallowed_end`, has: sql`has_disallowed` },
  },
  better: {
    id: sql`2`,
    start: sql`better_start`,
    issued: sql`better_issued`,
    adjusted: sql`better_adjusted`,
    sustained: sql`agreed`,
    notSustained: sql`not_agreed`,
    end: sql`better_end`,
    unsupported: null,
    final: { start: sql`agreed_start`, decided: sql`agreed_decided`, done: sql`completed`, dropped: sql`dropped`, end: sql`agreed_end`, has: sql`has_agreed` },
  },
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

const text = (amount: Sql) => sql`(coalesce(${amount}, 0))::numeric(20, 2)::text`;

/** The sum that counts a repeat's dollars once: of each chain the latest that is open, else the latest. */
function unique(lines: Sql, amount: Sql, isOpen: Sql): Sql {
  return sql`(select sum(amount) from (select distinct on (coalesce(chain_id, -recommendation_id)) ${amount} as amount from ${lines} l
    where ${amount} <> 0 order by coalesce(chain_id, -recommendation_id), ${isOpen} desc, issued_key desc, recommendation_id desc) u)`;
}

const reportsWith = (amount: Sql) => sql`count(distinct report_id) filter (where ${amount} > 0)`;

/** What each report has at either end of the period and within it, for one kind of money. */
const byReport = (lines: Sql, k: Kind) => sql`(select report_id, coalesce(bool_or(${k.start} > 0), false) as at_start, coalesce(bool_or(${k.issued} > 0), false) as in_issued,
    coalesce(bool_or(${k.end} > 0), false) as at_end, sum(${k.sustained} + ${k.notSustained}) > 0 as has_decided from ${lines} l group by report_id)`;
const isDecided = sql`(at_start or in_issued) and not at_end and has_decided`;

function rollForward(lines: Sql, k: Kind): Sql {
  const u = k.unsupported;
  const amounts = (amount: Sql, unsupported: Sql | null, isOpen: Sql) => sql`(select json_build_object('reports', ${reportsWith(amount)}, 'dollars', ${text(sql`sum(${amount})`)},
    'unsupported', ${unsupported ? text(sql`sum(${unsupported})`) : sql`null`}, 'dollarsUnique', ${text(unique(lines, amount, isOpen))}) from ${lines} l)`;
  const reports = sql`(select count(*) filter (where at_start) as a, count(*) filter (where in_issued) as b, count(*) filter (where ${isDecided}) as c, count(*) filter (where at_end) as d
    from ${byReport(lines, k)} r)`;
  const part = (amount: Sql, name: Sql) => sql`${name}, json_build_object('reports', count(distinct report_id) filter (where ${amount} <> 0), 'dollars', ${text(sql`sum(${amount})`)})`;
  const [first, second] = k === kinds.questioned ? [sql`'disallowed'`, sql`'notDisallowed'`] : [sql`'agreed'`, sql`'notAgreed'`];
  const adjusted = u ? text(sql`sum(${u.end} - ${u.start} - ${u.issued} + ${u.decided})`) : sql`null`;
  return sql`select ${k.id}::bigint as id,
    ${amounts(k.start, u?.start ?? null, sql`(is_open and false)`)} as undecided_at_start,
    ${amounts(k.issued, u?.issued ?? null, sql`(is_open and false)`)} as issued,
    (select json_build_object('reports', max(r.d - r.a - r.b + r.c), 'dollars', ${text(sql`sum(${k.adjusted})`)}, 'unsupported', ${adjusted}) from ${lines} l cross join ${reports} r) as adjustments,
    (select json_build_object('reports', max(r.c), 'dollars', ${text(sql`sum(${k.sustained} + ${k.notSustained})`)}, 'unsupported', ${u ? text(sql`sum(${u.decided})`) : sql`null`},
      ${part(k.sustained, first)}, ${part(k.notSustained, second)}) from ${lines} l cross join ${reports} r) as decided,
    ${amounts(k.end, u?.end ?? null, sql`is_open`)} as undecided_at_end`;
}

function finalAction(lines: Sql, k: Kind): Sql {
  const f = k.final;
  const stock = (amount: Sql) => sql`json_build_object('reports', ${reportsWith(amount)}, 'dollars', ${text(sql`sum(${amount})`)})`;
  const flow = (amount: Sql) => sql`json_build_object('reports', count(distinct report_id) filter (where ${amount} <> 0), 'dollars', ${text(sql`sum(${amount})`)})`;
  return sql`select ${k.id}::bigint as id, ${stock(f.start)} as at_start,
    json_build_object('reports', count(distinct report_id) filter (where ${f.has}), 'dollars', ${text(sql`sum(${f.decided})`)}) as decisions,
    ${flow(f.done)} as done, ${flow(f.dropped)} as dropped, ${stock(f.end)} as at_end from ${lines} l`;
}

const savings = sql`(questioned_end + disallowed_end + better_end + agreed_end)`;
const isOutstanding = sql`is_earlier and is_open`;

/** Throws BAD_USER_INPUT for a day on which no semiannual period ends. */
function checkPeriodEnd(day: string): void {
  if (!/-(03-31|09-30)$/.test(day)) throw badInput(`No semiannual period ends on ${day}: periods end on 31 March and 30 September (5 U.S.C. 405(b)).`);
}

export function semiannualSources(args: Arguments): TableSources {
  const end = argumentValue(args.periodEnd, "date", checkPeriodEnd);
  const [office, agency] = [argumentValue(args.office, "text"), argumentValue(args.agency, "text")];
  const below = sql`coalesce(${argumentValue(args.includeComponents, "boolean")}, false)`;
  const start = sql`semiannual_start(${end})`;
  const byKind = (make: (k: Kind) => Sql) => sql`(${make(kinds.questioned)} union all ${make(kinds.better)})`;
  return {
    shared: {
      lines: (days) => sql`(select * from semiannual_lines(${office}, ${agency}, ${below}, ${start}, ${days.day}, ${known(days)}))`,
    },
    tables: {
      semiannual_reports: () => sql`(select 1::bigint as id, 1::bigint as one_id, ${start} as period_start, ${end} as period_end)`,
      semiannual_parts: () => sql`(select 1::bigint as id, 1::bigint as questioned_id, 2::bigint as better_id)`,
      semiannual_roll_forwards: (_, shared) => byKind((k) => rollForward(shared("lines"), k)),
      semiannual_final_actions: (_, shared) => byKind((k) => finalAction(shared("lines"), k)),
      semiannual_report_marks: (_, shared) =>
        byKind(
          (k) => sql`select ${k.id}::bigint as table_id, m.kind, r.report_id from ${byReport(shared("lines"), k)} r
            cross join lateral (values ('PARTLY_DECIDED', has_decided and at_end), ('DECIDED', ${isDecided}), ('UNDECIDED', at_end)) m (kind, yes) where m.yes`,
        ),
      semiannual_revisions: (days, shared) => sql`(select case d.kind when 'QUESTIONED_COSTS' then 1 else 2 end::bigint as table_id, d.id as decision_id
        from decisions_with_days(${known(days)}) d where d.is_revision and d.counts_from between ${start} and ${days.day}
          and d.recommendation_id in (select recommendation_id from ${shared("lines")} l))`,
      semiannual_outstanding: (_, shared) => sql`(select 1::bigint as id, count(*)::integer as count, sum(questioned_end + disallowed_end) as questioned,
        sum(better_end + agreed_end) as better_use, sum(${savings}) as potential_savings,
        ${unique(sql`(select * from ${shared("lines")} o where ${isOutstanding})`, savings, sql`is_open`)} as potential_savings_unique
        from ${shared("lines")} l where ${isOutstanding})`,
      semiannual_outstanding_links: (_, shared) => sql`(select 1::bigint as one_id, recommendation_id from ${shared("lines")} l where ${isOutstanding})`,
      semiannual_issued: (days, shared) => sql`(select p.id, 1::bigint as one_id, p.id as report_id, coalesce(l.questioned, 0) as questioned, coalesce(l.unsupported, 0) as unsupported,
          coalesce(l.better_use, 0) as better_use, l.decided as management_decision_made
        from reports p join semiannual_reports_in_scope(${office}, ${agency}, ${below}) c on c.report_id = p.id
        left join (select report_id, sum(questioned_issued) as questioned, sum(unsupported_issued) as unsupported, sum(better_issued) as better_use, bool_and(is_decided) as decided
          from ${shared("lines")} l where is_issued group by 1) l on l.report_id = p.id
        where p.issued_key between ${start} and ${days.day})`,
      semiannual_earlier_decisions: (days, shared) => sql`(select d.id, 1::bigint as one_id, d.id as decision_id, d.recommendation_id, d.counts_from as on_day,
          case when d.is_revision then 'REVISED_DECISION' else 'DECISION' end as kind
        from decisions_with_days(${known(days)}) d join (select recommendation_id from ${shared("lines")} l where is_earlier) l on l.recommendation_id = d.recommendation_id
        where d.counts_from between ${start} and ${days.day} and d.id is not null)`,
      semiannual_late_comments: (days) => sql`(select p.id, 1::bigint as one_id, p.id as report_id, coalesce(p.commented_on <= ${days.day}, false) as commented
        from reports p join semiannual_reports_in_scope(${office}, ${agency}, ${below}) c on c.report_id = p.id
        where p.issued_key <= ${days.day} and comment_due_on(p.provided_on, p.commented_on, p.issued_on, p.are_comments_recorded) + 1 between ${start} and ${days.day}
          and coalesce(p.commented_on > comment_due_on(p.provided_on, p.commented_on, p.issued_on, p.are_comments_recorded), true))`,
    },
  };
}
