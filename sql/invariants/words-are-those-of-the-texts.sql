-- Words for full-text search are those of the texts; "update reports set words = words" works them out again.
select 'reports' as "table", id from reports where words is distinct from words_of_report(number, title, summary)
union all
select 'findings', id from findings where words is distinct from words_of_text(statement)
union all
select 'recommendations', id from recommendations where words is distinct from words_of_text(text);
