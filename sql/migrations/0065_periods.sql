-- Periods: months, fiscal quarters, semiannual periods, fiscal years.

create function period_start(unit text, day date) returns date language sql immutable
  return case unit
    when 'MONTH' then date_trunc('month', day::timestamp)::date
    when 'FISCAL_QUARTER' then date_trunc('quarter', day::timestamp)::date
    when 'SEMIANNUAL_PERIOD' then case when extract(month from day) between 4 and 9 then make_date(extract(year from day)::integer, 4, 1)
      else make_date((extract(year from day) - (extract(month from day) < 4)::integer)::integer, 10, 1) end
    else make_date((extract(year from day) - (extract(month from day) < 10)::integer)::integer, 10, 1) end;
comment on function period_start(text, date) is 'First day of the period in which a day lies.';

create function period_length(unit text) returns interval language sql immutable
  return case unit when 'MONTH' then interval '1 month' when 'FISCAL_QUARTER' then interval '3 months'
    when 'SEMIANNUAL_PERIOD' then interval '6 months' else interval '1 year' end;
comment on function period_length(text) is 'How long a period is.';

create function periods_between(unit text, first_day date, last_day date) returns table (period_start date, period_end date)
  language sql immutable rows 120 as $$
  select d::date, (d + period_length(unit))::date - 1
  from generate_series(period_start(unit, first_day)::timestamp, last_day::timestamp, period_length(unit)) d
$$;
comment on function periods_between(text, date, date) is 'All periods that have a day between two days, in order, empty ones too.';
