-- An office has one report of a number, whatever its spelling.
select office_id, report_number_key(number) as number_key, count(*) as reports from reports
where number is not null group by 1, 2 having count(*) > 1;
