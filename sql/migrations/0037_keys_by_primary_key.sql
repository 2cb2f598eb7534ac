-- What follows a change of the owner's keys finds the few rows of one owner by their primary keys, which begin with it:
-- these indexes only repeated them.

drop index report_agencies_keys, report_topics_keys, recommendation_agencies_keys;
