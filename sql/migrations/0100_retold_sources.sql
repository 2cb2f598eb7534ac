-- Sentences of some sources are retold in other words than the publisher's: then nothing of them is a quote.

alter table sources add column is_retold boolean not null default false;
comment on column sources.is_retold is 'Whether its sentences are retold in other words than the publisher''s; its numbers, days and names are facts all the same.';
update sources set is_retold = true where format = 'sample';
