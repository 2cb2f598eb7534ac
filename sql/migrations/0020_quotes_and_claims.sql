-- A quote stands where it says it stands, as long as the summary stands; and what each publisher last said of a status.

create function utf16_slice(value text, slice_start integer, slice_end integer) returns text
  language sql immutable strict parallel safe
  return case
    when slice_start < 0 or slice_end < slice_start then null
    -- Text without characters beyond U+FFFF has one unit a character, and nearly all text is such.
    when value !~ U&'[\+010000-\+10FFFF]' then substring(value from slice_start + 1 for slice_end - slice_start)
    -- Elsewhere such a character gets a filler as its second unit, which is taken out again.
    else replace(substring(regexp_replace(value, U&'([\+010000-\+10FFFF])', U&'\\1\FFFF', 'g') from slice_start + 1 for slice_end - slice_start), U&'\FFFF', '')
  end;
comment on function utf16_slice(text, integer, integer) is 'The part of a text between two offsets in UTF-16 code units, as JavaScript''s slice gives it.';

create function refuse_false_quote() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'findings' and exists (
    select from findings f join reports r on r.id = f.report_id
    where f.id = new.id and f.source_quote is not null
      and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end)
  ) or tg_table_name = 'recommendations' and exists (
    select from recommendations c join reports r on r.id = c.report_id
    where c.id = new.id and c.source_quote is not null
      and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end)
  ) or tg_table_name = 'reports' and (exists (
    select from findings f join reports r on r.id = f.report_id
    where r.id = new.id and f.source_quote is not null
      and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end)
  ) or exists (
    select from recommendations c join reports r on r.id = c.report_id
    where r.id = new.id and c.source_quote is not null
      and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end)
  )) then
    raise exception 'a quote of % % does not stand in the summary of its report', tg_table_name, new.id
      using errcode = '23514', constraint = tg_table_name || '_quote_is_true';
  end if;
  return null;
end $$;
comment on function refuse_false_quote() is 'Quotes of findings and recommendations are those words of their report''s summary, at the end of every transaction.';
create constraint trigger findings_quote_is_true after insert or update of source_quote, quote_start, quote_end, report_id on findings
  deferrable initially deferred for each row when (new.source_quote is not null) execute function refuse_false_quote();
create constraint trigger recommendations_quote_is_true after insert or update of source_quote, quote_start, quote_end, report_id on recommendations
  deferrable initially deferred for each row when (new.source_quote is not null) execute function refuse_false_quote();
create constraint trigger reports_quote_is_true after update of summary on reports
  deferrable initially deferred for each row when (old.summary is distinct from new.summary) execute function refuse_false_quote();

create view status_claims as
  select distinct on (e.recommendation_id, s.publisher)
    e.id, e.recommendation_id, s.publisher, e.kind, e.status, e.status_raw, e.resolution, e.resolution_raw, e.closed_on,
    e.as_of, e.observed_at, e.source_id,
    e.kind = 'STATUS' and e.status is distinct from r.status as disagrees
  from status_events e
  join sources s on s.id = e.source_id
  join recommendations r on r.id = e.recommendation_id
  order by e.recommendation_id, s.publisher, e.as_of_key desc, e.observed_at desc, e.id desc;
comment on view status_claims is 'The last thing each publisher said of each recommendation; two that disagree are both here.';
comment on column status_claims.publisher is 'Who says so.';
comment on column status_claims.disagrees is 'It states another status than the one the recommendation has now, which is that of the last event.';
