-- isOpen, isUnresolved and the days of becoming overdue follow from status, resolution, sums, target and day or year of issue.
with bounds as (
  select r.*, r.status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') as should_be_open, r.status_text like 'CLOSED%' as is_closed,
    case when p.issued_on is not null then p.issued_on when p.fiscal_year is not null then make_date(p.fiscal_year - 1, 10, 1) end as earliest,
    case when p.issued_on is not null then p.issued_on when p.fiscal_year is not null then make_date(p.fiscal_year, 9, 30) end as latest,
    coalesce(r.questioned_costs > coalesce(r.disallowed_costs, 0) + coalesce(r.allowed_costs, 0), false)
      or coalesce(r.funds_put_to_better_use > coalesce(r.agreed_better_use, 0) + coalesce(r.not_agreed_better_use, 0), false) as has_undecided_sum,
    greatest(r.questioned_costs, r.funds_put_to_better_use) > 0 as has_sum
  from (select *, status::text as status_text from recommendations) r join reports p on p.id = r.report_id
), expected as (
  select id, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, should_be_open, target_on, earliest, latest, is_closed,
    case when is_closed or resolution = 'RESOLVED' or (has_sum and not has_undecided_sum) then 0
      when not should_be_open then 1 when resolution <> 'UNKNOWN' or has_undecided_sum then 3 else 2 end as should_be_key
  from bounds
)
select id, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from from expected
where is_open is distinct from should_be_open or unresolved_key is distinct from should_be_key
  or overdue_from is distinct from (case when should_be_open then least(target_on + 1,
       case when should_be_key > 0 then (latest + interval '6 months')::date + 1 end) end)
  or overdue_possible_from is distinct from (case when not is_closed then nullif(least(target_on + 1,
       case when should_be_key > 0 then coalesce((earliest + interval '6 months')::date + 1, date '-infinity') end), overdue_from) end);
