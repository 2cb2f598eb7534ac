-- What agencies answered to recommendations, one by one or several together.

create table responses (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null,
  agency_id bigint not null,
  period text collate "C" not null default '',
  position management_position not null default 'UNKNOWN',
  position_raw text,
  text nonblank,
  planned_action nonblank,
  responded_on calendar_date,
  target_on calendar_date,
  revised_target_on calendar_date,
  status recommendation_status,
  status_raw text,
  source_quote text,
  source_id bigint not null references sources (id),
  confidence double precision check (confidence between 0 and 1),
  extraction_rule nonblank,
  constraint responses_natural_key unique (recommendation_id, agency_id, period),
  constraint responses_addressee foreign key (recommendation_id, agency_id)
    references recommendation_agencies (recommendation_id, agency_id) on delete cascade,
  constraint responses_period_bounded check (length(period) <= 100),
  constraint responses_rule_has_confidence check ((confidence is null) = (extraction_rule is null))
);
create index responses_agency on responses (agency_id, position, id);
create index responses_position on responses (position, id);
create index responses_source on responses (source_id);
create index responses_recommendation_position on responses (recommendation_id, id) include (position);
create index responses_confidence on responses (confidence, id) where confidence is not null;
comment on index responses_agency is 'Serves: an agency''s responses; those of a position.';
comment on index responses_position is 'Serves: responses of a position.';
comment on index responses_source is 'Serves: what came from a source.';
comment on index responses_recommendation_position is 'Serves: the responses to a recommendation, and whether one has a position.';
comment on index responses_confidence is 'Serves: facts read from prose that are less, or more, sure than a bound.';
comment on table responses is 'What a responsible agency answered to a recommendation. One agency may answer again in a later period.';
comment on column responses.id is 'Surrogate key.';
comment on column responses.recommendation_id is 'The recommendation answered.';
comment on column responses.agency_id is 'The agency that answered.';
comment on column responses.period is 'Round of a recurring response, for example 2023; empty for the only one.';
comment on column responses.position is 'Concur, partially concur, non-concur, …';
comment on column responses.position_raw is 'The source''s own words for the position.';
comment on column responses.text is 'The answer as published; null when not published.';
comment on column responses.planned_action is 'What the agency says it will do; null when not stated.';
comment on column responses.responded_on is 'Day of the answer; null when unknown.';
comment on column responses.target_on is 'Day by which the agency promised to be done; null when not stated.';
comment on column responses.revised_target_on is 'Later promise that replaces target_on; null when there is none.';
comment on column responses.status is 'Status for this agency alone, where the source keeps one; null otherwise.';
comment on column responses.status_raw is 'The source''s own words for that status.';
comment on column responses.source_quote is 'The words that state the position; null when the source is not prose.';
comment on column responses.source_id is 'Where the answer was read.';
comment on column responses.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column responses.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';

-- A recommendation's target date is the latest one promised. Dynamic SQL, here and in other triggers that handle many
-- rows, so that the statement is planned for the number of rows at hand.
create function keep_latest_target() returns trigger language plpgsql as $$
begin
  execute $query$
    update recommendations r set target_on = latest.target_on
    from (select a.recommendation_id, max(coalesce(a.revised_target_on, a.target_on)) as target_on
          from responses a where a.recommendation_id in (select w.recommendation_id from written w)
          group by a.recommendation_id) latest
    where r.id = latest.recommendation_id and latest.target_on is not null and r.target_on is distinct from latest.target_on
    $query$;
  return null;
end $$;
create trigger responses_keep_target_insert after insert on responses
  referencing new table as written for each statement execute function keep_latest_target();
create trigger responses_keep_target_update after update on responses
  referencing new table as written for each statement execute function keep_latest_target();

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
