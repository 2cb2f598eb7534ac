-- An event says a status, or that a list did not show the recommendation; then it says nothing else.
select id, recommendation_id, kind, status from status_events
where (kind = 'STATUS') is distinct from (status is not null) or (kind <> 'STATUS' and (resolution is not null or closed_on is not null));
