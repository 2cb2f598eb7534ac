-- A row that carries keys of its owner refers to it by its key and by those together. The second reference implies the
-- first, for no column of it can be null, and both go when the owner goes: one of them is checked for each row less.

alter table recommendations drop constraint recommendations_report_id_fkey;
alter table report_agencies drop constraint report_agencies_report_id_fkey;
alter table report_topics drop constraint report_topics_report_id_fkey;
alter table recommendation_agencies drop constraint recommendation_agencies_recommendation_id_fkey;

-- What follows a change of the owner's keys finds the few rows of one owner by their primary keys, which begin with it.
drop index report_agencies_keys, report_topics_keys, recommendation_agencies_keys;
