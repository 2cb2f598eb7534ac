-- isOpen, isUnresolved and the day of becoming overdue follow from status, resolution, target and day of issue.
select id, status, resolution, is_open, is_unresolved, overdue_from from recommendations
where is_open is distinct from (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED'))
   or is_unresolved is distinct from (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') and resolution <> 'RESOLVED')
   or overdue_from is distinct from (case when status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') then least(
        target_on + 1,
        case when resolution <> 'RESOLVED' and report_issued_key > date '-infinity' then (report_issued_key + interval '6 months')::date + 1 end) end);
