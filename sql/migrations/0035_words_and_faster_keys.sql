-- Words for full-text search are kept by triggers and no longer generated: a load that works out the words of a million
-- texts itself may then bring them, where a generated column would have them worked out once more, one after the other.
-- And what is asked of every row costs less for the usual one.

create function words_of_text(body text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('english', left(coalesce(body, ''), 100000));
comment on function words_of_text(text) is 'Words of a finding''s statement or a recommendation''s text for full-text search; none for null.';

create function words_of_report(number text, title text, summary text) returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('english', coalesce(number, '') || ' ' || coalesce(title, '')), 'A')
    || setweight(to_tsvector('english', left(coalesce(summary, ''), 100000)), 'B');
comment on function words_of_report(text, text, text) is 'Words of a report for full-text search: those of number and title weigh more (A) than those of the summary (B).';

alter table reports alter column words drop expression;
alter table findings alter column words drop expression;
alter table recommendations alter column words drop expression;

create function keep_report_words() returns trigger language plpgsql as $$
begin
  new.words := words_of_report(new.number, new.title, new.summary);
  return new;
end $$;
create function keep_finding_words() returns trigger language plpgsql as $$
begin
  new.words := words_of_text(new.statement);
  return new;
end $$;
create function keep_recommendation_words() returns trigger language plpgsql as $$
begin
  new.words := words_of_text(new.text);
  return new;
end $$;
-- Also when someone writes the words themselves: they are never other than those of the text. So
-- "update reports set words = words" has them worked out again.
create trigger reports_keep_words before insert or update of number, title, summary, words on reports
  for each row execute function keep_report_words();
create trigger findings_keep_words before insert or update of statement, words on findings
  for each row execute function keep_finding_words();
create trigger recommendations_keep_words before insert or update of text, words on recommendations
  for each row execute function keep_recommendation_words();

-- Not strict: only then does PostgreSQL put a function with a case in place of its call, which is half of what it costs.
create function natural_part_key(part text) returns text
  language sql immutable parallel safe
  return (lower(rtrim(part, '0123456789')) || case
    when rtrim(part, '0123456789') = part then ''
    else lpad(right(part, length(part) - length(rtrim(part, '0123456789'))), 20, '0')
  end) collate "C";
comment on function natural_part_key(text) is 'Sort key of a piece of a printed number that has digits at its end only, at most 20.';

create or replace function natural_sort_key(label text) returns text
  language sql immutable parallel safe
  return case
    when length(label) between 1 and 20 and ltrim(label, '0123456789') = '' then lpad(label, 20, '0')
    -- OIG-21-36, 2b-1: up to four pieces, digits at their ends. Several plain calls cost less than a substitution by pattern.
    when length(label) <= 20 and label ~ '^[^0-9-]*[0-9]*(-[^0-9-]*[0-9]*){0,3}$' then
      natural_part_key(split_part(label, '-', 1))
      || case when label like '%-%' then '-' || natural_part_key(split_part(label, '-', 2)) else '' end
      || case when label like '%-%-%' then '-' || natural_part_key(split_part(label, '-', 3)) else '' end
      || case when label like '%-%-%-%' then '-' || natural_part_key(split_part(label, '-', 4)) else '' end
    else regexp_replace(regexp_replace(lower(label), '(\d+)', '00000000000000000000\1', 'g'), '\d*(\d{20})', '\1', 'g')
  end collate "C";

create or replace function report_number_key(number text) returns text
  language sql immutable parallel safe
  return case
    when number ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' then number
    else trim(both '-' from regexp_replace(upper(number), '[\s/_\u00a0\u00ad\u2010-\u2015\u2212-]+', '-', 'g'))
  end collate "C";

create or replace function utf16_slice(value text, slice_start integer, slice_end integer) returns text
  language sql immutable parallel safe
  return case
    when slice_start < 0 or slice_end < slice_start then null
    -- Text without characters beyond U+FFFF has one unit a character. Nearly all text is such, most is ASCII.
    when octet_length(value) = length(value) or value !~ U&'[\+010000-\+10FFFF]'
      then substring(value from slice_start + 1 for slice_end - slice_start)
    -- Elsewhere such a character gets a filler as its second unit, which is taken out again.
    else replace(substring(regexp_replace(value, U&'([\+010000-\+10FFFF])', U&'\\1\FFFF', 'g') from slice_start + 1 for slice_end - slice_start), U&'\FFFF', '')
  end;

-- The same domain: a text that begins with a visible ASCII character is not blank, whatever follows.
alter domain nonblank add constraint nonblank_visible check (left(value, 1) between '!' and '~' or value ~ '\S');
alter domain nonblank drop constraint nonblank_check;
alter domain nonblank rename constraint nonblank_visible to nonblank_check;
