-- values: ["DEFICIENCY","DEFICIENCY","ice","ice","gao","2019"]
select 1, 0, c0::text
  from (select t.c0
  from (select reports_1_row.id as c0 from (with reports_1_row_first as materialized (select id, k0, k1
  from (select reports_1_row_own.*, reports_1_row_own.issued_key as k0, reports_1_row_own.id as k1 from reports reports_1_row_own order by reports_1_row_own.issued_key desc, reports_1_row_own.id desc limit 10000) reports_1_row_looked where exists (select from findings findings_f2 where findings_f2.report_id = reports_1_row_looked.id and findings_f2.class = $1::finding_class) order by k0 desc, k1 desc limit 20),
reports_1_row_all as materialized (
  select reports_1_row_each.id as id, reports_1_row_each.issued_key as k0, reports_1_row_each.id as k1 from reports reports_1_row_each where exists (select from findings findings_f1 where findings_f1.report_id = reports_1_row_each.id and findings_f1.class = $2::finding_class) and not (select count(*) from reports_1_row_first) >= 20) select id, k0, k1
  from (select id, k0, k1 from reports_1_row_first where (select count(*) from reports_1_row_first) >= 20
union all select id, k0, k1 from reports_1_row_all) either order by k0 desc, k1 desc limit 20) reports_1_row_keys join reports reports_1_row on reports_1_row.id = reports_1_row_keys.id order by reports_1_row_keys.k0 desc, reports_1_row_keys.k1 desc limit 20) t) reports_1
union all select 2, 0, c0::text
  from (select t.c0
  from (select reports_2_row.id as c0 from (with reports_2_row_first as materialized (select id, k0
  from (select reports_2_row_own.*, reports_2_row_own.id as k0 from reports reports_2_row_own order by reports_2_row_own.id limit 10000) reports_2_row_looked where not exists (select from report_agencies report_agencies_f8 where report_agencies_f8.report_id = reports_2_row_looked.id and report_agencies_f8.agency_id = (select agencies_f10.id from agencies agencies_f10 where agencies_f10.slug = $3::text)) order by k0 limit 20),
reports_2_row_all as materialized (
  select reports_2_row_each.id as id, reports_2_row_each.id as k0 from reports reports_2_row_each where not exists (select from report_agencies report_agencies_f4 where report_agencies_f4.report_id = reports_2_row_each.id and report_agencies_f4.agency_id = (select agencies_f6.id from agencies agencies_f6 where agencies_f6.slug = $4::text)) and not (select count(*) from reports_2_row_first) >= 20) select id, k0
  from (select id, k0 from reports_2_row_first where (select count(*) from reports_2_row_first) >= 20
union all select id, k0 from reports_2_row_all) either order by k0 limit 20) reports_2_row_keys join reports reports_2_row on reports_2_row.id = reports_2_row_keys.id order by reports_2_row_keys.k0 limit 20) t) reports_2
union all select 3, 0, c0::text
  from (select t.c0
  from (select reports_3_row.id as c0 from (with reports_3_row_first as materialized (select id, k0
  from (select reports_3_row_own.*, reports_3_row_own.id as k0 from reports reports_3_row_own order by reports_3_row_own.id limit 10000) reports_3_row_looked where not exists (select from findings findings_f12 where findings_f12.report_id = reports_3_row_looked.id and (findings_f12.is_repeat) is not true) order by k0 limit 20),
reports_3_row_all as materialized (
  select reports_3_row_each.id as id, reports_3_row_each.id as k0 from reports reports_3_row_each where not exists (select from findings findings_f11 where findings_f11.report_id = reports_3_row_each.id and (findings_f11.is_repeat) is not true) and not (select count(*) from reports_3_row_first) >= 20) select id, k0
  from (select id, k0 from reports_3_row_first where (select count(*) from reports_3_row_first) >= 20
union all select id, k0 from reports_3_row_all) either order by k0 limit 20) reports_3_row_keys join reports reports_3_row on reports_3_row.id = reports_3_row_keys.id order by reports_3_row_keys.k0 limit 20) t) reports_3
union all select 4, 0, c0::text
  from (select t.c0
  from (select reports_4_row.id as c0 from reports reports_4_row where (reports_4_row.office_id = (select offices_f14.id from offices offices_f14 where offices_f14.slug = $5::text) and ((reports_4_row.fiscal_key = $6::integer and reports_4_row.fiscal_key > 0) or reports_4_row.number is not null)) order by reports_4_row.id limit 20) t) reports_4
