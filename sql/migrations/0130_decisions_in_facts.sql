-- Sums of management decisions are read from the same indexes as the other sums.

drop index recommendations_report_facts, recommendations_open_facts;
create index recommendations_report_facts on recommendations (report_id, report_issued_key, id)
  include (report_fiscal_key, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use,
    disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use);
create index recommendations_open_facts on recommendations (report_issued_key, id)
  include (report_id, report_fiscal_key, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use,
    disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use)
  where is_open;
comment on index recommendations_report_facts is 'Serves: counts and sums over the recommendations of many reports; the copies'' foreign key.';
comment on index recommendations_open_facts is 'Serves: open recommendations, oldest or latest first; counts and sums over them.';
