-- values: ["{\"1\"}","{\"2\",null,\"2\",null,null}","{null,\"4\",null,null,null}","{null,null,null,\"99\",\"1\"}"]
select 1, n, c0::text, c1::text, c2::text, c3::text, c4::text
  from (select t.n, t.c0, t.c1, t.c2, offices_j1.slug as c3, offices_j1.id as c4
  from (select t.i as n, t.*
  from (select wanted.i, reports_1_row.id as c0, reports_1_row.number as c1, reports_1_row.office_id as c2 from unnest($1::bigint[]) with ordinality wanted (id, i) join reports reports_1_row on reports_1_row.id = wanted.id) t) t join offices offices_j1 on offices_j1.id = t.c2) reports_1
union all select 2, n, c0::text, c1::text, null, null, null
  from (select t.i as n, t.c0, t.c1
  from (select wanted.i, agencies_2_row.id as c0, agencies_2_row.name as c1 from unnest($2::bigint[]) with ordinality wanted (id, i) join agencies agencies_2_row on agencies_2_row.id = wanted.id) t) agencies_2
union all select 3, n, c0::text, c1::text, c2::text, c3::text, null
  from (select t.n, t.c0, t.c1, offices_j1.slug as c2, offices_j1.id as c3
  from (select t.i as n, t.*
  from (select wanted.i, reports_3_row.id as c0, reports_3_row.office_id as c1 from unnest($3::bigint[]) with ordinality wanted (id, i) join reports reports_3_row on reports_3_row.id = wanted.id) t) t join offices offices_j1 on offices_j1.id = t.c1) reports_3
union all select 4, n, c0::text, c1::text, null, null, null
  from (select t.i as n, t.c0, t.c1
  from (select wanted.i, topics_4_row.id as c0, topics_4_row.name as c1 from unnest($4::bigint[]) with ordinality wanted (id, i) join topics topics_4_row on topics_4_row.id = wanted.id) t) topics_4
