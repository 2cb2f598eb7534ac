-- A recommendation that agencies gave days for carries the latest of them, or one that a source states later.
select r.id, r.target_on, max(coalesce(a.revised_target_on, a.target_on)) as promised from recommendations r
join responses a on a.recommendation_id = r.id where coalesce(a.revised_target_on, a.target_on) is not null
group by r.id, r.target_on having r.target_on is null;
