-- What people record: a person is a source like a file, with a name and a reason. Requests that can be sent again.

create type source_kind as enum ('FILE', 'PERSON');
comment on type source_kind is 'Where facts come from: a file or page that was imported, or a person who recorded them.';

alter table sources
  add column person nonblank,
  add column reason nonblank;
alter table sources
  add column kind source_kind not null generated always as (case when person is null then 'FILE'::source_kind else 'PERSON'::source_kind end) stored;
comment on column sources.kind is 'A file or page that was imported, or a person.';
comment on column sources.person is 'Who recorded it; null for files.';
comment on column sources.reason is 'Why, in the words of the person; null when not given, and for files.';

create table change_requests (
  viewer text not null collate "C",
  idempotency_key text not null collate "C" check (length(idempotency_key) between 1 and 100),
  input_hash text not null collate "C",
  result jsonb,
  requested_at timestamptz not null default now() check (isfinite(requested_at)),
  constraint change_requests_natural_key primary key (viewer, idempotency_key)
);
comment on table change_requests is 'Changes that were sent with an idempotency key: sent again, they change nothing and are answered alike.';
comment on column change_requests.viewer is 'Who sent it.';
comment on column change_requests.idempotency_key is 'The key that the sender chose.';
comment on column change_requests.input_hash is 'Hash of the change and its input: the same key for another change is refused.';
comment on column change_requests.result is 'Ids of what it made; null until it is done.';
comment on column change_requests.requested_at is 'When it was first sent.';

create function recommendation_revision(recommendation_id bigint) returns integer language sql stable parallel safe as $$
  select (select count(*) from status_events e where e.recommendation_id = $1)::integer
    + (select count(*) from responses a where a.recommendation_id = $1)::integer
    + (select count(*) from recommendation_links l where l.recommendation_id = $1)::integer;
$$;
comment on function recommendation_revision(bigint) is 'How many statements there are about a recommendation: grows with each, so that a change can name the state it was made for.';
