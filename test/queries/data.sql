-- The small graph that the golden cases ask: ties, unknown values, unusual text, an agency under many reports.

insert into sources (id, publisher, url, file_name, sha256, format, importer_version, as_of, imported_at) overriding system value values
  (1, 'DHS OIG', 'https://www.oig.dhs.gov/', 'deportation.txt', repeat('a', 64), 'dhs-oig', '1', '2024-05-01', '2026-01-02 03:04:05.678+00'),
  (2, 'GAO', null, '-', repeat('b', 64), 'csv', '1', null, '2026-01-02 03:04:05+00');

insert into agencies (id, slug, name, acronym, kind, parent_id, uei, source_id) overriding system value values
  (1, 'dhs', 'Department of Homeland Security', 'DHS', 'DEPARTMENT', null, null, null),
  (2, 'ice', 'Immigration and Customs Enforcement', 'ICE', 'COMPONENT', 1, null, 1),
  (3, 'fema', 'Federal Emergency Management Agency', 'FEMA', 'COMPONENT', 1, null, null),
  (4, 'epa', 'Environmental Protection Agency', null, 'INDEPENDENT_AGENCY', null, null, null),
  (5, 'city-of-nome', 'City of Nome', null, 'AUDITEE', null, 'ABC123', 2);
insert into agency_aliases (alias_key, alias, agency_id) values ('ins', 'INS', 2), ('u.s. ice', 'U.S. ICE', 2);

insert into offices (id, slug, name, short_name, kind, established_year, is_active) overriding system value values
  (1, 'dhs-oig', 'DHS Office of Inspector General', 'DHS OIG', 'INSPECTOR_GENERAL', 2003, true),
  (2, 'gao', 'Government Accountability Office', 'GAO', 'GAO', 1921, true),
  (3, 'old-oig', 'Office without reports', null, 'INSPECTOR_GENERAL', null, null);
insert into office_agencies (office_id, agency_id) values (1, 1), (1, 2), (1, 3), (2, 1), (2, 4);

insert into topics (id, slug, name) overriding system value values (1, 'deportation', 'Deportation'), (2, 'disasters', 'Disasters');

insert into reports (id, office_id, number, title, type, summary, issued_on, fiscal_year, declared_recommendation_count,
    questioned_costs, unsupported_costs, source_id, created_at, updated_at) overriding system value values
  (1, 1, 'OIG-21-36', 'ICE Needs to Improve Its Oversight', 'AUDIT', 'ICE did not track costs. "Quotes" and \ backslashes.', '2021-03-15', 2021, 2, '1000.50', '0.00', 1, '2026-01-01', '2026-01-01'),
  (2, 1, 'OIG-20-14', 'Detention Standards', 'INSPECTION_EVALUATION', null, '2020-02-29', 2020, null, null, null, 1, '2026-01-01', '2026-01-01'),
  (3, 1, 'OIG-2-136', 'Disaster Funds — FEMA 🌀', 'AUDIT', 'FEMA funds.', '2021-03-15', 2021, 9, '99999999999999.99', null, 1, '2026-01-01', '2026-01-01'),
  (4, 2, 'GAO-24-1', 'Grants', null, null, null, null, null, null, null, 2, '2026-01-01', '2026-01-01'),
  (5, 2, null, 'A report without a number', 'OTHER', null, '2019-01-01', 2019, null, null, null, 2, '2026-01-01', '2026-01-01'),
  (6, 2, 'OIG-21-36', 'The same number at another office', 'AUDIT', null, '2022-06-01', 2022, null, null, null, 2, '2026-01-01', '2026-01-01');
insert into report_agencies (report_id, agency_id) values (1, 2), (2, 2), (2, 1), (3, 3), (3, 2), (4, 4), (4, 2);
insert into report_topics (report_id, topic_id) values (1, 1), (2, 1), (3, 2);
insert into report_sources (report_id, source_id) values (1, 1), (1, 2), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2);
insert into report_links (id, report_id, kind, target_raw, target_report_id, source_id) overriding system value values
  (1, 1, 'FOLLOWS_UP', 'OIG-20-14', 2, 1), (2, 1, 'FOLLOWS_UP', 'OIG-20-14 (reissued)', 2, 1), (3, 1, 'REFERENCES', 'OIG-99-1', null, 1),
  (4, 3, 'FOLLOWS_UP', 'OIG 21-36', 1, 1);

insert into findings (id, report_id, number, statement, class, condition, source_quote, quote_start, quote_end, is_repeat, source_id) overriding system value values
  (1, 1, '1', 'Costs were not tracked.', 'DEFICIENCY', 'ICE did not track costs.', 'ICE did not track costs.', 0, 24, false, 1),
  (2, 1, '2', null, null, null, null, null, null, null, 1),
  (3, 1, '10', 'Policies were followed.', 'COMPLIANT', null, null, null, null, true, 1),
  (4, 2, '1', 'Detention grants.', 'OBSERVATION', null, null, null, null, true, 1);
insert into finding_links (id, finding_id, target_raw, target_finding_id, source_id) overriding system value values
  (1, 3, '2020-1', 4, 1), (2, 3, '2020-1 (again)', 4, 1);
insert into finding_awards (id, finding_id, award_reference, assistance_listing, amount_expended, is_direct) overriding system value values
  (1, 1, 'AWARD-0001', '97.036', '12.50', true);

insert into recommendations (id, report_id, number, text, text_missing_reason, target_on, questioned_costs, is_significant, source_id, created_at, updated_at) overriding system value values
  (1, 1, '1', 'Track all costs.', null, '2022-01-01', '10.00', true, 1, '2026-01-01', '2026-01-01'),
  (2, 1, '2', null, 'WITHHELD', null, null, null, 1, '2026-01-01', '2026-01-01'),
  (3, 1, '10', 'Improve the policies of detention.', null, '2150-01-01', '10.00', null, 1, '2026-01-01', '2026-01-01'),
  (4, 2, '2b', 'Stop.', null, null, null, false, 1, '2026-01-01', '2026-01-01'),
  (5, 3, '1', '100% of "funds" \ done', null, null, '0.00', null, 1, '2026-01-01', '2026-01-01');
insert into recommendation_findings (recommendation_id, finding_id) values (1, 1), (1, 3), (2, 1);
insert into recommendation_agencies (recommendation_id, agency_id) values (1, 2), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3);
insert into responses (id, recommendation_id, agency_id, period, position, text, responded_on, target_on, source_id) overriding system value values
  (1, 1, 2, '', 'CONCUR', 'We agree.', '2021-03-01', '2022-01-01', 1),
  (2, 1, 1, '', 'NON_CONCUR', null, null, null, 1),
  (3, 3, 2, '2023', 'UNKNOWN', null, null, null, 1);
insert into recommendation_links (id, recommendation_id, kind, target_raw, target_recommendation_id, source_id) overriding system value values
  (1, 1, 'REPEATS', 'OIG-20-14 rec 2b', 4, 1), (2, 3, 'SUPERSEDES', 'OIG-20-14 rec 2b', 4, 1), (3, 5, 'REPEATS', 'unknown', null, 1);

insert into status_events (id, recommendation_id, kind, status, status_raw, resolution, closed_on, basis, as_of, observed_at, source_id) overriding system value values
  (1, 1, 'STATUS', 'OPEN', null, null, null, 'RULE', '2021-03-15', '2026-01-01', 1),
  (2, 1, 'STATUS', 'OPEN', 'Open - Unresolved', 'UNRESOLVED', null, 'STATED', '2023-01-01', '2026-01-01', 2),
  (3, 2, 'STATUS', 'CLOSED_IMPLEMENTED', 'Closed', 'RESOLVED', '2022-05-05', 'STATED', '2022-05-05', '2026-01-01', 1),
  (4, 3, 'STATUS', 'OPEN_PARTIALLY_ADDRESSED', null, 'RESOLVED', null, 'STATED', null, '2026-01-01', 1),
  (5, 4, 'STATUS', 'CLOSED_UNSPECIFIED', null, null, null, 'STATED', '2021-01-01', '2026-01-01', 1),
  (6, 5, 'STATUS', 'OPEN', null, 'UNKNOWN', null, 'STATED', '2021-03-15', '2026-01-01', 1),
  (7, 5, 'NOT_SHOWN', null, null, null, null, 'STATED', '2024-01-01', '2026-01-01', 1);
