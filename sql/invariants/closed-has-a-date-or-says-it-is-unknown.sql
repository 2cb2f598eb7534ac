-- A recommendation is closed exactly when it has a closing date or says that its date is unknown, and never both.
select id, status, closed_on, is_closing_date_unknown from recommendations
where (status::text like 'CLOSED%') is distinct from (closed_on is not null or is_closing_date_unknown)
   or (closed_on is not null and is_closing_date_unknown);
