-- Where facts come from (sources), who is reviewed (agencies, a tree) and who reviews (offices).

create table sources (
  id bigint generated always as identity primary key,
  publisher nonblank not null,
  url text,
  file_name nonblank not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  format nonblank not null,
  importer_version nonblank not null,
  as_of calendar_date,
  is_synthetic boolean not null default false,
  imported_at timestamptz not null default now() check (isfinite(imported_at)),
  constraint sources_natural_key unique (sha256, format)
);
comment on table sources is 'Provenance: one row for each file or page that was imported.';
comment on column sources.id is 'Surrogate key.';
comment on column sources.publisher is 'Who published the material, for example DHS OIG.';
comment on column sources.url is 'Where the publisher keeps it; null when unknown.';
comment on column sources.file_name is 'Name of the imported file, without its folder; - for standard input.';
comment on column sources.sha256 is 'SHA-256 of the imported bytes, hexadecimal.';
comment on column sources.format is 'Which importer read it.';
comment on column sources.importer_version is 'Version of that importer.';
comment on column sources.as_of is 'The day on which the material was true, where it says so.';
comment on column sources.is_synthetic is 'True for generated data, which describes nothing real.';
comment on column sources.imported_at is 'When it was imported.';

-- Indexed labels are bounded, here and below: an index row has room for some 2,700 bytes.
create table agencies (
  id bigint generated always as identity primary key,
  slug text not null collate "C" constraint agencies_natural_key unique check (is_slug(slug)),
  name nonblank not null,
  acronym nonblank,
  kind agency_kind not null default 'OTHER',
  parent_id bigint references agencies (id),
  uei text unique,
  homepage_url text,
  source_id bigint references sources (id),
  constraint agencies_not_own_parent check (parent_id <> id),
  constraint agencies_name_bounded check (length(name) <= 500)
);
create index agencies_parent on agencies (parent_id, name, id);
create index agencies_name on agencies (name, id);
create index agencies_name_words on agencies using gin (name gin_trgm_ops);
create index agencies_source on agencies (source_id);
create index agencies_kind_name on agencies (kind, name, id);
comment on index agencies_parent is 'Serves: an agency''s components by name.';
comment on index agencies_name is 'Serves: all agencies by name.';
comment on index agencies_name_words is 'Serves: agencies whose name contains or resembles some text.';
comment on index agencies_source is 'Serves: what came from a source.';
comment on index agencies_kind_name is 'Serves: agencies of a kind, by name.';
comment on table agencies is 'Bodies under review: departments, their components, independent agencies, award recipients. A tree by parent_id.';
comment on column agencies.id is 'Surrogate key.';
comment on column agencies.slug is 'Short name for addresses and queries, for example ice. Natural key.';
comment on column agencies.name is 'Full official name.';
comment on column agencies.acronym is 'Usual abbreviation, for example ICE; null when there is none.';
comment on column agencies.kind is 'Department, component, independent agency, auditee, …';
comment on column agencies.parent_id is 'The body it is part of, for example DHS for ICE; null at the top.';
comment on column agencies.uei is 'Unique Entity Identifier of an award recipient; null for federal bodies.';
comment on column agencies.homepage_url is 'Its own site; null when unknown.';
comment on column agencies.source_id is 'Where we learned of it.';

create table agency_aliases (
  alias_key text collate "C" primary key check (alias_key ~ '\S' and alias_key = lower(alias_key)),
  alias nonblank not null,
  agency_id bigint not null references agencies (id) on delete cascade
);
create index agency_aliases_agency on agency_aliases (agency_id);
comment on index agency_aliases_agency is 'Serves: the aliases of an agency.';
comment on table agency_aliases is 'Other names and spellings by which sources call an agency.';
comment on column agency_aliases.alias_key is 'The alias in lower case with single spaces. One alias means one agency.';
comment on column agency_aliases.alias is 'The alias as written.';
comment on column agency_aliases.agency_id is 'The agency it means.';

create function refuse_agency_cycle() returns trigger language plpgsql as $$
begin
  -- Two concurrent updates can each be valid and together form a cycle, so updates are serialized by a lock. The lock
  -- is no help to a transaction whose snapshot is older, so repeatable read is refused.
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'agencies are moved at read committed or serializable only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(hashtext('agencies.parent_id'));
  if exists (
    with recursive above (id) as (
      select new.parent_id
      union
      select a.parent_id from above join agencies a on a.id = above.id where a.parent_id is not null
    )
    select from above where id = new.id
  ) then
    raise exception 'agency % cannot be part of itself', new.slug using errcode = '23514', constraint = 'agencies_no_cycle';
  end if;
  return null;
end $$;
create constraint trigger agencies_no_cycle after insert or update of parent_id on agencies
  for each row when (new.parent_id is not null) execute function refuse_agency_cycle();

create table agency_subtrees (
  agency_id bigint not null references agencies (id) on delete cascade,
  component_id bigint not null references agencies (id) on delete cascade,
  depth integer not null check (depth >= 0),
  primary key (agency_id, component_id)
);
create index agency_subtrees_component on agency_subtrees (component_id, agency_id);
comment on index agency_subtrees_component is 'Serves: the ancestors of an agency.';
comment on table agency_subtrees is 'Every agency with all its components at every depth, itself included. Maintained by triggers on agencies.';
comment on column agency_subtrees.agency_id is 'The agency.';
comment on column agency_subtrees.component_id is 'A component of it, at any depth, or the agency itself.';
comment on column agency_subtrees.depth is 'How many steps down the component lies; 0 for the agency itself.';

-- The whole tree is small (thousands of rows) and seldom changes, so it is recomputed as a whole.
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

create table offices (
  id bigint generated always as identity primary key,
  slug text not null collate "C" constraint offices_natural_key unique check (is_slug(slug)),
  name nonblank not null,
  short_name nonblank,
  kind office_kind not null default 'OTHER',
  homepage_url text,
  statutory_reference text,
  established_year integer check (established_year between 1776 and 2199),
  is_active boolean,
  publishes_reports boolean,
  source_id bigint references sources (id),
  constraint offices_name_bounded check (length(name) <= 500)
);
create index offices_name on offices (name, id);
create index offices_name_words on offices using gin (name gin_trgm_ops);
create index offices_kind on offices (kind, id);
create index offices_source on offices (source_id);
comment on index offices_name is 'Serves: all offices by name.';
comment on index offices_name_words is 'Serves: offices whose name contains or resembles some text.';
comment on index offices_kind is 'Serves: offices of a kind.';
comment on index offices_source is 'Serves: what came from a source.';
comment on table offices is 'Oversight offices: Inspectors General, GAO, auditors. They issue reports.';
comment on column offices.id is 'Surrogate key.';
comment on column offices.slug is 'Short name for addresses and queries, for example dhs-oig. Natural key.';
comment on column offices.name is 'Full official name.';
comment on column offices.short_name is 'Usual short name, for example DHS OIG; null when there is none.';
comment on column offices.kind is 'Inspector General, GAO, auditor, …';
comment on column offices.homepage_url is 'Its own site; null when unknown.';
comment on column offices.statutory_reference is 'The law that establishes it, for example 5 U.S.C. 402; null when unknown.';
comment on column offices.established_year is 'Year in which it was established; null when unknown.';
comment on column offices.is_active is 'False for an office that no longer exists; null when unknown.';
comment on column offices.publishes_reports is 'Whether it publishes its reports; null when unknown.';
comment on column offices.source_id is 'Where we learned of it.';

create table office_agencies (
  office_id bigint not null references offices (id) on delete cascade,
  agency_id bigint not null references agencies (id) on delete cascade,
  primary key (office_id, agency_id)
);
create index office_agencies_agency on office_agencies (agency_id, office_id);
comment on index office_agencies_agency is 'Serves: the offices that oversee an agency.';
comment on table office_agencies is 'Which office oversees which agency.';
comment on column office_agencies.office_id is 'The office.';
comment on column office_agencies.agency_id is 'The agency it oversees.';
