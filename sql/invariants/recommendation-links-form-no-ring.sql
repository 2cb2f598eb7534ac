-- No recommendation repeats or supersedes itself, over however many steps.
with recursive chain (start, at) as (
  select recommendation_id, target_recommendation_id from recommendation_links where target_recommendation_id is not null
  union
  select c.start, l.target_recommendation_id from chain c join recommendation_links l on l.recommendation_id = c.at
  where l.target_recommendation_id is not null and c.at <> c.start
)
select start as recommendation_id from chain where start = at;
