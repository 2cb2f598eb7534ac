-- values: ["2021-03-15","3","2021-03-15","3"]
select 0, 0, c0::text, null::text
  from (select exists (select from reports reports_f1 where (reports_f1.issued_key, reports_f1.id) >= ($1::date, $2::bigint)) as c0) root
union all select 1, 0, c0::text, c1::text
  from (select t.c0, t.c1
  from (select reports_1_row.id as c0, reports_1_row.issued_on as c1 from reports reports_1_row where (reports_1_row.issued_key, reports_1_row.id) < ($3::date, $4::bigint) order by reports_1_row.issued_key desc, reports_1_row.id desc limit 3) t) reports_1
