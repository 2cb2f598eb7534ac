-- No finding repeats itself, over however many steps.
with recursive chain (start, at) as (
  select finding_id, target_finding_id from finding_links where target_finding_id is not null
  union
  select c.start, l.target_finding_id from chain c join finding_links l on l.finding_id = c.at
  where l.target_finding_id is not null and c.at <> c.start
)
select start as finding_id from chain where start = at;
