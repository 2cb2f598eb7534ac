-- The kept numbers of reports, findings and recommendations are what a count gives.
select * from corpus_totals
where (report_count, finding_count, recommendation_count)
  <> ((select count(*) from reports), (select count(*) from findings), (select count(*) from recommendations))
