-- values: []
with agencies_1 as materialized (
  select row_number() over () as n, t.c0, t.c1
  from (select agencies_1_row.slug as c0, agencies_1_row.id as c1 from agencies agencies_1_row order by agencies_1_row.name, agencies_1_row.id limit 20) t),
reports_2 as materialized (
  select row_number() over () as n, p.n as up, t.c0, t.c1 from agencies_1 p
  cross join lateral (select reports_2_row.number as c0, reports_2_row_link.report_id as c1 from report_agencies reports_2_row_link join reports reports_2_row on reports_2_row.id = reports_2_row_link.report_id where reports_2_row_link.agency_id = p.c1 order by reports_2_row_link.issued_key desc, reports_2_row_link.report_id desc limit 2) t),
agencies_3 as materialized (
  select row_number() over () as n, p.n as up, t.c0, t.c1 from reports_2 p
  cross join lateral (select agencies_3_row.slug as c0, agencies_3_row_link.agency_id as c1 from report_agencies agencies_3_row_link join agencies agencies_3_row on agencies_3_row.id = agencies_3_row_link.agency_id where agencies_3_row_link.report_id = p.c1 order by agencies_3_row.name, agencies_3_row_link.agency_id limit 20) t)
select 1, n, c0::text from agencies_1
union all select 2, up * 67108864 + n, c0::text from reports_2
union all select 3, up * 67108864 + n, c0::text from agencies_3
union all select 4, up * 67108864, c0::text
  from (select p.n as up, t.c0 from agencies_3 p
  cross join lateral (select reports_4_row.number as c0 from report_agencies reports_4_row_link join reports reports_4_row on reports_4_row.id = reports_4_row_link.report_id where reports_4_row_link.agency_id = p.c1 order by reports_4_row_link.report_id limit 1) t) reports_4
