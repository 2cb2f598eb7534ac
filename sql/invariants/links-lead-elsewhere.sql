-- No report, finding or recommendation refers to itself.
select 'report_links' as stated_in, id from report_links where target_report_id = report_id
union all select 'finding_links', id from finding_links where target_finding_id = finding_id
union all select 'recommendation_links', id from recommendation_links where target_recommendation_id = recommendation_id;
