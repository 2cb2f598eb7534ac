-- values: ["deportation"]
with topics_1 as materialized (
  select 1::bigint as n, t.c0
  from (select topics_1_row.id as c0 from topics topics_1_row where topics_1_row.slug = $1::text limit 2) t) select 0, 0, c0::text
  from (select (select count(*) from topics topics_f1) as c0) root
union all select 1, n, null from topics_1
union all select 2, up * 67108864, null
  from (select p.n as up from topics_1 p
  cross join lateral (select  from report_topics reports_2_row_link where reports_2_row_link.topic_id = p.c0 order by reports_2_row_link.issued_key desc, reports_2_row_link.report_id desc limit 2) t) reports_2
