-- Rules that must hold when a transaction ends are looked at once for all rows that a statement wrote: a trigger called
-- for every row of a file takes longer than writing them. And keys that other keys imply are not checked a second time.

-- Unlogged, for no transaction leaves anything in it.
create unlogged table pending_checks (
  id bigint generated always as identity primary key,
  rule text not null check (rule in ('recommendations_status_is_last_event', 'findings_quote_is_true', 'recommendations_quote_is_true', 'reports_quote_is_true')),
  row_ids bigint[] not null
);
alter table pending_checks alter column row_ids set storage external;
comment on table pending_checks is 'What a running transaction has to look at before it ends; empty to everybody else.';
comment on column pending_checks.id is 'Surrogate key.';
comment on column pending_checks.rule is 'The rule, by the name of the constraint as which its violation is told.';
comment on column pending_checks.row_ids is 'Keys of rows that a statement wrote, in ascending order.';

-- Arguments: the rule, and the condition under which a written row w is looked at; on an update e is what w was. Keys in
-- portions, so that no check needs memory for all of a statement's rows.
create function note_pending_check() returns trigger language plpgsql as $$
begin
  execute format(
    'insert into pending_checks (rule, row_ids)
     select %L, array_agg(id order by id) from (
       select w.id, (row_number() over (order by w.id) - 1) / 10000 as portion from written w %s where %s) chosen
     group by portion',
    tg_argv[0], case when tg_op = 'UPDATE' then 'join erased e on e.id = w.id' else '' end, tg_argv[1]);
  return null;
end $$;

create function settle_pending_check() returns trigger language plpgsql as $$
declare
  broken text;
begin
  case new.rule
    when 'recommendations_status_is_last_event' then
      -- As the view current_statuses has it, but by two look-ups for each, however many have a history.
      select format('recommendation %s is %s / %s, its last event says %s / %s', r.id, r.status, r.resolution,
          coalesce(stated.status, 'UNKNOWN'), coalesce(agreed.resolution, 'UNKNOWN')) into broken
        from unnest(new.row_ids) as chosen (id) join recommendations r on r.id = chosen.id
        left join lateral (
          select e.status from status_events e where e.recommendation_id = r.id and e.kind = 'STATUS'
          order by e.as_of_key desc, e.observed_at desc, e.id desc limit 1) stated on true
        left join lateral (
          select e.resolution from status_events e where e.recommendation_id = r.id and e.resolution is not null
          order by e.as_of_key desc, e.observed_at desc, e.id desc limit 1) agreed on true
        where (r.status, r.resolution) is distinct from (coalesce(stated.status, 'UNKNOWN'), coalesce(agreed.resolution, 'UNKNOWN')) limit 1;
    when 'findings_quote_is_true' then
      select format('a quote of finding %s does not stand in the summary of its report', f.id) into broken
        from unnest(new.row_ids) as chosen (id) join findings f on f.id = chosen.id join reports r on r.id = f.report_id
        where f.source_quote is not null and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end) limit 1;
    when 'recommendations_quote_is_true' then
      select format('a quote of recommendation %s does not stand in the summary of its report', c.id) into broken
        from unnest(new.row_ids) as chosen (id) join recommendations c on c.id = chosen.id join reports r on r.id = c.report_id
        where c.source_quote is not null and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end) limit 1;
    when 'reports_quote_is_true' then
      select format('a quote from report %s does not stand in its summary', r.id) into broken
        from unnest(new.row_ids) as chosen (id) join reports r on r.id = chosen.id
        where exists (select from findings f where f.report_id = r.id and f.source_quote is not null
            and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end))
          or exists (select from recommendations c where c.report_id = r.id and c.source_quote is not null
            and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end)) limit 1;
  end case;
  if broken is not null then
    raise exception '%', broken using errcode = '23514', constraint = new.rule;
  end if;
  delete from pending_checks where id = new.id;
  return null;
end $$;
create constraint trigger pending_checks_settle after insert on pending_checks
  deferrable initially deferred for each row execute function settle_pending_check();

drop trigger recommendations_status_is_last_event on recommendations;
drop trigger recommendations_status_not_forgotten on recommendations;
drop trigger findings_quote_is_true on findings;
drop trigger recommendations_quote_is_true on recommendations;
drop trigger reports_quote_is_true on reports;
drop function check_status_is_last_event();
drop function refuse_false_quote();

create trigger recommendations_status_is_last_event after insert on recommendations
  referencing new table as written for each statement
  execute function note_pending_check('recommendations_status_is_last_event', '(w.status, w.resolution) <> (''UNKNOWN'', ''UNKNOWN'')');
create trigger recommendations_status_stays_last_event after update on recommendations
  referencing new table as written old table as erased for each statement
  execute function note_pending_check('recommendations_status_is_last_event', '(w.status, w.resolution) <> (e.status, e.resolution)');
create trigger recommendations_quote_is_true after insert on recommendations
  referencing new table as written for each statement
  execute function note_pending_check('recommendations_quote_is_true', 'w.source_quote is not null');
create trigger recommendations_quote_stays_true after update on recommendations
  referencing new table as written old table as erased for each statement
  execute function note_pending_check('recommendations_quote_is_true',
    '(w.source_quote, w.quote_start, w.quote_end, w.report_id) is distinct from (e.source_quote, e.quote_start, e.quote_end, e.report_id)');
create trigger findings_quote_is_true after insert on findings
  referencing new table as written for each statement
  execute function note_pending_check('findings_quote_is_true', 'w.source_quote is not null');
create trigger findings_quote_stays_true after update on findings
  referencing new table as written old table as erased for each statement
  execute function note_pending_check('findings_quote_is_true',
    '(w.source_quote, w.quote_start, w.quote_end, w.report_id) is distinct from (e.source_quote, e.quote_start, e.quote_end, e.report_id)');
create trigger reports_quote_is_true after update on reports
  referencing new table as written old table as erased for each statement
  execute function note_pending_check('reports_quote_is_true', 'w.summary is distinct from e.summary');

-- (report_id, issued_key, …) in reports implies report_id in reports, and so on; both cascade alike.
alter table recommendations drop constraint recommendations_report_id_fkey;
alter table recommendation_agencies drop constraint recommendation_agencies_recommendation_id_fkey;
alter table report_agencies drop constraint report_agencies_report_id_fkey;
alter table report_topics drop constraint report_topics_report_id_fkey;
