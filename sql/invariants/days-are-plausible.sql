-- Days are finite and between 1789 and 2199.
select 'reports' as stated_in, id from reports where issued_on not between date '1789-01-01' and date '2199-12-31'
union all
select 'recommendations', id from recommendations
where closed_on not between date '1789-01-01' and date '2199-12-31' or target_on not between date '1789-01-01' and date '2199-12-31'
   or status_as_of not between date '1789-01-01' and date '2199-12-31'
union all
select 'responses', id from responses
where responded_on not between date '1789-01-01' and date '2199-12-31' or target_on not between date '1789-01-01' and date '2199-12-31'
   or revised_target_on not between date '1789-01-01' and date '2199-12-31'
union all
select 'status_events', id from status_events
where as_of not between date '1789-01-01' and date '2199-12-31' or closed_on not between date '1789-01-01' and date '2199-12-31'
   or not isfinite(observed_at)
union all
select 'sources', id from sources where as_of not between date '1789-01-01' and date '2199-12-31' or not isfinite(imported_at);
