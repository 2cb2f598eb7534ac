-- No agency is a part of itself, over however many steps.
with recursive up (start, at) as (
  select id, parent_id from agencies where parent_id is not null
  union
  select u.start, a.parent_id from up u join agencies a on a.id = u.at where a.parent_id is not null and u.at <> u.start
)
select a.slug from up u join agencies a on a.id = u.start where u.at = u.start;
