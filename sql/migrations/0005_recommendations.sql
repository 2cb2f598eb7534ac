-- Recommendations, the findings they answer, the agencies they address, and the earlier ones they repeat.

create table recommendations (
  id bigint generated always as identity primary key,
  report_id bigint not null references reports (id),
  number nonblank not null,
  text nonblank,
  text_missing_reason text_missing_reason,
  source_quote text,
  quote_start integer check (quote_start >= 0),
  quote_end integer,
  status recommendation_status not null default 'UNKNOWN',
  status_raw text,
  status_as_of calendar_date,
  resolution resolution_status not null default 'UNKNOWN',
  resolution_raw text,
  closed_on calendar_date,
  is_closing_date_unknown boolean not null default false,
  target_on calendar_date,
  questioned_costs money_amount,
  unsupported_costs money_amount,
  funds_put_to_better_use money_amount,
  disallowed_costs money_amount,
  allowed_costs money_amount,
  agreed_better_use money_amount,
  not_agreed_better_use money_amount,
  is_significant boolean,
  source_id bigint not null references sources (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  report_issued_key date not null,
  sort_key text collate "C" not null generated always as (natural_sort_key(number)) stored,
  is_open boolean not null generated always as (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED')) stored,
  is_unresolved boolean not null generated always as (
    status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') and resolution <> 'RESOLVED') stored,
  overdue_from date generated always as (
    case when status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') then least(
      target_on + 1,
      case when resolution <> 'RESOLVED' and report_issued_key > date '-infinity'
           then (report_issued_key + interval '6 months')::date + 1 end) end) stored,
  target_key date not null generated always as (coalesce(target_on, date '-infinity')) stored,
  closed_key date not null generated always as (coalesce(closed_on, date '-infinity')) stored,
  words tsvector not null,
  confidence double precision check (confidence between 0 and 1),
  extraction_rule nonblank,
  constraint recommendations_natural_key unique (report_id, number),
  constraint recommendations_text_or_reason check ((text is null) = (text_missing_reason is not null)),
  constraint recommendations_quote_span check (
    (source_quote is null) = (quote_start is null) and (quote_start is null) = (quote_end is null)
    and quote_end - quote_start > 0),
  constraint recommendations_closed_has_date check (
    (status in ('CLOSED_IMPLEMENTED', 'CLOSED_ALTERNATIVE', 'CLOSED_NOT_IMPLEMENTED', 'CLOSED_NO_LONGER_VALID', 'CLOSED_SUPERSEDED', 'CLOSED_UNSPECIFIED'))
    = (closed_on is not null or is_closing_date_unknown)),
  constraint recommendations_one_closing_date check (not (closed_on is not null and is_closing_date_unknown)),
  constraint recommendations_unsupported_within_questioned check (unsupported_costs <= questioned_costs),
  constraint recommendations_carried_keys unique (id, report_issued_key, is_open, is_unresolved),
  constraint recommendations_report_keys foreign key (report_id, report_issued_key)
    references reports (id, issued_key) on update cascade,
  constraint recommendations_number_bounded check (length(number) <= 100),
  constraint recommendations_rule_has_confidence check ((confidence is null) = (extraction_rule is null))
);
create index recommendations_report_sorted on recommendations (report_id, sort_key, id);
create index recommendations_report_unresolved on recommendations (report_id, sort_key, id) where is_unresolved;
create index recommendations_issued on recommendations (report_issued_key, id);
create index recommendations_unresolved_issued on recommendations (report_issued_key, id) where is_unresolved;
create index recommendations_status_issued on recommendations (status, report_issued_key, id);
create index recommendations_resolution_issued on recommendations (resolution, report_issued_key, id);
create index recommendations_overdue on recommendations (overdue_from, id) where overdue_from is not null;
create index recommendations_target on recommendations (target_key, id);
create index recommendations_closed on recommendations (closed_key, id);
create index recommendations_number on recommendations (number, id);
create index recommendations_number_sorted on recommendations (sort_key, id);
create index recommendations_questioned on recommendations ((coalesce(questioned_costs, -1)), id);
create index recommendations_better_use on recommendations ((coalesce(funds_put_to_better_use, -1)), id);
create index recommendations_words on recommendations using gin (words);
create index recommendations_source on recommendations (source_id);
create index recommendations_target_unknown_last on recommendations ((coalesce(target_on, date 'infinity')), id);
create index recommendations_closed_unknown_last on recommendations ((coalesce(closed_on, date 'infinity')), id);
create index recommendations_closed_on on recommendations (closed_on, id) where closed_on is not null;
create index recommendations_target_on on recommendations (target_on, id) where target_on is not null;
create index recommendations_questioned_costs on recommendations (questioned_costs, id) where questioned_costs is not null;
create index recommendations_number_words on recommendations using gin (number gin_trgm_ops);
-- Counts and sums over recommendations are index-only scans of the next two.
create index recommendations_report_facts on recommendations (report_id, report_issued_key, id)
  include (status, resolution, is_open, is_unresolved, overdue_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use);
create index recommendations_open_facts on recommendations (report_issued_key, id)
  include (report_id, status, resolution, is_open, is_unresolved, overdue_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use)
  where is_open;
create index recommendations_confidence on recommendations (confidence, id) where confidence is not null;
comment on index recommendations_report_sorted is 'Serves: a report''s recommendations in order.';
comment on index recommendations_report_unresolved is 'Serves: a report''s unresolved recommendations and their count.';
comment on index recommendations_issued is 'Serves: all recommendations, latest first.';
comment on index recommendations_unresolved_issued is 'Serves: unresolved recommendations, oldest or latest first.';
comment on index recommendations_status_issued is 'Serves: recommendations of a status, latest first.';
comment on index recommendations_resolution_issued is 'Serves: recommendations of a resolution status, latest first.';
comment on index recommendations_overdue is 'Serves: overdue recommendations.';
comment on index recommendations_target is 'Serves: recommendations by target date.';
comment on index recommendations_closed is 'Serves: recommendations closed in a period.';
comment on index recommendations_number is 'Serves: recommendations with a number.';
comment on index recommendations_number_sorted is 'Serves: recommendations in the order of their numbers.';
comment on index recommendations_questioned is 'Serves: the largest questioned costs.';
comment on index recommendations_better_use is 'Serves: the largest funds to be put to better use.';
comment on index recommendations_words is 'Serves: full-text search in texts.';
comment on index recommendations_source is 'Serves: what came from a source.';
comment on index recommendations_target_unknown_last is 'Serves: recommendations by target date, unknown ones at the late end.';
comment on index recommendations_closed_unknown_last is 'Serves: recommendations by closing date, unknown ones at the late end.';
comment on index recommendations_closed_on is 'Serves: recommendations closed on a day or in a period.';
comment on index recommendations_target_on is 'Serves: recommendations promised for a day or a period.';
comment on index recommendations_questioned_costs is 'Serves: recommendations with at least so much questioned.';
comment on index recommendations_number_words is 'Serves: recommendations whose number contains or begins with some text.';
comment on index recommendations_report_facts is 'Serves: counts and sums over the recommendations of many reports; the copy''s foreign key.';
comment on index recommendations_open_facts is 'Serves: open recommendations, oldest or latest first; counts and sums over them.';
comment on index recommendations_confidence is 'Serves: facts read from prose that are less, or more, sure than a bound.';
comment on table recommendations is 'What an office asks management to do. Current status and resolution are those of the last status event.';
comment on column recommendations.id is 'Surrogate key.';
comment on column recommendations.report_id is 'The report that makes it.';
comment on column recommendations.number is 'Number as printed in the report, for example 2b; counted from 1 where the source only says how many.';
comment on column recommendations.text is 'The recommendation in the source''s own words; null when unknown or withheld.';
comment on column recommendations.text_missing_reason is 'Why the text is null.';
comment on column recommendations.source_quote is 'The words of the summary that describe it; null when there are none.';
comment on column recommendations.quote_start is 'Where the quote begins in the report''s summary, in UTF-16 code units from 0.';
comment on column recommendations.quote_end is 'Where the quote ends in the summary, exclusive.';
comment on column recommendations.status is 'Is final action complete? That of the last status event.';
comment on column recommendations.status_raw is 'The source''s own words for the status.';
comment on column recommendations.status_as_of is 'The day the status is known for; null when the source gives none.';
comment on column recommendations.resolution is 'Do office and management agree on what will be done? That of the last status event that says.';
comment on column recommendations.resolution_raw is 'The source''s own words for the resolution.';
comment on column recommendations.closed_on is 'Day of closing; null while open or when unknown.';
comment on column recommendations.is_closing_date_unknown is 'True when it is closed and no source says since when.';
comment on column recommendations.target_on is 'Day by which final action is promised, the latest stated; null when none is.';
comment on column recommendations.questioned_costs is 'Questioned costs, US dollars.';
comment on column recommendations.unsupported_costs is 'The part of the questioned costs that is unsupported; never add the two.';
comment on column recommendations.funds_put_to_better_use is 'Funds that could be put to better use, US dollars.';
comment on column recommendations.disallowed_costs is 'Management decision: questioned costs that management will not allow (sustained).';
comment on column recommendations.allowed_costs is 'Management decision: questioned costs that management allows.';
comment on column recommendations.agreed_better_use is 'Management decision: better use that management agrees to.';
comment on column recommendations.not_agreed_better_use is 'Management decision: better use that management does not agree to.';
comment on column recommendations.is_significant is 'Whether the office marks it significant or priority; null when not stated.';
comment on column recommendations.source_id is 'Where it was first read.';
comment on column recommendations.created_at is 'When it was first imported.';
comment on column recommendations.updated_at is 'When a fact of it last changed here.';
comment on column recommendations.report_issued_key is 'Copy of the report''s key: it opens on the day its report is issued.';
comment on column recommendations.sort_key is 'Number for sorting, digits by value.';
comment on column recommendations.is_open is 'The status is one of the open values.';
comment on column recommendations.is_unresolved is 'Open, and no source records that office and management agree.';
comment on column recommendations.overdue_from is 'First day on which it counts as overdue: the day after its target date, or after six months unresolved, whichever comes first; null when not open.';
comment on column recommendations.target_key is 'Target date for sorting; unknown is earliest.';
comment on column recommendations.closed_key is 'Closing date for sorting; unknown is earliest.';
comment on column recommendations.words is 'Words of the text for full-text search.';
comment on column recommendations.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column recommendations.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';

create function copy_report_issue() returns trigger language plpgsql as $$
begin
  select r.issued_key into new.report_issued_key from reports r where r.id = new.report_id;
  return new;
end $$;
create trigger recommendations_copy_keys before insert on recommendations
  for each row when (new.report_issued_key is null) execute function copy_report_issue();

create table recommendation_findings (
  recommendation_id bigint not null references recommendations (id) on delete cascade,
  finding_id bigint not null references findings (id) on delete cascade,
  primary key (recommendation_id, finding_id)
);
create index recommendation_findings_finding on recommendation_findings (finding_id, recommendation_id);
comment on index recommendation_findings_finding is 'Serves: the recommendations that answer a finding.';
comment on table recommendation_findings is 'Which recommendation answers which finding, many to many.';
comment on column recommendation_findings.recommendation_id is 'The recommendation.';
comment on column recommendation_findings.finding_id is 'The finding it answers.';

create table recommendation_agencies (
  recommendation_id bigint not null references recommendations (id) on delete cascade,
  agency_id bigint not null references agencies (id),
  report_issued_key date not null,
  is_open boolean not null,
  is_unresolved boolean not null,
  is_inferred boolean not null default false,
  primary key (recommendation_id, agency_id),
  constraint recommendation_agencies_carried_keys foreign key (recommendation_id, report_issued_key, is_open, is_unresolved)
    references recommendations (id, report_issued_key, is_open, is_unresolved) on update cascade on delete cascade
);
create index recommendation_agencies_issued on recommendation_agencies (agency_id, report_issued_key, recommendation_id);
create index recommendation_agencies_open on recommendation_agencies (agency_id, report_issued_key, recommendation_id) where is_open;
create index recommendation_agencies_unresolved on recommendation_agencies (agency_id, report_issued_key, recommendation_id) where is_unresolved;
create index recommendation_agencies_inferred on recommendation_agencies (recommendation_id) where is_inferred;
comment on index recommendation_agencies_issued is 'Serves: the recommendations addressed to an agency, latest first.';
comment on index recommendation_agencies_open is 'Serves: those of them that are open.';
comment on index recommendation_agencies_unresolved is 'Serves: those of them that are unresolved.';
comment on index recommendation_agencies_inferred is 'Serves: recommendations whose addressee is inferred.';
comment on table recommendation_agencies is 'Which agency a recommendation is addressed to, whether or not it has answered.';
comment on column recommendation_agencies.recommendation_id is 'The recommendation.';
comment on column recommendation_agencies.agency_id is 'The agency that has to act.';
comment on column recommendation_agencies.report_issued_key is 'Copy of the recommendation''s own key.';
comment on column recommendation_agencies.is_open is 'Copy of the recommendation''s own column.';
comment on column recommendation_agencies.is_unresolved is 'Copy of the recommendation''s own column.';
comment on column recommendation_agencies.is_inferred is 'True where no words name the agency: it is the one that the report is about.';

create function copy_recommendation_keys() returns trigger language plpgsql as $$
begin
  select r.report_issued_key, r.is_open, r.is_unresolved into new.report_issued_key, new.is_open, new.is_unresolved
    from recommendations r where r.id = new.recommendation_id;
  return new;
end $$;
create trigger recommendation_agencies_copy_keys before insert on recommendation_agencies
  for each row when (new.report_issued_key is null or new.is_open is null or new.is_unresolved is null)
  execute function copy_recommendation_keys();

create table recommendation_links (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id) on delete cascade,
  kind recommendation_link_kind not null,
  target_raw nonblank not null,
  target_recommendation_id bigint references recommendations (id) on delete set null,
  source_id bigint not null references sources (id),
  constraint recommendation_links_natural_key unique (recommendation_id, kind, target_raw),
  constraint recommendation_links_not_itself check (target_recommendation_id <> recommendation_id),
  constraint recommendation_links_target_bounded check (length(target_raw) <= 500)
);
create index recommendation_links_target on recommendation_links (target_recommendation_id, recommendation_id);
create index recommendation_links_dangling on recommendation_links (target_raw) where target_recommendation_id is null;
create index recommendation_links_source on recommendation_links (source_id);
comment on index recommendation_links_target is 'Serves: what repeats or supersedes a recommendation.';
comment on index recommendation_links_dangling is 'Serves: linking references when their target arrives.';
comment on index recommendation_links_source is 'Serves: what came from a source.';
comment on table recommendation_links is 'Which earlier recommendation one repeats or supersedes. The earlier one may not be held here.';
comment on column recommendation_links.id is 'Surrogate key.';
comment on column recommendation_links.recommendation_id is 'The later recommendation.';
comment on column recommendation_links.kind is 'Repeats or supersedes.';
comment on column recommendation_links.target_raw is 'The earlier one''s reference in the source''s own words.';
comment on column recommendation_links.target_recommendation_id is 'The earlier recommendation; null while it is not held.';
comment on column recommendation_links.source_id is 'Where the reference was read.';
create trigger recommendation_links_no_cycle_insert after insert on recommendation_links
  referencing new table as written for each statement
  execute function refuse_link_cycle('recommendation_id', 'target_recommendation_id');
create trigger recommendation_links_no_cycle_update after update on recommendation_links
  referencing new table as written for each statement
  execute function refuse_link_cycle('recommendation_id', 'target_recommendation_id');
