-- Full-text search, look-up of report numbers written in other ways, and names to suggest for misspelt ones.

create function words_of_text(body text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('english', left(coalesce(body, ''), 100000));
comment on function words_of_text(text) is 'Words of a finding''s statement or a recommendation''s text for full-text search; none for null.';

create function words_of_report(number text, title text, summary text) returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('english', coalesce(number, '') || ' ' || coalesce(title, '')), 'A')
    || setweight(to_tsvector('english', left(coalesce(summary, ''), 100000)), 'B');
comment on function words_of_report(text, text, text) is 'Words of a report for full-text search: those of number and title weigh more (A) than those of the summary (B).';

-- Columns "words" are set by triggers and not generated, so that a bulk load, with these triggers disabled, can bring
-- tsvectors that it computed itself. The triggers also fire when "words" is written directly: it always equals the words
-- of the text, and "update reports set words = words" recomputes it.
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
create trigger reports_keep_words before insert or update of number, title, summary, words on reports
  for each row execute function keep_report_words();
create trigger findings_keep_words before insert or update of statement, words on findings
  for each row execute function keep_finding_words();
create trigger recommendations_keep_words before insert or update of text, words on recommendations
  for each row execute function keep_recommendation_words();

create function squashed_number(number text) returns text
  language sql immutable strict parallel safe
  return (regexp_replace(upper(number), '[^A-Z0-9]', '', 'g')) collate "C";
comment on function squashed_number(text) is 'A report number with letters and digits only, for finding sloppily written ones: oig 21 36 and OIG2136 are OIG2136.';
create index reports_squashed_number on reports (squashed_number(number));
comment on index reports_squashed_number is 'Serves: search for a sloppily written report number.';

create function search_excerpt(body text, query tsquery) returns json
  language plpgsql immutable parallel safe cost 10000 as $$
declare
  -- Control characters as markers; any in the text are removed first.
  marked text := ts_headline('english', translate(coalesce(body, ''), e'\x02\x03', ''), query,
    e'StartSel=\x02, StopSel=\x03, MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=" … "');
  plain text := '';
  ranges json[] := '{}';
  piece text;
  ends integer;
begin
  foreach piece in array string_to_array(marked, e'\x02') loop
    ends := strpos(piece, e'\x03');
    if ends > 0 then
      ranges := ranges || json_build_object('start', length(plain), 'end', length(plain) + ends - 1);
      piece := overlay(piece placing '' from ends for 1);
    end if;
    plain := plain || piece;
  end loop;
  return json_build_object('text', plain, 'ranges', to_json(ranges));
end $$;
comment on function search_excerpt(text, tsquery) is 'A plain-text excerpt around what was found, and where in it the matched words are (in characters, from 0, end exclusive). No markup.';

create view suggestible_names as
  select 'AGENCY'::text as type, a.id * 4 as id, a.id as agency_id, null::bigint as office_id, null::bigint as topic_id, a.name::text as name from agencies a
  union all select 'OFFICE', o.id * 4 + 1, null, o.id, null, o.name from offices o
  union all select 'TOPIC', t.id * 4 + 2, null, null, t.id, t.name from topics t;
comment on view suggestible_names is 'Names that a misspelt one may mean.';
