-- References are followed both ways by keys alone; recommendations of an office are reached through its reports.

create index report_links_forwards on report_links (report_id, kind, target_report_id) where target_report_id is not null;
create index report_links_backwards on report_links (target_report_id, kind, report_id);
drop index report_links_target;
comment on index report_links_forwards is 'Serves: the earlier reports that a report follows up or revises; reports that do.';
comment on index report_links_backwards is 'Serves: the later reports that follow up or revise a report; reports of which there are such; the foreign key.';

create index recommendation_links_forwards on recommendation_links (recommendation_id, kind, target_recommendation_id)
  where target_recommendation_id is not null;
create index recommendation_links_backwards on recommendation_links (target_recommendation_id, kind, recommendation_id);
drop index recommendation_links_target;
comment on index recommendation_links_forwards is 'Serves: the earlier recommendations that one repeats or supersedes; recommendations that do.';
comment on index recommendation_links_backwards is 'Serves: the later recommendations that repeat or supersede one; recommendations of which there are such; the foreign key.';

create index finding_links_forwards on finding_links (finding_id, target_finding_id) where target_finding_id is not null;
comment on index finding_links_forwards is 'Serves: the earlier findings that a finding repeats; findings that do.';

create view office_recommendations as
  select r.office_id, c.id as recommendation_id, r.issued_key as report_issued_key
  from reports r join recommendations c on c.report_id = r.id;
comment on view office_recommendations is 'Recommendations of each office: those of its reports. The day of issue is read from the report, so that an office''s reports are walked in their order.';
comment on column office_recommendations.office_id is 'The office.';
comment on column office_recommendations.recommendation_id is 'The recommendation.';
comment on column office_recommendations.report_issued_key is 'The day its report was issued; -infinity when unknown.';

create view office_recommendation_totals as
  select office_id, sum(count)::bigint as count, sum(open_count)::bigint as open_count,
    sum(unresolved_count)::bigint as unresolved_count, sum(resolution_unknown_count)::bigint as resolution_unknown_count
  from office_recommendation_cells group by office_id;
comment on view office_recommendation_totals is 'How many recommendations each office has made, from its cells.';
comment on column office_recommendation_totals.office_id is 'The office.';
comment on column office_recommendation_totals.count is 'All of them.';
comment on column office_recommendation_totals.open_count is 'Those that are open.';
comment on column office_recommendation_totals.unresolved_count is 'Those that are proven unresolved.';
comment on column office_recommendation_totals.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';
