-- What happens to a recommendation besides its status: management decisions, final actions, changed sums, targets, and
-- retractions. Each with the day on which it happened and the day on which it was learned; rows are only ever added.

alter table status_events drop constraint status_events_not_shown_states_nothing;
alter table status_events add constraint status_events_not_shown_states_nothing
  check (kind = 'STATUS' or closed_on is null and (kind = 'RESOLUTION') = (resolution is not null));

create type money_kind as enum ('QUESTIONED_COSTS', 'BETTER_USE');
comment on type money_kind is 'Costs that are questioned, or funds to be put to better use (5 U.S.C. 405(a)); the two stand apart.';

create type final_action_kind as enum ('RECOVERED', 'WRITTEN_OFF', 'COMPLETED', 'NOT_TO_BE_IMPLEMENTED');
comment on type final_action_kind is 'What became of disallowed costs (recovered, written off) and of better use agreed to (completed, not to be implemented), as in 5 U.S.C. 405(c).';

create table management_decisions (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id),
  kind money_kind not null,
  is_revision boolean not null default false,
  sustained_amount signed_amount not null,
  not_sustained_amount signed_amount not null,
  happened_on calendar_date,
  observed_on calendar_date not null default (now() at time zone 'UTC')::date,
  occurrence integer not null default 1 check (occurrence > 0),
  note text,
  source_id bigint not null references sources (id),
  constraint management_decisions_adds check (is_revision or (sustained_amount >= 0 and not_sustained_amount >= 0)),
  constraint management_decisions_revision_moves check (not is_revision or sustained_amount + not_sustained_amount = 0)
);
create unique index management_decisions_natural_key on management_decisions (
  recommendation_id, source_id, kind, is_revision, coalesce(happened_on::date, 'infinity'), sustained_amount, not_sustained_amount, occurrence);
create index management_decisions_day on management_decisions (happened_on, id);
create index management_decisions_source on management_decisions (source_id);
comment on index management_decisions_natural_key is 'Serves: a recommendation''s decisions; importing the same one twice adds nothing.';
comment on index management_decisions_day is 'Serves: decisions in a period.';
comment on index management_decisions_source is 'Serves: what came from a source.';
comment on table management_decisions is 'Management decisions on the sums of a recommendation, in parts, and their revisions. Rows are only ever added.';
comment on column management_decisions.id is 'Surrogate key.';
comment on column management_decisions.recommendation_id is 'The recommendation.';
comment on column management_decisions.kind is 'On which of its sums it decides.';
comment on column management_decisions.is_revision is 'True where it changes an earlier decision: then its amounts are what each side gains or loses, and they cancel out.';
comment on column management_decisions.sustained_amount is 'US dollars: costs disallowed, or better use agreed to.';
comment on column management_decisions.not_sustained_amount is 'US dollars: costs allowed, or better use not agreed to.';
comment on column management_decisions.happened_on is 'Day of the decision; null when unknown.';
comment on column management_decisions.observed_on is 'Day on which it was learned; an undated decision counts from here.';
comment on column management_decisions.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column management_decisions.note is 'Remark of the source.';
comment on column management_decisions.source_id is 'Who says so.';

create table final_actions (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id),
  kind final_action_kind not null,
  amount money_amount not null,
  happened_on calendar_date,
  observed_on calendar_date not null default (now() at time zone 'UTC')::date,
  occurrence integer not null default 1 check (occurrence > 0),
  note text,
  source_id bigint not null references sources (id)
);
create unique index final_actions_natural_key on final_actions (
  recommendation_id, source_id, kind, coalesce(happened_on::date, 'infinity'), amount, occurrence);
create index final_actions_day on final_actions (happened_on, id);
create index final_actions_source on final_actions (source_id);
comment on index final_actions_natural_key is 'Serves: a recommendation''s final actions; importing the same one twice adds nothing.';
comment on index final_actions_day is 'Serves: final actions in a period.';
comment on index final_actions_source is 'Serves: what came from a source.';
comment on table final_actions is 'Final action on decided sums: disallowed costs recovered or written off, agreed better use completed or given up. Rows are only ever added.';
comment on column final_actions.id is 'Surrogate key.';
comment on column final_actions.recommendation_id is 'The recommendation.';
comment on column final_actions.kind is 'What was done.';
comment on column final_actions.amount is 'US dollars.';
comment on column final_actions.happened_on is 'Day of the action; null when unknown.';
comment on column final_actions.observed_on is 'Day on which it was learned; an undated action counts from here.';
comment on column final_actions.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column final_actions.note is 'Remark of the source.';
comment on column final_actions.source_id is 'Who says so.';

create table sum_changes (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id),
  kind money_kind not null,
  amount money_amount not null,
  unsupported_amount money_amount,
  issued_amount money_amount,
  issued_unsupported_amount money_amount,
  happened_on calendar_date,
  observed_on calendar_date not null default (now() at time zone 'UTC')::date,
  occurrence integer not null default 1 check (occurrence > 0),
  note text,
  source_id bigint not null references sources (id),
  constraint sum_changes_unsupported_is_a_part check (unsupported_amount <= amount),
  constraint sum_changes_unsupported_is_questioned check (kind = 'QUESTIONED_COSTS' or unsupported_amount is null)
);
create unique index sum_changes_natural_key on sum_changes (
  recommendation_id, source_id, kind, coalesce(happened_on::date, 'infinity'), amount, occurrence);
create index sum_changes_day on sum_changes (happened_on, id);
create index sum_changes_source on sum_changes (source_id);
comment on index sum_changes_natural_key is 'Serves: a recommendation''s changed sums; importing the same one twice adds nothing.';
comment on index sum_changes_day is 'Serves: changed sums in a period.';
comment on index sum_changes_source is 'Serves: what came from a source.';
comment on table sum_changes is 'A sum of a recommendation is changed after issue: an adjustment in the semiannual tables. Rows are only ever added.';
comment on column sum_changes.id is 'Surrogate key.';
comment on column sum_changes.recommendation_id is 'The recommendation.';
comment on column sum_changes.kind is 'Which sum.';
comment on column sum_changes.amount is 'What it is from that day on, US dollars.';
comment on column sum_changes.unsupported_amount is 'The unsupported part from that day on, US dollars; null where it stays as it was.';
comment on column sum_changes.issued_amount is 'What the sum was when the report was issued, US dollars; null when none was stated.';
comment on column sum_changes.issued_unsupported_amount is 'The unsupported part at that time; null when not stated.';
comment on column sum_changes.happened_on is 'Day of the change; null when unknown.';
comment on column sum_changes.observed_on is 'Day on which it was learned; an undated change counts from here.';
comment on column sum_changes.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column sum_changes.note is 'Remark of the source.';
comment on column sum_changes.source_id is 'Who says so.';

create table target_events (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id),
  target_on calendar_date not null,
  happened_on calendar_date,
  observed_on calendar_date not null default (now() at time zone 'UTC')::date,
  occurrence integer not null default 1 check (occurrence > 0),
  note text,
  source_id bigint not null references sources (id)
);
create unique index target_events_natural_key on target_events (
  recommendation_id, source_id, coalesce(happened_on::date, 'infinity'), target_on, occurrence);
create index target_events_day on target_events (happened_on, id);
create index target_events_source on target_events (source_id);
comment on index target_events_natural_key is 'Serves: a recommendation''s targets; importing the same one twice adds nothing.';
comment on index target_events_day is 'Serves: targets set in a period.';
comment on index target_events_source is 'Serves: what came from a source.';
comment on table target_events is 'Days by which final action was promised, each as it was set or moved. Rows are only ever added.';
comment on column target_events.id is 'Surrogate key.';
comment on column target_events.recommendation_id is 'The recommendation.';
comment on column target_events.target_on is 'Day by which final action is promised.';
comment on column target_events.happened_on is 'Day on which the target was set; null when unknown.';
comment on column target_events.observed_on is 'Day on which it was learned; an undated target counts from here.';
comment on column target_events.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column target_events.note is 'Remark of the source.';
comment on column target_events.source_id is 'Who says so.';

create table retractions (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id),
  status_event_id bigint references status_events (id),
  management_decision_id bigint references management_decisions (id),
  final_action_id bigint references final_actions (id),
  sum_change_id bigint references sum_changes (id),
  target_event_id bigint references target_events (id),
  happened_on calendar_date,
  observed_on calendar_date not null default (now() at time zone 'UTC')::date,
  note text,
  source_id bigint not null references sources (id),
  constraint retractions_of_one check (
    num_nonnulls(status_event_id, management_decision_id, final_action_id, sum_change_id, target_event_id) <= 1)
);
create unique index retractions_natural_key on retractions (
  recommendation_id, source_id, coalesce(status_event_id, 0), coalesce(management_decision_id, 0), coalesce(final_action_id, 0),
  coalesce(sum_change_id, 0), coalesce(target_event_id, 0), coalesce(happened_on::date, 'infinity'));
create index retractions_status_event on retractions (status_event_id);
create index retractions_management_decision on retractions (management_decision_id);
create index retractions_final_action on retractions (final_action_id);
create index retractions_sum_change on retractions (sum_change_id);
create index retractions_target_event on retractions (target_event_id);
create index retractions_source on retractions (source_id);
comment on index retractions_natural_key is 'Serves: a recommendation''s retractions; importing the same one twice adds nothing.';
comment on index retractions_status_event is 'Serves: whether an event was taken back.';
comment on index retractions_management_decision is 'Serves: whether a decision was taken back.';
comment on index retractions_final_action is 'Serves: whether a final action was taken back.';
comment on index retractions_sum_change is 'Serves: whether a changed sum was taken back.';
comment on index retractions_target_event is 'Serves: whether a target was taken back.';
comment on index retractions_source is 'Serves: what came from a source.';
comment on table retractions is 'What was said and is taken back: one event, or the recommendation itself. Rows are only ever added; what they take back stays in the history.';
comment on column retractions.id is 'Surrogate key.';
comment on column retractions.recommendation_id is 'The recommendation. Itself taken back where no event is named: from that day it is absent.';
comment on column retractions.status_event_id is 'The status or resolution that no longer counts.';
comment on column retractions.management_decision_id is 'The decision that no longer counts.';
comment on column retractions.final_action_id is 'The final action that no longer counts.';
comment on column retractions.sum_change_id is 'The changed sum that no longer counts.';
comment on column retractions.target_event_id is 'The target that no longer counts.';
comment on column retractions.happened_on is 'Day from which a recommendation is withdrawn; null when unknown.';
comment on column retractions.observed_on is 'Day on which the retraction was learned: what was known before still counts for questions of what was known then.';
comment on column retractions.note is 'Remark of the source.';
comment on column retractions.source_id is 'Who says so.';

create function refuse_event_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('oversight_graph.retraction', true) = 'on' then
    return old;
  end if;
  raise exception 'events of % are append-only', tg_table_name using errcode = '23514', constraint = tg_table_name || '_append_only';
end $$;
do $$
declare
  events text;
begin
  foreach events in array array['management_decisions', 'final_actions', 'sum_changes', 'target_events', 'retractions'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_event_change()', events);
    execute format('create trigger %1$s_no_truncate before truncate on %1$s for each statement execute function refuse_event_change()', events);
    execute format('create trigger %1$s_revision after insert on %1$s for each statement execute function bump_data_revision()', events);
  end loop;
end $$;

alter table reports add column provided_on calendar_date;
alter table reports add column commented_on calendar_date;
alter table reports add column are_comments_recorded boolean;
comment on column reports.provided_on is 'Day on which the report was given to the agency for comment; null when unknown: then the day of issue counts.';
comment on column reports.commented_on is 'Day on which the agency commented; null when it did not, or nobody says.';
create index reports_commented on reports (commented_on, id);
comment on column reports.are_comments_recorded is 'True where a source records comments, so that none recorded is none given; null when nobody says.';
create function comment_due_on(provided_on date, commented_on date, issued_on date, are_comments_recorded boolean) returns date language sql immutable
  return coalesce(provided_on, case when are_comments_recorded or commented_on is not null then issued_on end) + 60;
comment on function comment_due_on(date, date, date, boolean) is 'Last day of the 60 days for comment; null where nobody says when the report was provided, or that comments are recorded at all.';
create index reports_provided on reports (comment_due_on(provided_on, commented_on, issued_on, are_comments_recorded), id);
comment on index reports_commented is 'Serves: reports commented on in a period.';
comment on index reports_provided is 'Serves: reports whose comments are late.';

alter table responses add column observed_on calendar_date;
comment on column responses.observed_on is 'Day on which the answer was learned; null where that is the day of the import.';
