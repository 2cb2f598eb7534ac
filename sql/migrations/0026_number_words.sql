-- Numbers of findings and recommendations can be searched for a part of them; without trigrams that reads every number.

create index findings_number_words on findings using gin (number gin_trgm_ops);
create index recommendations_number_words on recommendations using gin (number gin_trgm_ops);
comment on index findings_number_words is 'Serves: findings whose number contains or begins with some text.';
comment on index recommendations_number_words is 'Serves: recommendations whose number contains or begins with some text.';
