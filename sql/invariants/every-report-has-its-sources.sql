-- The source of a report's facts is among the sources that spoke of it.
select r.id, r.number, r.source_id from reports r
where not exists (select from report_sources s where s.report_id = r.id and s.source_id = r.source_id);
