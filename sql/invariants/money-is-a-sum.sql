-- Money is a number and not negative, unsupported costs are within the questioned ones.
select 'reports' as stated_in, id from reports
where 'NaN' in (questioned_costs, unsupported_costs, funds_put_to_better_use)
   or least(questioned_costs, unsupported_costs, funds_put_to_better_use) < 0 or unsupported_costs > questioned_costs
union all
select 'findings', id from findings where questioned_costs = 'NaN' or questioned_costs < 0
union all
select 'recommendations', id from recommendations
where 'NaN' in (questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use)
   or least(questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use) < 0
   or unsupported_costs > questioned_costs;
