-- A statement's further sources are others than the one by which it came first.
select x.event_id, x.source_id from status_event_sources x join status_events e on e.id = x.event_id where e.source_id = x.source_id;
