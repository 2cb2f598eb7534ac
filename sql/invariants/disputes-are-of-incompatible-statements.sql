-- A recommendation is noted as disputed exactly when two publishers state incompatible things of it, for certain or perhaps of the same time.
with found as (select recommendation_id, bool_or(is_certain) as is_certain from status_conflicts group by recommendation_id)
select 'noted' as told_by, * from (select recommendation_id, is_certain from recommendation_disputes except select * from found) more
union all
select 'found', * from (select * from found except select recommendation_id, is_certain from recommendation_disputes) fewer
