-- A reference to a report says where it stands in the document, and what list of a semiannual report it stands in.

create type report_list as enum ('ISSUED', 'UNDECIDED');
comment on type report_list is 'A list of a semiannual report: the reports issued in the period; those without a management decision.';

alter table report_links
  add column listed_as report_list,
  add column page integer check (page between 1 and 100000),
  add column line integer check (line between 1 and 10000000);
comment on column report_links.listed_as is 'The list of a semiannual report that names it; null elsewhere.';
comment on column report_links.page is 'Page of the document on which the reference stands, as printed or counted; null when unknown.';
comment on column report_links.line is 'Line of the document''s text on which it stands, from 1; null when the format has no lines.';
