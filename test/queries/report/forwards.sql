-- values: []
select 0, 0, c0::text, null::text, null::text, null::text
  from (select (select report_count from corpus_totals totals) as c0) root
union all select 1, 0, c0::text, c1::text, c2::text, c3::text
  from (select t.c0, t.c1, t.c2, t.c3
  from (select reports_1_row.issued_key as c0, reports_1_row.id as c1, reports_1_row.id as c2, reports_1_row.issued_on as c3 from reports reports_1_row order by reports_1_row.issued_key desc, reports_1_row.id desc limit 3) t) reports_1
