// The clocks that law and rule set to a recommendation, and what became of its sums: each a field and its expression, by
// the day that is asked about. The day named is still in time; the one after is late.
import { Int } from "type-graphql";
import type { ColumnOptions } from "../planner/mapping/decorators";
import type { ColumnReference } from "../planner/mapping/model";
import { type Sql, sql, tableSource } from "../planner/sql";
import { today } from "./expressions";
import { DateScalar, DecimalScalar } from "./scalars";

type Field = [() => unknown, ColumnOptions];

/** A column of the state that holds on the day; null where there is none. */
const state = (column: Sql) => (c: ColumnReference) => sql`(select ${column} from ${tableSource("current_recommendation_states")} s where s.recommendation_id = ${c("id")})`;

const isDecidedOf = (c: ColumnReference) =>
  sql`is_decided(${c("questioned_costs")}, coalesce(${c("disallowed_costs")}, 0) + coalesce(${c("allowed_costs")}, 0),
    ${c("funds_put_to_better_use")}, coalesce(${c("agreed_better_use")}, 0) + coalesce(${c("not_agreed_better_use")}, 0), ${c("resolution")})`;

const isIssueKnown = (c: ColumnReference) => sql`${c("report_issued_key")} > date '-infinity'`;
/** The last day of the report's fiscal year, where only that is known; null otherwise. */
const fiscalYearEnd = (c: ColumnReference) => sql`case when ${c("report_fiscal_key")} > 0 then make_date(${c("report_fiscal_key")}, 9, 30) end`;
const isGao = (c: ColumnReference) => sql`(select o.kind = 'GAO' from reports p join offices o on o.id = p.office_id where p.id = ${c("report_id")})`;
const later = (day: Sql, by: Sql) => sql`((${day}) + interval ${by})::date`;

const money = (description: string, column: Sql): Field => [() => DecimalScalar, { nullable: true, sql: state(column), description: `${description}, US dollars; null when it has no such sum.` }];

export const isDecided: Field = [
  () => Boolean,
  {
    filter: true,
    sql: isDecidedOf,
    description: "Whether it is decided: all of its sums by management decisions, or, where it has none, because a source records that office and management agree. A part decided is undecided.",
  },
];

export const resolutionDueOn: Field = [
  () => DateScalar,
  {
    nullable: true,
    sql: (c) => sql`resolution_due_on(${c("report_issued_key")})`,
    description:
      "Day by which it has to be resolved: six calendar months after issue, cut to the last day of a shorter month (OMB Circular A-50, 8.a(2); Public Law 103-355, section 6009). Null when the day of issue is unknown.",
  },
];

export const isResolutionOverdue: Field = [
  () => Boolean,
  {
    nullable: true,
    filter: true,
    sql: (c) => sql`case when not ${c("is_open")} or ${isDecidedOf(c)} then false
      when ${isIssueKnown(c)} then resolution_due_on(${c("report_issued_key")}) < ${today}
      when ${later(fiscalYearEnd(c), sql`'6 months'`)} < ${today} then true end`,
    whenTrue: (c) => sql`(${c("is_open")} and ${c("report_issued_key")} < ${today} and not ${isDecidedOf(c)}
      and case when ${isIssueKnown(c)} then resolution_due_on(${c("report_issued_key")}) else ${later(fiscalYearEnd(c), sql`'6 months'`)} end < ${today})`,
    description:
      "Open, undecided, and more than six months after issue (OMB Circular A-50). On the due day it is not overdue. With an unknown day of issue true where its fiscal year ended more than six months ago; null where nothing proves it.",
  },
];

export const firstTargetOn: Field = [() => DateScalar, { nullable: true, sql: state(sql`s.first_target_on`), description: "The first day by which final action was promised; null when none was." }];

export const isTargetOverdue: Field = [
  () => Boolean,
  {
    nullable: true,
    filter: true,
    sql: (c) => sql`case when not ${c("is_open")} then false else ${c("target_on")} < ${today} end`,
    whenTrue: (c) => sql`(${c("is_open")} and ${c("target_key")} < ${today} and ${c("target_on")} is not null)`,
    description: "Open and past the latest day that was promised for final action; null when it is open and none was promised.",
  },
];

export const isFirstTargetOverdue: Field = [
  () => Boolean,
  {
    nullable: true,
    filter: true,
    sql: (c) => sql`case when not ${c("is_open")} then false else ${state(sql`s.first_target_on`)(c)} < ${today} end`,
    whenTrue: (c) => sql`(${c("is_open")} and ${c("id")} in (select s.recommendation_id from ${tableSource("current_recommendation_states")} s where s.is_open and s.first_target_on < ${today}))`,
    description: "Open and past the first day that was promised for final action, whatever was promised since; null when it is open and none was promised.",
  },
];

export const isOpenOverAYear: Field = [
  () => Boolean,
  {
    nullable: true,
    filter: true,
    sql: (c) => sql`case when not (${c("is_open")} or ${c("status")} = 'CLOSED_NOT_IMPLEMENTED') then false
      when ${isGao(c)} then ${later(state(sql`s.status_since`)(c), sql`'1 year'`)} <= ${today}
      when not ${c("is_open")} then false
      when ${isIssueKnown(c)} then ${later(c("report_issued_key"), sql`'1 year'`)} <= ${today}
      when ${later(fiscalYearEnd(c), sql`'1 year'`)} <= ${today} then true end`,
    // The bounds in days are what indexes serve; they let nothing through that the exact ones would not look at.
    whenTrue: (c) => sql`${c("id")} in (
      select r.id from ${tableSource("recommendations")} r join ${tableSource("reports")} p on p.id = r.report_id join offices o on o.id = p.office_id and o.kind <> 'GAO'
        where r.is_open and r.report_issued_key <= ${today} - 364
          and (case when r.report_issued_key > '-infinity' then r.report_issued_key when r.report_fiscal_key > 0 then make_date(r.report_fiscal_key, 9, 30) end
            + interval '1 year')::date <= ${today}
      union all
      select s.recommendation_id from offices o join ${tableSource("reports")} p on p.office_id = o.id join ${tableSource("recommendations")} r on r.report_id = p.id
          join ${tableSource("current_recommendation_states")} s on s.recommendation_id = r.id
        where o.kind = 'GAO' and (r.is_open or r.status = 'CLOSED_NOT_IMPLEMENTED') and (s.status_since + interval '1 year')::date <= ${today})`,
    description:
      "Open, and issued a year ago or earlier: it belongs in the list of the GAO-IG Act (Public Law 115-414, section 2(b)); a year to the day is in. For GAO's own recommendations the year counts from the status, and those closed without implementation are in too. Null where an unknown day of issue leaves it open.",
  },
];

export const isFinalActionOverdue: Field = [
  () => Boolean,
  {
    nullable: true,
    filter: true,
    sql: (c) => sql`case when not ${c("is_open")} or not ${isDecidedOf(c)} then false
      else ${later(state(sql`coalesce(s.decided_on, s.resolved_on)`)(c), sql`'12 months'`)} < ${today} end`,
    whenTrue: (c) => sql`(${c("is_open")} and ${c("id")} in (select s.recommendation_id from ${tableSource("current_recommendation_states")} s
      where s.is_open and s.is_decided and coalesce(s.decided_on, s.resolved_on) < ${today} - 364
        and (coalesce(s.decided_on, s.resolved_on) + interval '12 months')::date < ${today}))`,
    description:
      "Open, and decided more than a year ago: the last decision counts (5 U.S.C. 405(c); Public Law 103-355, section 6009, as amended). Null when it is decided and nobody says since when.",
  },
];

export const decidedOn: Field = [() => DateScalar, { nullable: true, sql: state(sql`s.decided_on`), description: "Day of the last management decision on its sums; null when there is none." }];
export const statusSince: Field = [
  () => DateScalar,
  { nullable: true, sql: state(sql`nullif(s.status_since, '-infinity')`), description: "First day of its status, whatever was said again since; null when unknown." },
];
export const undecidedQuestionedCosts = money("Questioned costs on which no management decision was made yet", sql`s.questioned_costs - coalesce(s.disallowed, 0) - coalesce(s.allowed, 0)`);
export const undecidedBetterUse = money("Better use on which no management decision was made yet", sql`s.better_use - coalesce(s.agreed, 0) - coalesce(s.not_agreed, 0)`);
export const recoveredCosts = money("Disallowed costs that were recovered", sql`s.recovered`);
export const writtenOffCosts = money("Disallowed costs that were written off", sql`s.written_off`);
export const completedBetterUse = money("Agreed better use that is completed", sql`s.completed`);
export const notImplementedBetterUse = money("Agreed better use that will not be implemented", sql`s.dropped`);
export const potentialSavings = money(
  "Potential savings (5 U.S.C. 405(b)(2)): what is undecided, and what was disallowed or agreed to and has no final action yet",
  sql`case when coalesce(s.questioned_costs, s.better_use) is not null
    then coalesce(s.questioned_costs, 0) - coalesce(s.allowed, 0) - coalesce(s.recovered, 0) - coalesce(s.written_off, 0)
      + coalesce(s.better_use, 0) - coalesce(s.not_agreed, 0) - coalesce(s.completed, 0) - coalesce(s.dropped, 0) end`,
);
export const retractedOn: Field = [
  () => DateScalar,
  {
    nullable: true,
    sql: (c) => sql`(select min(coalesce(x.happened_on, x.observed_on)) from ${tableSource("retractions")} x where x.recommendation_id = ${c("id")}
      and num_nonnulls(x.status_event_id, x.management_decision_id, x.final_action_id, x.sum_change_id, x.target_event_id) = 0)`,
    description: "Day on which it was withdrawn: from then on it is absent from what asOf shows; null when it was not.",
  },
];
export const openDays: Field = [
  () => Int,
  {
    nullable: true,
    sql: (c) => sql`case when ${c("is_open")} and ${isIssueKnown(c)} then ${today} - ${c("report_issued_key")} end`,
    description: "For how many days it has been open, counted from issue; null when it is not open, or the day of issue is unknown.",
  },
];
