-- What sources print where a field cannot hold it exactly: dates without a day, sums in other currencies, cells that say
-- something unreadable. The field stays null; the words stay here.

create type date_precision as enum ('MONTH', 'QUARTER', 'YEAR');
comment on type date_precision is 'What a printed date gives where it gives no day.';

create table printed_values (
  id bigint generated always as identity primary key,
  report_id bigint not null references reports (id) on delete cascade,
  recommendation_id bigint references recommendations (id) on delete cascade,
  recommendation_key bigint not null generated always as (coalesce(recommendation_id, 0)) stored,
  field text collate "C" not null check (field ~ '^[a-z_]+[.][a-zA-Z]+$'),
  raw text collate "C" not null check (raw ~ '\S' and length(raw) <= 500),
  reason nonblank not null,
  precision date_precision,
  earliest_on calendar_date,
  latest_on calendar_date,
  currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
  amount numeric(20, 2) check (amount <> 'NaN'),
  row_number integer check (row_number >= 0),
  source_id bigint not null references sources (id),
  constraint printed_values_natural_key unique (report_id, recommendation_key, field, raw, source_id),
  constraint printed_values_bounds check (earliest_on <= latest_on and (earliest_on is null) = (latest_on is null)),
  constraint printed_values_currency_of_amount check (currency is not null or amount is null)
);
create index printed_values_recommendation on printed_values (recommendation_id, id);
create index printed_values_field on printed_values (field, id);
create index printed_values_precision on printed_values (precision, id);
create index printed_values_currency on printed_values (currency, id);
create index printed_values_source on printed_values (source_id, id);
create index printed_values_report on printed_values (report_id, id);
comment on index printed_values_recommendation is 'Serves: what was printed about a recommendation.';
comment on index printed_values_field is 'Serves: printed values of a field.';
comment on index printed_values_precision is 'Serves: printed dates of a precision.';
comment on index printed_values_currency is 'Serves: sums in a currency.';
comment on index printed_values_source is 'Serves: what a source printed.';
comment on index printed_values_report is 'Serves: what was printed about a report.';
comment on table printed_values is 'Values as a source prints them, where the field that they are of cannot hold them exactly: it is null there.';
comment on column printed_values.id is 'Surrogate key.';
comment on column printed_values.report_id is 'The report.';
comment on column printed_values.recommendation_id is 'The recommendation; null where the value is about the report.';
comment on column printed_values.recommendation_key is 'The recommendation, or 0, for the natural key.';
comment on column printed_values.field is 'Kind and field of the record, for example report.issuedOn.';
comment on column printed_values.raw is 'The source''s own words.';
comment on column printed_values.reason is 'Why the field does not hold it.';
comment on column printed_values.precision is 'What a date gives; null for what is no date.';
comment on column printed_values.earliest_on is 'The first day that a date without a day can mean; null where unknown.';
comment on column printed_values.latest_on is 'The last day that it can mean; null where unknown.';
comment on column printed_values.currency is 'ISO 4217 code of a sum that is not in US dollars; null otherwise.';
comment on column printed_values.amount is 'The sum in that currency; never added to dollars.';
comment on column printed_values.row_number is 'Row of the file, from 1; null where the format has none.';
comment on column printed_values.source_id is 'The source that prints it.';
create trigger printed_values_revision after insert or update or delete or truncate on printed_values
  for each statement execute function bump_data_revision();
