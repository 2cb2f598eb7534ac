-- Unresolved and overdue are said about somebody: true and false need proof, and null is neither. Each word has one
-- function, so that it can be evaluated for any state and any day.

create function is_undecided(questioned_costs numeric, disallowed_costs numeric, allowed_costs numeric,
  funds_put_to_better_use numeric, agreed_better_use numeric, not_agreed_better_use numeric) returns boolean
  language sql immutable parallel safe
  return case
    when questioned_costs > 0 and coalesce(disallowed_costs, 0) + coalesce(allowed_costs, 0) < questioned_costs
      or funds_put_to_better_use > 0 and coalesce(agreed_better_use, 0) + coalesce(not_agreed_better_use, 0) < funds_put_to_better_use then true
    when questioned_costs > 0 or funds_put_to_better_use > 0 then false
  end;
comment on function is_undecided is 'Whether a stated sum is not, or only in part, covered by a management decision; null where no sum is stated.';

create function is_unresolved(status recommendation_status, resolution resolution_status, is_undecided boolean) returns boolean
  language sql immutable parallel safe
  return case
    when status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN') or resolution = 'RESOLVED' then false
    when not is_undecided then false
    when status <> 'UNKNOWN' and (resolution <> 'UNKNOWN' or is_undecided) then true
  end;
comment on function is_unresolved is 'True: open, and a source says that there is no agreement, or a stated sum is undecided. False: closed, or a source records agreement, or every stated sum is decided. Null: nobody says.';

create function unresolved_key(status recommendation_status, is_unresolved boolean) returns integer
  language sql immutable parallel safe
  return case when is_unresolved then 3 when not is_unresolved then 0 when status = 'UNKNOWN' then 1 else 2 end;
comment on function unresolved_key is 'isUnresolved as a sort key: 3 true, 2 open and nobody says, 1 neither is known, 0 false.';

create function overdue_from(status recommendation_status, is_unresolved boolean, target_on date, issued_key date, fiscal_key integer) returns date
  language sql immutable parallel safe
  return case when status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') then least(
    target_on + 1,
    case when is_unresolved is not false then (
      case when issued_key > date '-infinity' then issued_key when fiscal_key > 0 then make_date(fiscal_key, 9, 30) end
      + interval '6 months')::date + 1 end) end;
comment on function overdue_from is 'First day on which it is overdue for certain: the day after its target date, or after six months without a recorded agreement, counted from the day of issue or else from the last day of its fiscal year, whichever comes first; null for never.';

create function overdue_possible_from(status recommendation_status, is_unresolved boolean, target_on date, issued_key date, fiscal_key integer) returns date
  language sql immutable parallel safe
  return case when status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN') then nullif(least(
    target_on + 1,
    case when is_unresolved is not false then case
      when issued_key > date '-infinity' then (issued_key + interval '6 months')::date + 1
      when fiscal_key > 0 then (make_date(fiscal_key - 1, 10, 1) + interval '6 months')::date + 1
      else date '-infinity' end end),
    overdue_from(status, is_unresolved, target_on, issued_key, fiscal_key)) end;
comment on function overdue_possible_from is 'First day on which it may be overdue, where that is before it is so for certain; -infinity for always, null where nothing is uncertain.';

create function is_overdue(day date, overdue_from date, overdue_possible_from date) returns boolean
  language sql immutable parallel safe
  return case when overdue_from <= day then true when overdue_possible_from <= day then null else false end;
comment on function is_overdue is 'Whether it is overdue on a day; null where dates prove neither.';

-- Everything that hangs on the old columns.
alter table recommendation_agencies drop constraint recommendation_agencies_carried_keys;
drop index recommendation_agencies_unresolved;
drop trigger recommendation_agencies_copy_keys on recommendation_agencies;
drop trigger recommendations_copy_keys on recommendations;
alter table recommendations drop constraint recommendations_carried_keys, drop constraint recommendations_report_keys;
drop index recommendations_report_unresolved, recommendations_unresolved_issued, recommendations_overdue, recommendations_report_facts,
  recommendations_open_facts;
alter table recommendations drop column is_unresolved, drop column overdue_from, add column report_fiscal_key integer;
alter table recommendations disable trigger user;
update recommendations r set report_fiscal_key = p.fiscal_key from reports p where p.id = r.report_id;
alter table recommendations enable trigger user;
alter table reports drop constraint reports_carried_issue;

alter table recommendations
  alter column report_fiscal_key set not null,
  add column unresolved_key integer not null generated always as (
    unresolved_key(status, is_unresolved(status, resolution,
      is_undecided(questioned_costs, disallowed_costs, allowed_costs, funds_put_to_better_use, agreed_better_use, not_agreed_better_use)))) stored,
  add column overdue_from date generated always as (
    overdue_from(status, is_unresolved(status, resolution,
      is_undecided(questioned_costs, disallowed_costs, allowed_costs, funds_put_to_better_use, agreed_better_use, not_agreed_better_use)),
      target_on, report_issued_key, report_fiscal_key)) stored,
  add column overdue_possible_from date generated always as (
    overdue_possible_from(status, is_unresolved(status, resolution,
      is_undecided(questioned_costs, disallowed_costs, allowed_costs, funds_put_to_better_use, agreed_better_use, not_agreed_better_use)),
      target_on, report_issued_key, report_fiscal_key)) stored,
  add constraint recommendations_carried_keys unique (id, report_issued_key, is_open, unresolved_key),
  add constraint recommendations_report_keys foreign key (report_id, report_issued_key, report_fiscal_key)
    references reports (id, issued_key, fiscal_key) on update cascade;
create index recommendations_report_unresolved on recommendations (report_id, unresolved_key desc, sort_key, id) where unresolved_key >= 2;
create index recommendations_unresolved_issued on recommendations (unresolved_key, report_issued_key, id);
create index recommendations_overdue on recommendations (overdue_from, id) where overdue_from is not null;
create index recommendations_overdue_unknown on recommendations (overdue_possible_from, id) where overdue_possible_from is not null;
create index recommendations_report_facts on recommendations (report_id, report_issued_key, id)
  include (report_fiscal_key, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use);
create index recommendations_open_facts on recommendations (report_issued_key, id)
  include (report_id, report_fiscal_key, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use)
  where is_open;
comment on index recommendations_report_unresolved is 'Serves: a report''s open recommendations without a recorded agreement, proven ones first, and their count.';
comment on index recommendations_unresolved_issued is 'Serves: recommendations that are unresolved, are not, or of which nobody says, oldest or latest first.';
comment on index recommendations_overdue is 'Serves: overdue recommendations.';
comment on index recommendations_overdue_unknown is 'Serves: recommendations of which dates do not prove whether they are overdue.';
comment on index recommendations_report_facts is 'Serves: counts and sums over the recommendations of many reports; the copies'' foreign key.';
comment on index recommendations_open_facts is 'Serves: open recommendations, oldest or latest first; counts and sums over them.';
comment on column recommendations.report_fiscal_key is 'Copy of the report''s key; 0 when its fiscal year is unknown.';
comment on column recommendations.unresolved_key is '3: open, and a source says that there is no agreement, or a stated sum is undecided. 2: open, and nobody says. 1: not even known to be open. 0: closed, or agreement is recorded.';
comment on column recommendations.overdue_from is 'First day on which it counts as overdue: the day after its target date, or after six months without a recorded agreement, whichever comes first; null for never. With an unknown day of issue, counted from the last day of the fiscal year.';
comment on column recommendations.overdue_possible_from is 'First day on which dates no longer prove that it is not overdue, where that is before overdue_from; null where nothing is uncertain.';

create or replace function copy_report_issue() returns trigger language plpgsql as $$
begin
  select r.issued_key, r.fiscal_key into new.report_issued_key, new.report_fiscal_key from reports r where r.id = new.report_id;
  return new;
end $$;
create trigger recommendations_copy_keys before insert on recommendations
  for each row when (new.report_issued_key is null or new.report_fiscal_key is null) execute function copy_report_issue();

alter table recommendation_agencies drop column is_unresolved, add column unresolved_key integer;
alter table recommendation_agencies disable trigger user;
update recommendation_agencies a set unresolved_key = r.unresolved_key from recommendations r where r.id = a.recommendation_id;
alter table recommendation_agencies enable trigger user;
alter table recommendation_agencies
  alter column unresolved_key set not null,
  add constraint recommendation_agencies_carried_keys foreign key (recommendation_id, report_issued_key, is_open, unresolved_key)
    references recommendations (id, report_issued_key, is_open, unresolved_key) on update cascade on delete cascade;
create index recommendation_agencies_unresolved on recommendation_agencies (agency_id, unresolved_key, report_issued_key, recommendation_id) where unresolved_key >= 2;
comment on index recommendation_agencies_unresolved is 'Serves: those of them that are open without a recorded agreement, proven ones first.';
comment on column recommendation_agencies.unresolved_key is 'Copy of the recommendation''s own column.';

create or replace function copy_recommendation_keys() returns trigger language plpgsql as $$
begin
  select r.report_issued_key, r.is_open, r.unresolved_key into new.report_issued_key, new.is_open, new.unresolved_key
    from recommendations r where r.id = new.recommendation_id;
  return new;
end $$;
create trigger recommendation_agencies_copy_keys before insert on recommendation_agencies
  for each row when (new.report_issued_key is null or new.is_open is null or new.unresolved_key is null)
  execute function copy_recommendation_keys();
create index recommendations_unresolved_key on recommendations (unresolved_key, id);
comment on index recommendations_unresolved_key is 'Serves: recommendations in the order of how certainly they are unresolved.';
