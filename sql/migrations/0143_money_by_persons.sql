-- Decisions, final actions and targets are statements too: they count in a recommendation's revision, and are told as changes.

alter type change_kind add value 'DECISION' before 'LINK';
alter type change_kind add value 'FINAL_ACTION' before 'LINK';
alter type change_kind add value 'TARGET' before 'LINK';

create or replace function recommendation_revision(recommendation_id bigint) returns integer language sql stable parallel safe as $$
  select (select count(*) from status_events e where e.recommendation_id = $1)::integer
    + (select count(*) from responses a where a.recommendation_id = $1)::integer
    + (select count(*) from recommendation_links l where l.recommendation_id = $1)::integer
    + (select count(*) from management_decisions d where d.recommendation_id = $1)::integer
    + (select count(*) from final_actions f where f.recommendation_id = $1)::integer
    + (select count(*) from target_events t where t.recommendation_id = $1)::integer;
$$;

create trigger management_decisions_tell_changes after insert on management_decisions
  referencing new table as written for each statement execute function note_changes('DECISION');
create trigger final_actions_tell_changes after insert on final_actions
  referencing new table as written for each statement execute function note_changes('FINAL_ACTION');
create trigger target_events_tell_changes after insert on target_events
  referencing new table as written for each statement execute function note_changes('TARGET');
