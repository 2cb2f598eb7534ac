-- The agency tree with all its paths, and what search needs beyond the word columns.

create table agency_subtrees (
  agency_id bigint not null references agencies (id) on delete cascade,
  component_id bigint not null references agencies (id) on delete cascade,
  depth integer not null check (depth >= 0),
  primary key (agency_id, component_id)
);
create index agency_subtrees_component on agency_subtrees (component_id, agency_id);
comment on index agency_subtrees_component is 'Serves: the ancestors of an agency.';
comment on table agency_subtrees is 'Every agency with all its components at every depth, itself included. Kept by triggers on agencies.';
comment on column agency_subtrees.agency_id is 'The agency.';
comment on column agency_subtrees.component_id is 'A component of it, at any depth, or the agency itself.';
comment on column agency_subtrees.depth is 'How many steps down the component lies; 0 for the agency itself.';

-- The whole tree is small (thousands) and seldom moves: it is simply worked out anew.
create function rebuild_agency_subtrees() returns trigger language plpgsql as $$
begin
  create temporary table if not exists wanted_subtrees (agency_id bigint, component_id bigint, depth integer) on commit delete rows;
  delete from wanted_subtrees;
  insert into wanted_subtrees
    with recursive below as (
      select id as agency_id, id as component_id, 0 as depth from agencies
      union all
      select b.agency_id, a.id, b.depth + 1 from below b join agencies a on a.parent_id = b.component_id where b.depth < 50
    )
    select agency_id, component_id, depth from below;
  delete from agency_subtrees s where not exists (
    select from wanted_subtrees w where (w.agency_id, w.component_id, w.depth) = (s.agency_id, s.component_id, s.depth));
  insert into agency_subtrees select * from wanted_subtrees on conflict (agency_id, component_id) do update set depth = excluded.depth;
  return null;
end $$;
create trigger agencies_subtrees_insert after insert on agencies for each statement execute function rebuild_agency_subtrees();
create trigger agencies_subtrees_update after update of parent_id on agencies for each statement execute function rebuild_agency_subtrees();
create trigger agencies_subtrees_delete after delete on agencies for each statement execute function rebuild_agency_subtrees();

create view agency_ancestors as
  select component_id, agency_id, depth from agency_subtrees where depth > 0;
comment on view agency_ancestors is 'The agencies above each agency.';

create view agency_subtree_reports as
  select s.agency_id, l.report_id from agency_subtrees s join report_agencies l on l.agency_id = s.component_id;
comment on view agency_subtree_reports is 'Reports about an agency or any of its components; one may stand there several times.';

create view agency_subtree_recommendations as
  select s.agency_id, l.recommendation_id from agency_subtrees s join recommendation_agencies l on l.agency_id = s.component_id;
comment on view agency_subtree_recommendations is 'Recommendations to an agency or any of its components; one may stand there several times.';

create function squashed_number(number text) returns text
  language sql immutable strict parallel safe
  return (regexp_replace(upper(number), '[^A-Z0-9]', '', 'g')) collate "C";
comment on function squashed_number(text) is 'A report number with letters and digits only, for finding sloppily written ones: oig 21 36 and OIG2136 are OIG2136.';
create index reports_squashed_number on reports (squashed_number(number));
comment on index reports_squashed_number is 'Serves: search for a sloppily written report number.';

create function search_excerpt(body text, query tsquery) returns json
  language plpgsql immutable parallel safe cost 10000 as $$
declare
  -- Marks that no text contains, since those that might are taken out first.
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
comment on function search_excerpt(text, tsquery) is 'A plain-text excerpt around what was found, and where in it the found words stand (in characters, from 0, end exclusive). No markup.';

create view service_facts as
  select 1::bigint as id, revision, changed_at from data_revision;
comment on view service_facts is 'One row: the data revision and when it last changed.';

-- For agencies that are here already.
update agencies set parent_id = parent_id;
