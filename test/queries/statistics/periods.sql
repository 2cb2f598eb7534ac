-- values: []
with groups_2_found as materialized (
  with groups_2_groups as materialized (select nullif(date_trunc('month', groups_2_row.report_issued_key::timestamp), '-infinity')::date as month, count(*) as count from recommendations groups_2_row group by nullif(date_trunc('month', groups_2_row.report_issued_key::timestamp), '-infinity')::date)
select groups_2_groups.month as c0, groups_2_groups.count as c1, groups_2_groups.month as k0 from groups_2_groups
union all select groups_2_gaps.month as c0, 0 as c1, groups_2_gaps.month as k0
from (select month
  from (select month::date from generate_series((select min(month) from groups_2_groups)::timestamp, (select max(month) from groups_2_groups)::timestamp, interval '1 month') month) groups_2_period (month) except select month from groups_2_groups) groups_2_gaps),
groups_3_found as materialized (
  with groups_3_groups as materialized (select nullif(date_trunc('month', groups_3_row.report_issued_key::timestamp), '-infinity')::date as month, count(*) as count, sum(groups_3_row.questioned_costs) as questioned_costs, percentile_cont(0.5) within group (order by case when groups_3_row.report_issued_key > date '-infinity' then groups_3_row.closed_on - groups_3_row.report_issued_key end) as median_days_to_close from recommendations groups_3_row group by nullif(date_trunc('month', groups_3_row.report_issued_key::timestamp), '-infinity')::date)
select groups_3_groups.count as c0, groups_3_groups.month as c1, groups_3_groups.questioned_costs as c2, groups_3_groups.median_days_to_close as c3, groups_3_groups.month as k0 from groups_3_groups
union all select 0 as c0, groups_3_gaps.month as c1, null::numeric as c2, null::double precision as c3, groups_3_gaps.month as k0
from (select month
  from (select month::date from generate_series((select min(month) from groups_3_groups)::timestamp, (select max(month) from groups_3_groups)::timestamp, interval '1 month') month) groups_3_period (month) except select month from groups_3_groups) groups_3_gaps) select 1, 0, c0::text, null::text, null::text, null::text
  from (select t.c0
  from (select count(*) as c0 from groups_2_found) t) groups_1
union all select 2, 0, c0::text, c1::text, null, null
  from (select t.c0, t.c1
  from (select c0, c1 from groups_2_found order by k0 nulls last limit 100) t) groups_2
union all select 3, 0, c0::text, c1::text, c2::text, c3::text
  from (select t.c0, t.c1, t.c2, t.c3
  from (select c0, c1, c2, c3 from groups_3_found order by k0 nulls last limit 100) t) groups_3
