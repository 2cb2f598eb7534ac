-- The year that a single audit is about, which is not the year in which it was filed.

alter table reports add column audit_year integer check (audit_year between 1789 and 2199);
create index reports_audit_year on reports (audit_year, id);
comment on index reports_audit_year is 'Serves: single audits of a year.';
comment on column reports.audit_year is 'Year whose books a single audit audited, the auditee''s own fiscal year (2 CFR 200.504); null for other reports.';
alter table reports disable trigger user;
update reports r set audit_year = r.fiscal_year from sources s where s.id = r.source_id and s.format = 'fac-findings';
alter table reports enable trigger user;
