-- Reports, what they are about (agencies, topics) and how they point to one another.

create table reports (
  id bigint generated always as identity primary key,
  office_id bigint not null references offices (id),
  number nonblank,
  number_key text collate "C" not null generated always as (
    coalesce(report_number_key(number), 'untitled ' || md5(folded_title(coalesce(title, ''))))) stored,
  title nonblank,
  type report_type,
  type_raw text,
  summary nonblank,
  issued_on calendar_date,
  fiscal_year integer check (fiscal_year between 1789 and 2199),
  declared_recommendation_count integer check (declared_recommendation_count between 0 and 10000),
  questioned_costs money_amount,
  unsupported_costs money_amount,
  funds_put_to_better_use money_amount,
  is_released boolean,
  url text,
  landing_url text,
  location text,
  source_id bigint not null references sources (id),
  source_start integer check (source_start >= 0),
  source_end integer,
  summary_start integer check (summary_start >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  issued_key date not null generated always as (coalesce(issued_on, date '-infinity')) stored,
  fiscal_key integer not null generated always as (coalesce(fiscal_year, 0)) stored,
  number_sort_key text collate "C" not null generated always as (coalesce(natural_sort_key(number), '')) stored,
  words tsvector not null,
  title_key text collate "C" not null generated always as (left(coalesce(title, ''), 300)) stored,
  constraint reports_natural_key unique (office_id, number_key),
  constraint reports_named check (number is not null or title is not null),
  constraint reports_unsupported_within_questioned check (unsupported_costs <= questioned_costs),
  constraint reports_source_span check (source_end >= source_start),
  constraint reports_carried_keys unique (id, issued_key, fiscal_key),
  constraint reports_carried_issue unique (id, issued_key),
  constraint reports_number_bounded check (length(number) <= 100),
  constraint reports_title_bounded check (length(title) <= 5000)
);
create index reports_number on reports (number_key);
create index reports_number_words on reports using gin (number gin_trgm_ops);
create index reports_office_issued on reports (office_id, issued_key, id);
create index reports_office_fiscal on reports (office_id, fiscal_key, id);
create index reports_issued on reports (issued_key, id);
create index reports_fiscal on reports (fiscal_key, id);
create index reports_number_sorted on reports (number_sort_key, id);
create index reports_title_words on reports using gin (title gin_trgm_ops);
create index reports_type on reports (type, issued_key, id);
create index reports_words on reports using gin (words);
create index reports_source on reports (source_id);
create index reports_issued_unknown_last on reports ((coalesce(issued_on, date 'infinity')), id);
create index reports_fiscal_unknown_last on reports ((coalesce(fiscal_year, 9999)), id);
create index reports_title_sorted on reports (title_key, id);
-- For conditions, which compare the value itself; the key's index can't serve them, for the key replaces null.
create index reports_issued_on on reports (issued_on, id);
create index reports_fiscal_year on reports (fiscal_year, id);
comment on index reports_number is 'Serves: a report by its number, whatever the office.';
comment on index reports_number_words is 'Serves: reports whose number contains some text; sloppy numbers.';
comment on index reports_office_issued is 'Serves: an office''s reports, latest first.';
comment on index reports_office_fiscal is 'Serves: an office''s reports of a fiscal year.';
comment on index reports_issued is 'Serves: all reports, latest first; reports of a period.';
comment on index reports_fiscal is 'Serves: all reports by fiscal year.';
comment on index reports_number_sorted is 'Serves: reports in the order of their numbers.';
comment on index reports_title_words is 'Serves: reports whose title contains or resembles some text.';
comment on index reports_type is 'Serves: reports of a type, latest first.';
comment on index reports_words is 'Serves: full-text search in number, title and summary.';
comment on index reports_source is 'Serves: what came from a source.';
comment on index reports_issued_unknown_last is 'Serves: reports by day of issue, unknown days at the late end.';
comment on index reports_fiscal_unknown_last is 'Serves: reports by fiscal year, unknown years at the late end.';
comment on index reports_title_sorted is 'Serves: reports in the order of their titles.';
comment on index reports_issued_on is 'Serves: reports issued on a day or in a period, and how many they are.';
comment on index reports_fiscal_year is 'Serves: reports of a fiscal year or several, and how many they are.';
comment on table reports is 'Products of oversight offices. Identity: office and normalised number.';
comment on column reports.id is 'Surrogate key.';
comment on column reports.office_id is 'The office that issued it.';
comment on column reports.number is 'Report number as printed, suffixes such as -D, -VR, -UNSUM included; null when the report has none.';
comment on column reports.number_key is 'Normalised number, or a key of the title where there is no number.';
comment on column reports.title is 'Title as printed; null when the source lost it.';
comment on column reports.type is 'Kind of product; null when no source states it.';
comment on column reports.type_raw is 'The source''s own words for the kind.';
comment on column reports.summary is 'Executive summary as published, unchanged; null when there is none.';
comment on column reports.issued_on is 'Day of issue; null when unknown.';
comment on column reports.fiscal_year is 'Federal fiscal year (1 October to 30 September, named for the year it ends in), as stated, else from the day of issue.';
comment on column reports.declared_recommendation_count is 'How many recommendations the report says it makes; null when it does not say. Independent of the number of rows held.';
comment on column reports.questioned_costs is 'Questioned costs stated for the whole report, US dollars.';
comment on column reports.unsupported_costs is 'The part of the questioned costs that is unsupported; never add the two.';
comment on column reports.funds_put_to_better_use is 'Funds that could be put to better use, US dollars; apart from questioned costs.';
comment on column reports.is_released is 'False for a report whose text is withheld; null when unknown.';
comment on column reports.url is 'Address of the document; null when unknown.';
comment on column reports.landing_url is 'Address of the page about it; null when unknown.';
comment on column reports.location is 'Place the report is about, where the source gives one.';
comment on column reports.source_id is 'Where its latest facts came from.';
comment on column reports.source_start is 'Where its entry begins in the source, in UTF-16 code units.';
comment on column reports.source_end is 'Where its entry ends in the source, exclusive.';
comment on column reports.summary_start is 'Where the summary begins in the source, in UTF-16 code units: a finding''s place in the file is this plus its place in the summary.';
comment on column reports.created_at is 'When it was first imported.';
comment on column reports.updated_at is 'When a fact of it last changed here.';
comment on column reports.issued_key is 'Day of issue for sorting; unknown days are the earliest.';
comment on column reports.fiscal_key is 'Fiscal year for sorting; unknown years are the earliest.';
comment on column reports.number_sort_key is 'Number for sorting, digits by value.';
comment on column reports.words is 'Words of number, title and summary for full-text search.';
comment on column reports.title_key is 'Title for sorting, its first 300 characters; a missing one is first.';

create table report_sources (
  report_id bigint not null references reports (id) on delete cascade,
  source_id bigint not null references sources (id),
  source_start integer check (source_start >= 0),
  source_end integer check (source_end >= source_start),
  primary key (report_id, source_id)
);
create index report_sources_source on report_sources (source_id, report_id);
comment on index report_sources_source is 'Serves: the reports a source speaks of.';
comment on table report_sources is 'Every source that spoke of a report, with the place where it does.';
comment on column report_sources.report_id is 'The report.';
comment on column report_sources.source_id is 'The source.';
comment on column report_sources.source_start is 'Where its entry begins, in UTF-16 code units; null when the format has no places.';
comment on column report_sources.source_end is 'Where its entry ends, exclusive.';

create table report_agencies (
  report_id bigint not null references reports (id) on delete cascade,
  agency_id bigint not null references agencies (id),
  role agency_role not null default 'REVIEWED',
  is_inferred boolean not null default false,
  issued_key date not null,
  fiscal_key integer not null,
  primary key (report_id, agency_id),
  -- Copies of the report's sort keys, maintained by the foreign key itself (on update cascade): the latest ten reports
  -- of a large agency are then the first ten entries of one index. The primary key serves the cascade.
  constraint report_agencies_carried_keys foreign key (report_id, issued_key, fiscal_key)
    references reports (id, issued_key, fiscal_key) on update cascade on delete cascade
);
create index report_agencies_issued on report_agencies (agency_id, issued_key, report_id);
create index report_agencies_fiscal on report_agencies (agency_id, fiscal_key, report_id);
comment on index report_agencies_issued is 'Serves: an agency''s reports, latest first.';
comment on index report_agencies_fiscal is 'Serves: an agency''s reports by fiscal year.';
comment on table report_agencies is 'Which report is about which agency.';
comment on column report_agencies.report_id is 'The report.';
comment on column report_agencies.agency_id is 'The agency.';
comment on column report_agencies.role is 'Why the report concerns the agency.';
comment on column report_agencies.is_inferred is 'True when the agency was read from title or summary and not from a label.';
comment on column report_agencies.issued_key is 'Copy of the report''s own key.';
comment on column report_agencies.fiscal_key is 'Copy of the report''s own key.';

create function copy_report_keys() returns trigger language plpgsql as $$
begin
  select r.issued_key, r.fiscal_key into new.issued_key, new.fiscal_key from reports r where r.id = new.report_id;
  return new;
end $$;
create trigger report_agencies_copy_keys before insert on report_agencies
  for each row when (new.issued_key is null or new.fiscal_key is null) execute function copy_report_keys();

create table topics (
  id bigint generated always as identity primary key,
  slug text not null collate "C" constraint topics_natural_key unique check (is_slug(slug)),
  name nonblank not null,
  constraint topics_name_bounded check (length(name) <= 500)
);
create index topics_name on topics (name, id);
create index topics_name_words on topics using gin (name gin_trgm_ops);
comment on index topics_name is 'Serves: all topics by name.';
comment on index topics_name_words is 'Serves: topics whose name contains some text.';
comment on table topics is 'Subjects under which offices file their reports: topic pages, oversight areas, keywords.';
comment on column topics.id is 'Surrogate key.';
comment on column topics.slug is 'Short name, for example deportation. Natural key.';
comment on column topics.name is 'Name as published.';

create table report_topics (
  report_id bigint not null references reports (id) on delete cascade,
  topic_id bigint not null references topics (id),
  issued_key date not null,
  fiscal_key integer not null,
  primary key (report_id, topic_id),
  constraint report_topics_carried_keys foreign key (report_id, issued_key, fiscal_key)
    references reports (id, issued_key, fiscal_key) on update cascade on delete cascade
);
create index report_topics_issued on report_topics (topic_id, issued_key, report_id);
create index report_topics_fiscal on report_topics (topic_id, fiscal_key, report_id);
comment on index report_topics_issued is 'Serves: a topic''s reports, latest first.';
comment on index report_topics_fiscal is 'Serves: a topic''s reports by fiscal year.';
comment on table report_topics is 'Which report is filed under which topic.';
comment on column report_topics.report_id is 'The report.';
comment on column report_topics.topic_id is 'The topic.';
comment on column report_topics.issued_key is 'Copy of the report''s own key.';
comment on column report_topics.fiscal_key is 'Copy of the report''s own key.';
create trigger report_topics_copy_keys before insert on report_topics
  for each row when (new.issued_key is null or new.fiscal_key is null) execute function copy_report_keys();

create table report_links (
  id bigint generated always as identity primary key,
  report_id bigint not null references reports (id) on delete cascade,
  kind report_link_kind not null,
  target_raw nonblank not null,
  target_report_id bigint references reports (id) on delete set null,
  source_quote text,
  source_id bigint not null references sources (id),
  constraint report_links_natural_key unique (report_id, kind, target_raw),
  constraint report_links_not_itself check (target_report_id <> report_id),
  constraint report_links_target_bounded check (length(target_raw) <= 500)
);
create index report_links_target on report_links (target_report_id);
create index report_links_dangling on report_links (report_number_key(target_raw)) where target_report_id is null;
create index report_links_source on report_links (source_id);
comment on index report_links_target is 'Serves: what points to a report.';
comment on index report_links_dangling is 'Serves: linking references when their target arrives.';
comment on index report_links_source is 'Serves: what came from a source.';
comment on table report_links is 'References from one report to another. The target may not be held here: the raw reference is kept.';
comment on column report_links.id is 'Surrogate key.';
comment on column report_links.report_id is 'The report that refers.';
comment on column report_links.kind is 'How it refers.';
comment on column report_links.target_raw is 'The reference in the source''s own words.';
comment on column report_links.target_report_id is 'The report meant; null while it is not held.';
comment on column report_links.source_quote is 'The sentence that refers; null when the format has none.';
comment on column report_links.source_id is 'Where the reference was read.';
