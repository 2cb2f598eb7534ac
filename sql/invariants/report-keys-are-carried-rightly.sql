-- Copies of a report's sort keys say what the report says.
select 'report_agencies' as copied_in, a.report_id from report_agencies a join reports r on r.id = a.report_id
where (a.issued_key, a.fiscal_key) is distinct from (r.issued_key, r.fiscal_key)
union all
select 'report_topics', t.report_id from report_topics t join reports r on r.id = t.report_id
where (t.issued_key, t.fiscal_key) is distinct from (r.issued_key, r.fiscal_key)
union all
select 'recommendations', c.report_id from recommendations c join reports r on r.id = c.report_id
where (c.report_issued_key, c.report_fiscal_key) is distinct from (r.issued_key, r.fiscal_key)
union all
select 'recommendation_agencies', c.report_id from recommendation_agencies a join recommendations c on c.id = a.recommendation_id
where (a.report_issued_key, a.is_open, a.unresolved_key) is distinct from (c.report_issued_key, c.is_open, c.unresolved_key);
