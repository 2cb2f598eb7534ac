-- Whether recommendations are decided is answered by the index alone: it holds the columns that its key is made of.

drop index recommendations_decided;
create index recommendations_decided on recommendations (
  is_decided(questioned_costs, coalesce(disallowed_costs, 0) + coalesce(allowed_costs, 0),
    funds_put_to_better_use, coalesce(agreed_better_use, 0) + coalesce(not_agreed_better_use, 0), resolution), report_issued_key, id)
  include (questioned_costs, disallowed_costs, allowed_costs, funds_put_to_better_use, agreed_better_use, not_agreed_better_use, resolution);
comment on index recommendations_decided is 'Serves: recommendations that are decided, or are not, latest first.';
