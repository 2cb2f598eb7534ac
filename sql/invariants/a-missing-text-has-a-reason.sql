-- A recommendation has a text or a reason why it has none, and not both.
select id, report_id, number from recommendations where (text is null) is distinct from (text_missing_reason is not null);
