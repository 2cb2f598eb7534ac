-- Token buckets of the rate limiter, shared by several instances of the service (RATE_STORE=database).

create unlogged table rate_buckets (
  client text primary key,
  points double precision not null,
  counted_at timestamptz not null
);
create index rate_buckets_counted on rate_buckets (counted_at);
comment on index rate_buckets_counted is 'Serves: deleting buckets of clients not seen for long.';
comment on table rate_buckets is 'Points left to each client at a moment; they refill steadily. Unlogged: after a crash all buckets are full.';
comment on column rate_buckets.client is 'The client as the rate limit counts it: an address or a network.';
comment on column rate_buckets.points is 'Points left at that moment; negative when the last answer took more than there were.';
comment on column rate_buckets.counted_at is 'The moment.';
