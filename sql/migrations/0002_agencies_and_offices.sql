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
  constraint agencies_not_own_parent check (parent_id <> id)
);
create index agencies_parent on agencies (parent_id, name, id);
create index agencies_name on agencies (name, id);
create index agencies_name_words on agencies using gin (name gin_trgm_ops);
create index agencies_kind on agencies (kind, id);
create index agencies_source on agencies (source_id);
comment on index agencies_parent is 'Serves: an agency''s components by name.';
comment on index agencies_name is 'Serves: all agencies by name.';
comment on index agencies_name_words is 'Serves: agencies whose name contains or resembles some text.';
comment on index agencies_kind is 'Serves: agencies of a kind.';
comment on index agencies_source is 'Serves: what came from a source.';
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
  -- Two concurrent moves could each be fine and together make a ring, so moves queue up; the lock cannot help a
  -- transaction whose snapshot is older than it, so those are refused.
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
  source_id bigint references sources (id)
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
