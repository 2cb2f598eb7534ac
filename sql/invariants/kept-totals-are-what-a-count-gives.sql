-- The kept totals of recommendations by agency are what a count gives.
with counted as (
  select a.agency_id, count(*) as count, count(*) filter (where r.is_open) as open_count,
    count(*) filter (where r.unresolved_key = 3) as unresolved_count, count(*) filter (where r.unresolved_key = 2) as resolution_unknown_count
  from recommendations r left join recommendation_agencies a on a.recommendation_id = r.id group by a.agency_id
), kept as (
  select agency_id, count, open_count, unresolved_count, resolution_unknown_count from agency_recommendation_totals
  where (count, open_count, unresolved_count, resolution_unknown_count) <> (0, 0, 0, 0)
)
select 'kept' as told_by, * from (select * from kept except select * from counted) more
union all
select 'counted', * from (select * from counted except select * from kept) fewer
