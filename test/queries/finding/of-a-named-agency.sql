-- values: ["9","ice","2021","9","ice"]
with findings_1_found as materialized (
  select findings_f1.id as id, findings_f1.id as k0 from findings findings_f1 where (findings_f1.number <> $1::text and findings_f1.report_id = any (array(select report_agencies_f4.report_id from report_agencies report_agencies_f4 where report_agencies_f4.agency_id = (select agencies_f6.id from agencies agencies_f6 where agencies_f6.slug = $2::text) and (report_agencies_f4.fiscal_key >= $3::integer and report_agencies_f4.fiscal_key > 0))))) select 0, 0, c0::text, c1::text, null::text, null::text
  from (select (select count(*) from findings_1_found) as c0, (select count(*) from findings findings_f7 where (findings_f7.number <> $4::text and findings_f7.report_id = any (array(select report_agencies_f10.report_id from report_agencies report_agencies_f10 where report_agencies_f10.agency_id = (select agencies_f12.id from agencies agencies_f12 where agencies_f12.slug = $5::text))))) as c1) root
union all select 1, n, c0::text, c1::text, c2::text, c3::text
  from (select t.n, t.c0, t.c1, reports_j1.number as c2, reports_j1.fiscal_year as c3
  from (select row_number() over () as n, t.*
  from (select findings_1_row.number as c0, findings_1_row.report_id as c1
  from (select findings_1_found.id as id, findings_1_found.k0 as k0 from findings_1_found order by findings_1_found.k0 limit 2) findings_1_row_keys join findings findings_1_row on findings_1_row.id = findings_1_row_keys.id order by findings_1_row_keys.k0 limit 2) t) t join reports reports_j1 on reports_j1.id = t.c1) findings_1
