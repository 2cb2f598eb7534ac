-- What was read from prose says by which rule and how surely; an inferred addressee is marked; an answer that covers a
-- number of recommendations without saying which, or comes from a party that is no agency, has a row of its own.

do $$
declare
  name text;
begin
  foreach name in array array['findings', 'recommendations', 'responses', 'status_events'] loop
    execute format('alter table %I add column confidence double precision check (confidence between 0 and 1),
      add column extraction_rule nonblank,
      add constraint %I check ((confidence is null) = (extraction_rule is null))', name, name || '_rule_has_confidence');
    execute format('create index %I on %I (confidence, id) where confidence is not null', name || '_confidence', name);
    execute format('comment on index %I is %L', name || '_confidence', 'Serves: facts read from prose that are less, or more, sure than a bound.');
    execute format('comment on column %I.confidence is %L', name,
      'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.');
    execute format('comment on column %I.extraction_rule is %L', name,
      'The rule that read it from prose; null where a source states it outright.');
  end loop;
end $$;

alter table status_events add column source_quote nonblank;
comment on column status_events.source_quote is 'The words of the text that state it; null when the source is not prose.';

alter table recommendation_agencies add column is_inferred boolean not null default false;
comment on column recommendation_agencies.is_inferred is 'True where no words name the agency: it is the one that the report is about.';
create index recommendation_agencies_inferred on recommendation_agencies (recommendation_id) where is_inferred;
comment on index recommendation_agencies_inferred is 'Serves: recommendations whose addressee is inferred.';

create table recommendation_shares (
  id bigint generated always as identity primary key,
  report_id bigint not null references reports (id) on delete cascade,
  party text collate "C" not null check (party ~ '\S'),
  agency_id bigint references agencies (id),
  position management_position not null default 'UNKNOWN',
  recommendation_count integer check (recommendation_count between 0 and 10000),
  is_all boolean not null default false,
  source_quote nonblank,
  confidence double precision check (confidence between 0 and 1),
  extraction_rule nonblank,
  source_id bigint not null references sources (id),
  constraint recommendation_shares_natural_key unique (report_id, party, position),
  constraint recommendation_shares_rule_has_confidence check ((confidence is null) = (extraction_rule is null))
);
create index recommendation_shares_agency on recommendation_shares (agency_id, position, id);
create index recommendation_shares_position on recommendation_shares (position, id);
create index recommendation_shares_count on recommendation_shares (recommendation_count, id);
create index recommendation_shares_confidence on recommendation_shares (confidence, id) where confidence is not null;
create index recommendation_shares_party on recommendation_shares (party, id) where agency_id is null;
create index recommendation_shares_source on recommendation_shares (source_id);
comment on index recommendation_shares_agency is 'Serves: an agency''s shares; those of a position.';
comment on index recommendation_shares_position is 'Serves: shares of a position.';
comment on index recommendation_shares_count is 'Serves: shares by how many recommendations they cover.';
comment on index recommendation_shares_confidence is 'Serves: shares that are less, or more, sure than a bound.';
comment on index recommendation_shares_party is 'Serves: shares of a party that is no agency.';
comment on index recommendation_shares_source is 'Serves: what came from a source.';
comment on table recommendation_shares is 'How many of a report''s recommendations are addressed to an agency, or answered in one way by an agency or another party, where the source does not say which.';
comment on column recommendation_shares.id is 'Surrogate key.';
comment on column recommendation_shares.report_id is 'The report that makes the recommendations.';
comment on column recommendation_shares.party is 'Slug of the agency, or the party in the source''s own words where it is no agency.';
comment on column recommendation_shares.agency_id is 'The agency; null for a party that is none.';
comment on column recommendation_shares.position is 'What the party answered; UNKNOWN where the source only says how many are addressed to it.';
comment on column recommendation_shares.recommendation_count is 'How many recommendations; null where the source does not say.';
comment on column recommendation_shares.is_all is 'True where the source speaks of all of the report''s recommendations.';
comment on column recommendation_shares.source_quote is 'The words that say so; null when the source is not prose.';
comment on column recommendation_shares.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column recommendation_shares.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column recommendation_shares.source_id is 'Where it was read.';
create trigger recommendation_shares_revision after insert or update or delete or truncate on recommendation_shares
  for each statement execute function bump_data_revision();
