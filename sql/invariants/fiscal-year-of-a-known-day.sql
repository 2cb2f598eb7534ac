-- A report of a federal office with a day of issue has a fiscal year.
select r.id, r.number, r.issued_on from reports r join offices o on o.id = r.office_id
where r.issued_on is not null and r.fiscal_year is null and o.kind in ('INSPECTOR_GENERAL', 'GAO');
