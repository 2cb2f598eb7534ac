-- A source counts a report's recommendations otherwise than they stand here, one by one, on the day of its count.
with standing as (
  select t.id as tally_id, count(c.id)::integer as known_count,
    count(*) filter (where said.status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED'))::integer as open_rows,
    count(*) filter (where said.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))::integer as closed_rows,
    count(*) filter (where agreed.resolution = 'RESOLVED')::integer as resolved_rows,
    count(*) filter (where agreed.resolution = 'UNRESOLVED')::integer as unresolved_rows
  from status_tallies t
  join reports p on p.id = t.report_id
  left join recommendations c on c.report_id = t.report_id
  left join lateral (
    select e.status from status_events e
    where e.recommendation_id = c.id and e.kind = 'STATUS' and e.as_of <= coalesce(t.as_of, p.issued_on)
    order by e.as_of_key desc, e.observed_at desc, e.id desc limit 1) said on true
  left join lateral (
    select e.resolution from status_events e
    where e.recommendation_id = c.id and e.resolution is not null and e.as_of <= coalesce(t.as_of, p.issued_on)
    order by e.as_of_key desc, e.observed_at desc, e.id desc limit 1) agreed on true
  group by t.id
), counted as (
  select t.*, s.*, greatest(coalesce(t.total_count, p.declared_recommendation_count, 0), s.known_count) as whole,
    o.slug as office, p.number as report, p.title
  from status_tallies t join standing s on s.tally_id = t.id join reports p on p.id = t.report_id join offices o on o.id = p.office_id
)
select office, coalesce(report, title) as report, publisher, as_of, total_count, known_count, open_count, open_rows, closed_count, closed_rows,
  resolved_count, resolved_rows, unresolved_count, unresolved_rows, source_quote
from counted
where total_count < known_count
  or open_count not between open_rows and whole - closed_rows
  or closed_count not between closed_rows and whole - open_rows
  or resolved_count not between resolved_rows and whole - unresolved_rows
  or unresolved_count not between unresolved_rows and whole - resolved_rows
order by office, report, as_of, publisher
