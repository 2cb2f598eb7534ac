-- Findings, the awards they concern (single audits) and the earlier findings they repeat.

create table findings (
  id bigint generated always as identity primary key,
  report_id bigint not null references reports (id) on delete cascade,
  number nonblank not null,
  is_number_printed boolean not null default true,
  statement nonblank,
  class finding_class,
  condition text,
  criteria text,
  cause text,
  effect text,
  source_quote text,
  quote_start integer check (quote_start >= 0),
  quote_end integer,
  questioned_costs money_amount,
  is_modified_opinion boolean,
  is_other_matters boolean,
  is_material_weakness boolean,
  is_significant_deficiency boolean,
  is_other_finding boolean,
  has_questioned_costs boolean,
  is_repeat boolean,
  source_id bigint not null references sources (id),
  sort_key text collate "C" not null generated always as (natural_sort_key(number)) stored,
  words tsvector not null,
  confidence double precision check (confidence between 0 and 1),
  extraction_rule nonblank,
  constraint findings_natural_key unique (report_id, number),
  constraint findings_quote_span check (
    (source_quote is null) = (quote_start is null) and (quote_start is null) = (quote_end is null)
    and quote_end - quote_start > 0),
  constraint findings_number_bounded check (length(number) <= 100),
  constraint findings_rule_has_confidence check ((confidence is null) = (extraction_rule is null))
);
create index findings_class on findings (class, id);
create index findings_repeat on findings (id) where is_repeat;
create index findings_words on findings using gin (words);
create index findings_source on findings (source_id);
create index findings_number_sorted on findings (sort_key, id);
create index findings_number on findings (number, id);
create index findings_number_words on findings using gin (number gin_trgm_ops);
create index findings_report_facts on findings (report_id, sort_key, id) include (class, is_repeat);
create index findings_confidence on findings (confidence, id) where confidence is not null;
comment on index findings_class is 'Serves: findings of a class.';
comment on index findings_repeat is 'Serves: repeat findings.';
comment on index findings_words is 'Serves: full-text search in statements.';
comment on index findings_source is 'Serves: what came from a source.';
comment on index findings_number_sorted is 'Serves: findings in the order of their numbers.';
comment on index findings_number is 'Serves: findings with a number.';
comment on index findings_number_words is 'Serves: findings whose number contains or begins with some text.';
comment on index findings_report_facts is 'Serves: a report''s findings in order; counts over the findings of many reports.';
comment on index findings_confidence is 'Serves: facts read from prose that are less, or more, sure than a bound.';
comment on table findings is 'What an office found. Elements (condition, criteria, cause, effect) are those of the Yellow Book.';
comment on column findings.id is 'Surrogate key.';
comment on column findings.report_id is 'The report that states it.';
comment on column findings.number is 'Number within the report, as printed, else its place among the findings read.';
comment on column findings.is_number_printed is 'False when the number was given on import because the source prints none.';
comment on column findings.statement is 'The finding in one sentence, white space normalised; null when the source gives flags only.';
comment on column findings.class is 'Deficiency, compliant, conclusion or observation; null when not determined.';
comment on column findings.condition is 'What is; null when the source does not tell it apart.';
comment on column findings.criteria is 'What should be; null likewise.';
comment on column findings.cause is 'Why it is so; null likewise.';
comment on column findings.effect is 'What follows from it; null likewise.';
comment on column findings.source_quote is 'The source''s own words, unchanged; null when the source is not prose.';
comment on column findings.quote_start is 'Where the quote begins in the report''s summary, in UTF-16 code units from 0.';
comment on column findings.quote_end is 'Where the quote ends in the summary, exclusive.';
comment on column findings.questioned_costs is 'Questioned costs of this finding, US dollars; null when not stated.';
comment on column findings.is_modified_opinion is 'Single audit: it led to a modified opinion.';
comment on column findings.is_other_matters is 'Single audit: reported as other matters.';
comment on column findings.is_material_weakness is 'Single audit: a material weakness in internal control.';
comment on column findings.is_significant_deficiency is 'Single audit: a significant deficiency in internal control.';
comment on column findings.is_other_finding is 'Single audit: some other finding.';
comment on column findings.has_questioned_costs is 'Whether costs are questioned; the amount may be unknown.';
comment on column findings.is_repeat is 'Whether it repeats an earlier finding; null when not stated.';
comment on column findings.source_id is 'Where it was read.';
comment on column findings.sort_key is 'Number for sorting, digits by value.';
comment on column findings.words is 'Words of the statement for full-text search.';
comment on column findings.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column findings.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';

create table finding_awards (
  id bigint generated always as identity primary key,
  finding_id bigint not null references findings (id) on delete cascade,
  award_reference nonblank not null,
  assistance_listing text,
  program_name text,
  amount_expended signed_amount,
  is_direct boolean,
  is_major boolean,
  is_passthrough boolean,
  passthrough_amount signed_amount,
  constraint finding_awards_natural_key unique (finding_id, award_reference),
  constraint finding_awards_reference_bounded check (length(award_reference) <= 200)
);
comment on table finding_awards is 'The federal awards that a single audit''s finding concerns.';
comment on column finding_awards.id is 'Surrogate key.';
comment on column finding_awards.finding_id is 'The finding.';
comment on column finding_awards.award_reference is 'The award''s reference within the audit, for example AWARD-0001.';
comment on column finding_awards.assistance_listing is 'Assistance Listing Number of the programme, for example 10.766.';
comment on column finding_awards.program_name is 'Name of the federal programme.';
comment on column finding_awards.amount_expended is 'Federal money spent under the award in the audit period, US dollars; negative where credits outweigh it.';
comment on column finding_awards.is_direct is 'Received directly from the federal government.';
comment on column finding_awards.is_major is 'Audited as a major programme.';
comment on column finding_awards.is_passthrough is 'Passed on to subrecipients.';
comment on column finding_awards.passthrough_amount is 'How much was passed on, US dollars; negative where credits outweigh it.';

create table finding_links (
  id bigint generated always as identity primary key,
  finding_id bigint not null references findings (id) on delete cascade,
  target_raw nonblank not null,
  target_finding_id bigint references findings (id) on delete set null,
  source_id bigint not null references sources (id),
  constraint finding_links_natural_key unique (finding_id, target_raw),
  constraint finding_links_not_itself check (target_finding_id <> finding_id),
  constraint finding_links_target_bounded check (length(target_raw) <= 500)
);
create index finding_links_target on finding_links (target_finding_id, finding_id);
create index finding_links_dangling on finding_links (target_raw) where target_finding_id is null;
create index finding_links_source on finding_links (source_id);
comment on index finding_links_target is 'Serves: what repeats a finding.';
comment on index finding_links_dangling is 'Serves: linking references when their target arrives.';
comment on index finding_links_source is 'Serves: what came from a source.';
comment on table finding_links is 'Repeat findings: which earlier finding one repeats. The earlier one may not be held here.';
comment on column finding_links.id is 'Surrogate key.';
comment on column finding_links.finding_id is 'The later finding.';
comment on column finding_links.target_raw is 'The earlier one''s reference in the source''s own words.';
comment on column finding_links.target_finding_id is 'The earlier finding; null while it is not held.';
comment on column finding_links.source_id is 'Where the reference was read.';

-- For this table and recommendation_links. Arguments: the referring column and the target column.
create function refuse_link_cycle() returns trigger language plpgsql as $$
declare
  ring boolean;
begin
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'links are written at read committed or serializable only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(hashtext(tg_table_name || ' links'));
  execute format(
    'with recursive chain (start, at) as (
       select %2$I, %3$I from written where %3$I is not null
       union
       select c.start, l.%3$I from chain c join %1$I l on l.%2$I = c.at where l.%3$I is not null and c.at <> c.start
     ) select exists (select from chain where start = at)',
    tg_table_name, tg_argv[0], tg_argv[1]) into ring;
  if ring then
    raise exception 'links of % would form a ring', tg_table_name using errcode = '23514', constraint = tg_table_name || '_no_cycle';
  end if;
  return null;
end $$;
create trigger finding_links_no_cycle_insert after insert on finding_links
  referencing new table as written for each statement execute function refuse_link_cycle('finding_id', 'target_finding_id');
create trigger finding_links_no_cycle_update after update on finding_links
  referencing new table as written for each statement execute function refuse_link_cycle('finding_id', 'target_finding_id');
