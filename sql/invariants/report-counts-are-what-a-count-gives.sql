-- The counts beside reports are what a count gives, and heed the latest tally that speaks of what is unresolved.
with counted as (
  select p.id, count(r.id) as n, count(*) filter (where r.is_open) as o, count(*) filter (where r.unresolved_key = 3) as u,
    count(*) filter (where r.unresolved_key = 2) as k
  from reports p left join recommendations r on r.report_id = p.id group by p.id
), tallied as (
  select distinct on (report_id) report_id, unresolved_count from status_tallies
  where unresolved_count is not null order by report_id, as_of_key desc, id desc
)
select d.id as report_id, d.n, d.o, d.u, d.k, t.unresolved_count as tallied, c.recommendation_count, c.open_count, c.unresolved_count, c.resolution_unknown_count
from counted d left join report_counts c on c.report_id = d.id left join tallied t on t.report_id = d.id
where (c.recommendation_count, c.open_count, c.unresolved_count, c.unresolved_count + c.resolution_unknown_count)
  is distinct from (d.n, d.o, greatest(d.u, least(coalesce(t.unresolved_count, 0), d.u + d.k)), d.u + d.k);
