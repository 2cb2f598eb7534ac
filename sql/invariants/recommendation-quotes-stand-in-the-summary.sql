-- A recommendation's quote is exactly the words of its report's summary between its two offsets.
select c.id, c.report_id, c.source_quote from recommendations c join reports r on r.id = c.report_id
where c.source_quote is not null and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end);
