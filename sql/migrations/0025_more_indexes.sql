-- Indexes for conditions on values that sort keys hold in another form: a condition compares the value itself, which is
-- null where it is unknown, and the index of the key cannot serve it.

create index reports_issued_on on reports (issued_on, id);
create index reports_fiscal_year on reports (fiscal_year, id);
create index recommendations_closed_on on recommendations (closed_on, id) where closed_on is not null;
create index recommendations_target_on on recommendations (target_on, id) where target_on is not null;
create index recommendations_questioned_costs on recommendations (questioned_costs, id) where questioned_costs is not null;
comment on index reports_issued_on is 'Serves: reports issued on a day or in a period, and how many they are.';
comment on index reports_fiscal_year is 'Serves: reports of a fiscal year or several, and how many they are.';
comment on index recommendations_closed_on is 'Serves: recommendations closed on a day or in a period.';
comment on index recommendations_target_on is 'Serves: recommendations promised for a day or a period.';
comment on index recommendations_questioned_costs is 'Serves: recommendations with at least so much questioned.';
