-- API keys: who may do what. Only hashes of the secrets are kept.

create type access_role as enum ('READER', 'EDITOR', 'ADMIN');
comment on type access_role is 'What a key or token may do: read; record what happens; take sources back, merge, and all of that.';

create table access_keys (
  id bigint generated always as identity primary key,
  name nonblank not null,
  role access_role not null,
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  created_at timestamptz not null default now() check (isfinite(created_at)),
  expires_at timestamptz check (isfinite(expires_at)),
  revoked_at timestamptz check (isfinite(revoked_at)),
  constraint access_keys_name_bounded check (length(name) <= 100),
  constraint access_keys_secret unique (secret_hash)
);
comment on table access_keys is 'API keys. A key is shown once, when it is made; here is only its hash.';
comment on column access_keys.id is 'Surrogate key; the part of a key that may be shown.';
comment on column access_keys.name is 'Who uses it; stands in the log and in the history of what it changed.';
comment on column access_keys.role is 'What it may do.';
comment on column access_keys.secret_hash is 'SHA-256 of the secret part, which has 256 random bits.';
comment on column access_keys.created_at is 'When it was made.';
comment on column access_keys.expires_at is 'From when on it is refused; null for never.';
comment on column access_keys.revoked_at is 'When it was revoked; null while it is good.';

create view request_viewers as select 1::bigint as id;
comment on view request_viewers is 'One row, for whoever asks; what is said of the viewer comes with the request.';
