-- A report with a day of issue has a fiscal year.
select id, number, issued_on from reports where issued_on is not null and fiscal_year is null;
