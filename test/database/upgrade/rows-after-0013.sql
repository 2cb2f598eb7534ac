-- Rows of every domain table, written against the schema of migrations 0001 to 0013. Identities start at 1.

insert into sources (publisher, url, file_name, sha256, format, importer_version, as_of) values
  ('DHS OIG', 'https://example.org/reports', 'reports.ndjson', repeat('a', 64), 'canonical', '1', '2021-06-30'),
  ('Department of Homeland Security', null, 'status.csv', repeat('b', 64), 'dhs-status', '1', '2022-01-31');

insert into agencies (slug, name, acronym, kind, parent_id, source_id) values
  ('dhs', 'Department of Homeland Security', 'DHS', 'DEPARTMENT', null, 1),
  ('ice', 'U.S. Immigration and Customs Enforcement', 'ICE', 'COMPONENT', 1, 1),
  ('ero', 'Enforcement and Removal Operations', 'ERO', 'COMPONENT', 2, 1),
  ('county', 'Example County', null, 'LOCAL_GOVERNMENT', null, 1);
insert into agency_aliases (alias_key, alias, agency_id) values ('immigration and customs enforcement', 'Immigration and Customs Enforcement', 2);

insert into offices (slug, name, short_name, kind, statutory_reference, established_year, is_active, source_id) values
  ('dhs-oig', 'Department of Homeland Security Office of Inspector General', 'DHS OIG', 'INSPECTOR_GENERAL', '5 U.S.C. 402', 2003, true, 1),
  ('county-auditor', 'Auditor of Example County', null, 'LOCAL_AUDITOR', null, null, null, 1);
insert into office_agencies (office_id, agency_id) values (1, 1), (1, 2), (2, 4);

insert into reports (office_id, number, title, type, summary, issued_on, fiscal_year, declared_recommendation_count,
  questioned_costs, unsupported_costs, is_released, source_id) values
  (1, 'OIG-19-02', 'Detention standards', 'AUDIT', 'Inspections are late.', '2019-03-01', 2019, 2, 1000.50, 200.25, true, 1),
  (1, 'OIG-21-36', 'Detention standards: verification review 🔎', 'VERIFICATION_REVIEW',
   'We visited 🏛 two sites. Inspections are still late. We recommend that ICE inspect every year.', '2021-04-12', 2021, 3, null, null, true, 1),
  (2, null, 'Single audit without a number', null, null, null, null, null, null, null, null, 1);
insert into report_sources (report_id, source_id, source_start, source_end) values (1, 1, 0, 100), (2, 1, 100, 200), (2, 2, null, null), (3, 1, null, null);
insert into report_agencies (report_id, agency_id, role, is_inferred) values
  (1, 2, 'REVIEWED', false), (2, 2, 'REVIEWED', false), (2, 1, 'RESPONSIBLE', true), (3, 4, 'REVIEWED', false);
insert into topics (slug, name) values ('detention', 'Detention'), ('grants', 'Grants');
insert into report_topics (report_id, topic_id) values (1, 1), (2, 1), (3, 2);
insert into report_links (report_id, kind, target_raw, target_report_id, source_quote, source_id) values
  (2, 'FOLLOWS_UP', 'OIG-19-02', 1, null, 1),
  (2, 'REFERENCES', 'OIG-07-38', null, 'See OIG-07-38.', 1);

insert into findings (report_id, number, statement, class, source_quote, quote_start, quote_end, is_repeat, source_id, confidence, extraction_rule) values
  (1, '1', 'Inspections are late.', 'DEFICIENCY', 'Inspections are late.', 0, 21, null, 1, null, null),
  (2, '1', 'Inspections are still late.', 'DEFICIENCY', 'Inspections are still late.', 25, 52, true, 1, 0.9, 'sentence-of-deficiency');
insert into findings (report_id, number, is_material_weakness, has_questioned_costs, questioned_costs, source_id) values (3, '2021-001', true, true, 5000, 1);
insert into finding_awards (finding_id, award_reference, assistance_listing, program_name, amount_expended, is_major) values
  (3, 'AWARD-0001', '10.766', 'Community facilities', 70000, true), (3, 'AWARD-0002', '10.767', null, -12.34, false);
insert into finding_links (finding_id, target_raw, target_finding_id, source_id) values (2, 'OIG-19-02 1', 1, 1), (3, '2020-001', null, 1);

insert into recommendations (report_id, number, text, text_missing_reason, source_quote, quote_start, quote_end, questioned_costs,
  funds_put_to_better_use, is_significant, source_id) values
  (1, '1', 'Inspect every two years.', null, null, null, null, 1000, null, true, 1),
  (1, '2', null, 'WITHHELD', null, null, null, null, 250000, null, 1),
  (2, '1', 'Inspect every year.', null, 'We recommend that ICE inspect every year.', 53, 94, null, null, null, 1),
  (2, '2a', 'Publish the results.', null, null, null, null, null, null, null, 1);
insert into recommendation_findings (recommendation_id, finding_id) values (1, 1), (3, 2), (4, 2);
insert into recommendation_agencies (recommendation_id, agency_id, is_inferred) values (1, 2, false), (3, 2, false), (3, 1, true), (2, 1, false);
insert into responses (recommendation_id, agency_id, period, position, text, responded_on, target_on, revised_target_on, source_id) values
  (1, 2, '', 'CONCUR', 'ICE concurs.', '2019-02-01', '2019-12-31', null, 1),
  (3, 2, '2021', 'PARTIALLY_CONCUR', null, '2021-04-01', '2021-10-31', '2022-03-31', 1);
insert into recommendation_shares (report_id, party, agency_id, position, recommendation_count, source_quote, confidence, extraction_rule, source_id) values
  (2, 'ice', 2, 'CONCUR', 2, null, 0.8, 'concurred-with-number', 1),
  (2, 'a contractor', null, 'NON_CONCUR', 1, null, null, null, 1);
insert into recommendation_links (recommendation_id, kind, target_raw, target_recommendation_id, source_id) values
  (3, 'REPEATS', 'OIG-19-02 1', 1, 1), (4, 'SUPERSEDES', 'OIG-07-38 4', null, 1);

insert into status_events (recommendation_id, status, basis, as_of, source_id) values
  (1, 'OPEN', 'RULE', '2019-03-01', 1), (2, 'OPEN', 'RULE', '2019-03-01', 1), (3, 'OPEN', 'RULE', '2021-04-12', 1);
insert into status_events (recommendation_id, kind, status, status_raw, resolution, closed_on, basis, as_of, source_id) values
  (1, 'STATUS', 'CLOSED_IMPLEMENTED', 'Closed', null, '2020-05-01', 'STATED', '2020-06-30', 1),
  (2, 'STATUS', 'CLOSED_UNSPECIFIED', 'Closed', null, null, 'STATED', '2021-06-30', 1),
  (1, 'STATUS', 'OPEN', 'Open - resolved', 'RESOLVED', null, 'STATED', '2022-01-31', 2),
  (3, 'NOT_SHOWN', null, null, null, null, 'STATED', '2022-01-31', 2);
