-- The kept cells of recommendations, and those of offices, are what a count gives.
with counted as (
  select p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity') as overdue_from,
    coalesce(r.overdue_possible_from, date 'infinity') as overdue_possible_from, r.id, r.is_open, r.unresolved_key,
    r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN') as is_closed
  from recommendations r join reports p on p.id = r.report_id
), agencies_counted as (
  select a.agency_id, c.office_id, c.fiscal_key, c.overdue_from, c.overdue_possible_from, count(*) as count, count(*) filter (where c.is_open) as open_count,
    count(*) filter (where c.unresolved_key = 3) as unresolved_count,
    count(*) filter (where c.unresolved_key = 2) as resolution_unknown_count, count(*) filter (where c.is_closed) as closed_count
  from counted c left join recommendation_agencies a on a.recommendation_id = c.id group by 1, 2, 3, 4, 5
), offices_counted as (
  select c.office_id, c.fiscal_key, c.overdue_from, c.overdue_possible_from, count(*) as count, count(*) filter (where c.is_open) as open_count,
    count(*) filter (where c.unresolved_key = 3) as unresolved_count,
    count(*) filter (where c.unresolved_key = 2) as resolution_unknown_count, count(*) filter (where c.is_closed) as closed_count
  from counted c group by 1, 2, 3, 4
)
select 'kept' as told_by, * from (select * from recommendation_cells except select * from agencies_counted) more
union all
select 'counted', * from (select * from agencies_counted except select * from recommendation_cells) fewer
union all
select 'kept for offices', null, * from (select * from office_recommendation_cells except select * from offices_counted) more_of_offices
union all
select 'counted for offices', null, * from (select * from offices_counted except select * from office_recommendation_cells) fewer_of_offices
