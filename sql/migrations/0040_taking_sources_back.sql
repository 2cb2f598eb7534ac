-- What every source said, kept so that a source can be taken back and the graph be what it would be without it.

alter table sources
  add column is_secondary boolean not null default false,
  add column retracted_at timestamptz check (isfinite(retracted_at)),
  add column retraction_note text check (retraction_note is null or retracted_at is not null);
comment on column sources.is_secondary is 'True for collections of what others publish: they fill gaps and never replace what an office itself says.';
comment on column sources.retracted_at is 'When the source was taken back; null while it counts.';
comment on column sources.retraction_note is 'Why it was taken back.';

create table source_records (
  source_id bigint not null references sources (id) on delete cascade,
  part integer not null check (part >= 0),
  records bytea not null,
  constraint source_records_natural_key primary key (source_id, part)
);
comment on table source_records is 'The canonical records that a source was read as, in parts of compressed NDJSON.';
comment on column source_records.source_id is 'The source.';
comment on column source_records.part is 'Order of the parts, from 0.';
comment on column source_records.records is 'Raw DEFLATE of lines: the row in the file, a tab, the record as JSON.';

create table source_mentions (
  source_id bigint not null references sources (id) on delete cascade,
  kind text not null check (kind in ('agency', 'office', 'topic')),
  slug text not null collate "C",
  constraint source_mentions_natural_key primary key (kind, slug, source_id)
);
create index source_mentions_source on source_mentions (source_id);
comment on index source_mentions_source is 'Serves: what a source mentions, when it is taken back.';
comment on table source_mentions is 'Which agencies, offices and topics a source names.';
comment on column source_mentions.source_id is 'The source.';
comment on column source_mentions.kind is 'agency, office or topic.';
comment on column source_mentions.slug is 'Its slug.';

-- History is only ever added to, but for a source that is taken back whole: what it said is told again without it.
create or replace function refuse_history_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('oversight_graph.retraction', true) = 'on' then
    return old;
  end if;
  raise exception 'status history is append-only' using errcode = '23514', constraint = 'status_events_append_only';
end $$;
