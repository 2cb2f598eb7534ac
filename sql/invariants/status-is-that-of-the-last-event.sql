-- A recommendation's status and resolution, and what they rest on, are those of its last events that nobody took back; without
-- an event they are unknown.
-- Not by the view current_statuses: it looks each one's history up, which without indexes is a pass over all history each.
with told as (
  select * from status_events e where not exists (select from retractions x where x.status_event_id = e.id)),
stated as (
  select distinct on (recommendation_id) recommendation_id, status, basis from told where kind = 'STATUS'
  order by recommendation_id, as_of_key desc, observed_at desc, id desc),
resolved as (
  select distinct on (recommendation_id) recommendation_id, resolution, basis from told where resolution is not null
  order by recommendation_id, as_of_key desc, observed_at desc, id desc)
select r.id, r.status, r.resolution, s.status as last_status, o.resolution as last_resolution
from recommendations r
left join stated s on s.recommendation_id = r.id
left join resolved o on o.recommendation_id = r.id
where (r.status, r.status_basis, r.resolution, r.resolution_basis)
  is distinct from (coalesce(s.status, 'UNKNOWN'), s.basis, coalesce(o.resolution, 'UNKNOWN'), o.basis);
