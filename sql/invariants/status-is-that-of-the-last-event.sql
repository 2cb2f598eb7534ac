-- A recommendation's status and resolution are those of its last events; without an event they are unknown.
select r.id, r.status, r.resolution, c.status as last_status, c.resolution as last_resolution
from recommendations r left join current_statuses c on c.recommendation_id = r.id
where (r.status, r.resolution) is distinct from (coalesce(c.status, 'UNKNOWN'), coalesce(c.resolution, 'UNKNOWN'));
