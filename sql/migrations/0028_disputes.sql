-- Recommendations of which publishers say different things: few, and found at once.

create table recommendation_disputes (
  recommendation_id bigint primary key references recommendations (id) on delete cascade
);
comment on table recommendation_disputes is 'Recommendations whose current status some publisher''s last statement contradicts. Kept by a trigger on status_events; see status_claims.';
comment on column recommendation_disputes.recommendation_id is 'The recommendation.';

-- After status_events_follow (triggers run by name), so that the current status is that of the new events.
create function note_disputes() returns trigger language plpgsql as $$
begin
  delete from recommendation_disputes d using (select distinct w.recommendation_id from written w) touched
    where d.recommendation_id = touched.recommendation_id
      and not exists (select from status_claims c where c.recommendation_id = d.recommendation_id and c.disagrees);
  insert into recommendation_disputes
    select touched.recommendation_id from (
      -- Most recommendations are spoken of by one source: only the others are looked at closely.
      select distinct w.recommendation_id from written w
      where exists (select from status_events o where o.recommendation_id = w.recommendation_id and o.source_id <> w.source_id)
    ) touched
    where exists (select from status_claims c where c.recommendation_id = touched.recommendation_id and c.disagrees)
    on conflict do nothing;
  return null;
end $$;
create trigger status_events_note_disputes after insert on status_events
  referencing new table as written for each statement execute function note_disputes();

insert into recommendation_disputes select distinct c.recommendation_id from status_claims c where c.disagrees;
