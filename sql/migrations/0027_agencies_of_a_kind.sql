-- Agencies of a kind by name: without both in one index, a plan made for any kind walks all names for the rare ones.

create index agencies_kind_name on agencies (kind, name, id);
drop index agencies_kind;
comment on index agencies_kind_name is 'Serves: agencies of a kind, by name.';
