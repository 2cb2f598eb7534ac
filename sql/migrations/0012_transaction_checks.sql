-- Rules that hold at the end of every transaction: a recommendation's status is that of its last event, and quotes are true.
-- Statement triggers queue the keys of the rows written and a deferred trigger checks them together: a deferred trigger
-- for every row of a bulk load takes longer than writing the rows.

create function utf16_slice(value text, slice_start integer, slice_end integer) returns text
  language sql immutable parallel safe
  return case
    when slice_start < 0 or slice_end < slice_start then null
    -- Text without characters beyond U+FFFF has one code unit per character. Nearly all text is such, most is ASCII.
    when octet_length(value) = length(value) or value !~ U&'[\+010000-\+10FFFF]'
      then substring(value from slice_start + 1 for slice_end - slice_start)
    -- Elsewhere append a filler to each such character as its second code unit, and remove the fillers afterwards.
    else replace(substring(regexp_replace(value, U&'([\+010000-\+10FFFF])', U&'\\1\FFFF', 'g') from slice_start + 1 for slice_end - slice_start), U&'\FFFF', '')
  end;
comment on function utf16_slice(text, integer, integer) is 'The part of a text between two offsets in UTF-16 code units, as JavaScript''s slice gives it.';

-- Unlogged: a transaction leaves no row in it.
create unlogged table pending_checks (
  id bigint generated always as identity primary key,
  rule text not null check (rule in ('recommendations_status_is_last_event', 'findings_quote_is_true', 'recommendations_quote_is_true', 'reports_quote_is_true')),
  row_ids bigint[] not null
);
alter table pending_checks alter column row_ids set storage external;
comment on table pending_checks is 'Checks deferred to the end of the running transaction; other transactions see no rows.';
comment on column pending_checks.id is 'Surrogate key.';
comment on column pending_checks.rule is 'Name of the rule, reported as the violated constraint.';
comment on column pending_checks.row_ids is 'Keys of rows that a statement wrote, in ascending order.';

-- Argument: the rule. Finds the rows that an update changed by "except" and not by a join of old and new rows: the plan of
-- a join is cached, and a nested loop chosen for two rows would be reused for two million.
create function note_pending_check() returns trigger language plpgsql as $$
declare
  -- In batches, so that no check needs memory for all rows of a statement.
  batch constant integer := 10000;
  chosen bigint[];
begin
  if tg_argv[0] = 'recommendations_status_is_last_event' and tg_op = 'INSERT' then
    chosen := array(select w.id from written w where (w.status, w.resolution) <> ('UNKNOWN', 'UNKNOWN') order by w.id);
  elsif tg_argv[0] = 'recommendations_status_is_last_event' then
    chosen := array(select c.id from (
      select id, status, resolution from written except select id, status, resolution from erased) c order by c.id);
  elsif tg_argv[0] = 'reports_quote_is_true' then
    chosen := array(select c.id from (
      select id, md5(summary) from written except select id, md5(summary) from erased) c order by c.id);
  elsif tg_op = 'INSERT' then
    chosen := array(select w.id from written w where w.source_quote is not null order by w.id);
  else
    chosen := array(select c.id from (
      select id, report_id, source_quote, quote_start, quote_end from written where source_quote is not null
      except select id, report_id, source_quote, quote_start, quote_end from erased) c order by c.id);
  end if;
  for place in 1..cardinality(chosen) by batch loop
    insert into pending_checks (rule, row_ids) values (tg_argv[0], chosen[place:place + batch - 1]);
  end loop;
  return null;
end $$;

create function settle_pending_check() returns trigger language plpgsql as $$
declare
  broken text;
begin
  case new.rule
    when 'recommendations_status_is_last_event' then
      -- Dynamic SQL, to be planned for the actual number of keys: a plan for ten is a bad plan for ten thousand.
      execute $query$
        with stated as (
          select distinct on (recommendation_id) recommendation_id, status from status_events
          where recommendation_id = any ($1) and kind = 'STATUS'
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc),
        agreed as (
          select distinct on (recommendation_id) recommendation_id, resolution from status_events
          where recommendation_id = any ($1) and resolution is not null
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc)
        select min(format('recommendation %s is %s / %s, its last event says %s / %s', r.id, r.status, r.resolution,
          coalesce(s.status, 'UNKNOWN'), coalesce(a.resolution, 'UNKNOWN')))
        from recommendations r left join stated s on s.recommendation_id = r.id left join agreed a on a.recommendation_id = r.id
        where r.id = any ($1) and (r.status, r.resolution) is distinct from (coalesce(s.status, 'UNKNOWN'), coalesce(a.resolution, 'UNKNOWN'))
        $query$ into broken using new.row_ids;
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

create trigger recommendations_status_is_last_event after insert on recommendations
  referencing new table as written for each statement execute function note_pending_check('recommendations_status_is_last_event');
create trigger recommendations_status_stays_last_event after update on recommendations
  referencing new table as written old table as erased for each statement execute function note_pending_check('recommendations_status_is_last_event');
create trigger recommendations_quote_is_true after insert on recommendations
  referencing new table as written for each statement execute function note_pending_check('recommendations_quote_is_true');
create trigger recommendations_quote_stays_true after update on recommendations
  referencing new table as written old table as erased for each statement execute function note_pending_check('recommendations_quote_is_true');
create trigger findings_quote_is_true after insert on findings
  referencing new table as written for each statement execute function note_pending_check('findings_quote_is_true');
create trigger findings_quote_stays_true after update on findings
  referencing new table as written old table as erased for each statement execute function note_pending_check('findings_quote_is_true');
create trigger reports_quote_is_true after update on reports
  referencing new table as written old table as erased for each statement execute function note_pending_check('reports_quote_is_true');
