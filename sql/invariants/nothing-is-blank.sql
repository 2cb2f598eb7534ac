-- Names, numbers and texts have something to read in them.
select 'agencies' as stated_in, id from agencies where name !~ '\S' or acronym !~ '\S'
union all select 'offices', id from offices where name !~ '\S' or short_name !~ '\S'
union all select 'topics', id from topics where name !~ '\S'
union all select 'reports', id from reports where number !~ '\S' or title !~ '\S' or summary !~ '\S'
union all select 'findings', id from findings where number !~ '\S' or statement !~ '\S'
union all select 'recommendations', id from recommendations where number !~ '\S' or text !~ '\S'
union all select 'responses', id from responses where text !~ '\S' or planned_action !~ '\S';
