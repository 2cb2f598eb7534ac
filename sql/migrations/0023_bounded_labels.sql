-- Labels that are indexed are bounded: an index row has room for some 2,700 bytes, and a name is no essay.

alter table agencies add constraint agencies_name_bounded check (length(name) <= 500);
alter table offices add constraint offices_name_bounded check (length(name) <= 500);
alter table topics add constraint topics_name_bounded check (length(name) <= 500);
alter table reports add constraint reports_number_bounded check (length(number) <= 100);
alter table reports add constraint reports_title_bounded check (length(title) <= 5000);
alter table findings add constraint findings_number_bounded check (length(number) <= 100);
alter table recommendations add constraint recommendations_number_bounded check (length(number) <= 100);
alter table report_links add constraint report_links_target_bounded check (length(target_raw) <= 500);
alter table finding_links add constraint finding_links_target_bounded check (length(target_raw) <= 500);
alter table recommendation_links add constraint recommendation_links_target_bounded check (length(target_raw) <= 500);
alter table finding_awards add constraint finding_awards_reference_bounded check (length(award_reference) <= 200);
alter table responses add constraint responses_period_bounded check (length(period) <= 100);

drop index reports_title_sorted;
alter table reports drop column title_key;
alter table reports add column title_key text collate "C" not null generated always as (left(coalesce(title, ''), 300)) stored;
create index reports_title_sorted on reports (title_key, id);
comment on column reports.title_key is 'Title for sorting, its first 300 characters; a missing one is first.';
comment on index reports_title_sorted is 'Serves: reports in the order of their titles.';
