-- values: ["DEFICIENCY","ice","gao","2019"]
select 1, 0, c0::text
  from (select t.c0
  from (select reports_1_row.id as c0 from reports reports_1_row where exists (select from findings findings_f1 where findings_f1.report_id = reports_1_row.id and findings_f1.class = $1::finding_class) order by reports_1_row.issued_key desc, reports_1_row.id desc limit 20) t) reports_1
union all select 2, 0, c0::text
  from (select t.c0
  from (select reports_2_row.id as c0 from reports reports_2_row where not exists (select from report_agencies report_agencies_f3 where report_agencies_f3.report_id = reports_2_row.id and report_agencies_f3.agency_id = (select agencies_f4.id from agencies agencies_f4 where agencies_f4.slug = $2::text)) order by reports_2_row.id limit 20) t) reports_2
union all select 3, 0, c0::text
  from (select t.c0
  from (select reports_3_row.id as c0 from reports reports_3_row where not exists (select from findings findings_f5 where findings_f5.report_id = reports_3_row.id and (findings_f5.is_repeat) is not true) order by reports_3_row.id limit 20) t) reports_3
union all select 4, 0, c0::text
  from (select t.c0
  from (select reports_4_row.id as c0 from reports reports_4_row where (reports_4_row.office_id = (select offices_f7.id from offices offices_f7 where offices_f7.slug = $3::text) and ((reports_4_row.fiscal_key = $4::integer and reports_4_row.fiscal_key > 0) or reports_4_row.number is not null)) order by reports_4_row.id limit 20) t) reports_4
