-- A source may say whether office and management agree and nothing of the status.

alter type status_event_kind add value 'RESOLUTION' before 'NOT_SHOWN';
comment on type status_event_kind is 'A source states a status; or only whether office and management agree; or a list that names what is open does not show it (which is no statement that it is closed).';
