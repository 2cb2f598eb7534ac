-- values: ["ice"]
with agencies_1 as materialized (
  select 1::bigint as n, t.c0, t.c1, coalesce((select report_count from agency_totals totals where agency_id = t.c1), 0) as c2
  from (select agencies_1_row.name as c0, agencies_1_row.id as c1 from agencies agencies_1_row where agencies_1_row.slug = $1::text limit 2) t),
reports_2 as materialized (
  select row_number() over () as n, p.n as up, t.c0, t.c1, t.c2, t.c3, t.c4, (select count(*) from recommendations recommendations_f1 where recommendations_f1.report_id = t.c4 and recommendations_f1.unresolved_key >= 2) as c5 from agencies_1 p
  cross join lateral (select reports_2_row.number as c0, reports_2_row.title as c1, reports_2_row.fiscal_year as c2, reports_2_row.issued_on as c3, reports_2_row_link.report_id as c4 from report_agencies reports_2_row_link join reports reports_2_row on reports_2_row.id = reports_2_row_link.report_id where reports_2_row_link.agency_id = p.c1 order by reports_2_row_link.fiscal_key desc, reports_2_row_link.report_id desc limit 10) t),
recommendations_4 as materialized (
  select row_number() over () as n, p.n as up, t.c0, t.c1, t.c2, t.c3, t.c4 from reports_2 p
  cross join lateral (select recommendations_4_row.number as c0, recommendations_4_row.text as c1, recommendations_4_row.status as c2, recommendations_4_row.resolution as c3, recommendations_4_row.id as c4 from recommendations recommendations_4_row where recommendations_4_row.report_id = p.c4 and recommendations_4_row.unresolved_key >= 2 order by recommendations_4_row.unresolved_key desc, recommendations_4_row.sort_key, recommendations_4_row.id limit 20) t)
select 1, n, c0::text, null::text, c2::text, null::text, null::text, null::text from agencies_1
union all select 2, up * 67108864 + n, c0::text, c1::text, c2::text, c3::text, null, c5::text from reports_2
union all select 3, up * 67108864, c0::text, c1::text, null, null, null, null
  from (select p.n as up, t.c0, t.c1 from reports_2 p
  cross join lateral (select findings_3_row.statement as c0, findings_3_row.source_quote as c1 from findings findings_3_row where findings_3_row.report_id = p.c4 order by findings_3_row.sort_key, findings_3_row.id limit 20) t) findings_3
union all select 4, up * 67108864 + n, c0::text, c1::text, c2::text, c3::text, null, null from recommendations_4
union all select 5, up * 67108864 + n, c0::text, c1::text, c2::text, null, null, null
  from (select t.n, t.up, t.c0, t.c1, agencies_j1.slug as c2
  from (select row_number() over () as n, p.n as up, t.* from recommendations_4 p
  cross join lateral (select responses_5_row.position as c0, responses_5_row.agency_id as c1 from responses responses_5_row where responses_5_row.recommendation_id = p.c4 order by responses_5_row.id limit 10) t) t join agencies agencies_j1 on agencies_j1.id = t.c1) responses_5
