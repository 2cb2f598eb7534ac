-- Two publishers state of a recommendation, for the same time, what cannot both be true.
select o.slug as office, coalesce(p.number, p.title) as report, c.number as recommendation,
  coalesce(a.publisher, sa.publisher) as publisher, a.as_of, a.status, a.resolution,
  coalesce(b.publisher, sb.publisher) as other_publisher, b.as_of as other_as_of, b.status as other_status, b.resolution as other_resolution
from status_conflicts k
join status_events a on a.id = k.event_id join sources sa on sa.id = a.source_id
join status_events b on b.id = k.other_event_id join sources sb on sb.id = b.source_id
join recommendations c on c.id = k.recommendation_id join reports p on p.id = c.report_id join offices o on o.id = p.office_id
where k.is_certain and a.id < b.id
order by office, report, c.sort_key, a.id, b.id
