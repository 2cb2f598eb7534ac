-- A finding's quote is exactly the words of its report's summary between its two offsets.
select f.id, f.report_id, f.source_quote from findings f join reports r on r.id = f.report_id
where f.source_quote is not null and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end);
