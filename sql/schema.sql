-- The schema after all migrations: printed from a migrated database by `npm run schema:sql`, never edited by hand.
-- Read it for the whole picture; change it by a new file in sql/migrations/.

-- Extensions

create extension pg_trgm;

-- Enumerations

create type access_role as enum ('READER', 'EDITOR', 'ADMIN');
comment on type access_role is 'What a key or token may do: read; record what happens; take sources back, merge, and all of that.';

create type age_bucket as enum ('UNDER_6_MONTHS', 'FROM_6_TO_12_MONTHS', 'FROM_1_TO_3_YEARS', 'FROM_3_TO_5_YEARS', 'OVER_5_YEARS');
comment on type age_bucket is 'How long ago a report was issued, in five steps, the youngest first.';

create type agency_kind as enum ('DEPARTMENT', 'COMPONENT', 'INDEPENDENT_AGENCY', 'AUDITEE', 'LOCAL_GOVERNMENT', 'OTHER');
comment on type agency_kind is 'What sort of body is reviewed: a cabinet department, a part of one, an independent federal agency, a recipient of federal awards (single audits), a state or local body.';

create type agency_role as enum ('REVIEWED', 'RESPONSIBLE', 'MENTIONED');
comment on type agency_role is 'Why a report concerns an agency: its programmes were reviewed; it has to act; it is only named.';

create type change_kind as enum ('REPORT', 'FINDING', 'RECOMMENDATION', 'STATUS', 'RESPONSE', 'DECISION', 'FINAL_ACTION', 'TARGET', 'LINK', 'RETRACTION', 'BULK');
comment on type change_kind is 'What was changed: a thing was added or described anew, something was said of it, a source was taken back, or so much came at once that it is counted only.';

create type date_precision as enum ('MONTH', 'QUARTER', 'YEAR');
comment on type date_precision is 'What a printed date gives where it gives no day.';

create type event_basis as enum ('STATED', 'RULE', 'DERIVED');
comment on type event_basis is 'Whether a source states it of the recommendation, the rule "open from the day of issue" gives it, or it follows from what a source says of all recommendations of the report together.';

create type final_action_kind as enum ('RECOVERED', 'WRITTEN_OFF', 'COMPLETED', 'NOT_TO_BE_IMPLEMENTED');
comment on type final_action_kind is 'What became of disallowed costs (recovered, written off) and of better use agreed to (completed, not to be implemented), as in 5 U.S.C. 405(c).';

create type finding_class as enum ('DEFICIENCY', 'COMPLIANT', 'CONCLUSION', 'OBSERVATION');
comment on type finding_class is 'What a finding says: something is wrong; something is as required; the auditors'' overall judgement; a neutral fact.';

create type management_position as enum ('CONCUR', 'PARTIALLY_CONCUR', 'NON_CONCUR', 'NO_POSITION', 'NOT_YET_DUE', 'UNKNOWN');
comment on type management_position is 'What management answered. The third axis; concurrence never implies resolution.';

create type money_kind as enum ('QUESTIONED_COSTS', 'BETTER_USE');
comment on type money_kind is 'Costs that are questioned, or funds to be put to better use (5 U.S.C. 405(a)); the two stand apart.';

create type office_kind as enum ('INSPECTOR_GENERAL', 'GAO', 'STATE_AUDITOR', 'LOCAL_AUDITOR', 'INDEPENDENT_AUDITOR', 'GRAND_JURY', 'COMMISSION', 'OTHER');
comment on type office_kind is 'What sort of body does the oversight.';

create type recommendation_link_kind as enum ('REPEATS', 'SUPERSEDES');
comment on type recommendation_link_kind is 'How a recommendation points to an earlier one.';

create type recommendation_status as enum ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'CLOSED_IMPLEMENTED', 'CLOSED_ALTERNATIVE', 'CLOSED_NOT_IMPLEMENTED', 'CLOSED_NO_LONGER_VALID', 'CLOSED_SUPERSEDED', 'CLOSED_UNSPECIFIED', 'UNKNOWN');
comment on type recommendation_status is 'Is final action complete? The first of three independent axes.';

create type report_link_kind as enum ('FOLLOWS_UP', 'REVISES', 'REFERENCES');
comment on type report_link_kind is 'How one report points to another.';

create type report_list as enum ('ISSUED', 'UNDECIDED');
comment on type report_list is 'A list of a semiannual report: the reports issued in the period; those without a management decision.';

create type report_type as enum ('AUDIT', 'INSPECTION_EVALUATION', 'INVESTIGATION', 'MANAGEMENT_ALERT', 'SPECIAL_REVIEW', 'SEMIANNUAL_REPORT', 'PEER_REVIEW', 'TOP_MANAGEMENT_CHALLENGES', 'VERIFICATION_REVIEW', 'MANAGEMENT_LETTER', 'OTHER');
comment on type report_type is 'Kind of oversight product. Null on a report means that no source states it.';

create type resolution_status as enum ('RESPONSE_NOT_YET_DUE', 'UNRESOLVED', 'RESOLVED', 'ON_HOLD', 'UNKNOWN');
comment on type resolution_status is 'Do office and management agree on what will be done (OMB Circular A-50)? The second axis.';

create type source_kind as enum ('FILE', 'PERSON');
comment on type source_kind is 'Where facts come from: a file or page that was imported, or a person who recorded them.';

create type status_event_kind as enum ('STATUS', 'RESOLUTION', 'NOT_SHOWN');
comment on type status_event_kind is 'A source states a status; or only whether office and management agree; or a list that names what is open does not show it (which is no statement that it is closed).';

create type text_missing_reason as enum ('NOT_PUBLISHED', 'WITHHELD', 'NOT_IMPORTED');
comment on type text_missing_reason is 'Why a recommendation has no text: the source does not give it; it is classified or sensitive; only numbers were imported.';

-- Domains

create domain calendar_date as date constraint calendar_date_check CHECK (((VALUE >= '1789-01-01'::date) AND (VALUE <= '2199-12-31'::date)));
comment on domain calendar_date is 'A finite, plausible day. Plain date would accept infinity and typing errors such as the year 20221.';

create domain money_amount as numeric(20,2) constraint money_amount_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <> 'NaN'::numeric)));
comment on domain money_amount is 'US dollars and cents, exact, never negative. A check of >= 0 alone would let NaN pass.';

create domain nonblank as text collate "C" constraint nonblank_check CHECK (((("left"(VALUE, 1) >= '!'::text) AND ("left"(VALUE, 1) <= '~'::text)) OR (VALUE ~ '\S'::text)));
comment on domain nonblank is 'Text with at least one visible character; compared and sorted by code point, so that every server sorts alike.';

create domain signed_amount as numeric(20,2) constraint signed_amount_check CHECK ((VALUE <> 'NaN'::numeric));
comment on domain signed_amount is 'US dollars and cents, exact; negative for credits.';

-- Functions

CREATE OR REPLACE FUNCTION public.add_agency_recommendation_totals(changes agency_recommendation_totals[])
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into agency_recommendation_totals as t
    select agency_id, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count) from unnest(changes) c group by agency_id
  on conflict (agency_id) do update set count = t.count + excluded.count, open_count = t.open_count + excluded.open_count,
    unresolved_count = t.unresolved_count + excluded.unresolved_count,
    resolution_unknown_count = t.resolution_unknown_count + excluded.resolution_unknown_count;
$function$;
comment on function add_agency_recommendation_totals(agency_recommendation_totals[]) is 'Adds changes, which may be negative, to the totals.';

CREATE OR REPLACE FUNCTION public.add_office_recommendation_cells(changes recommendation_cells[])
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into office_recommendation_cells as t
    select office_id, fiscal_key, overdue_from, overdue_possible_from, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)
    from unnest(changes) c group by 1, 2, 3, 4
    having (sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)) <> (0, 0, 0, 0, 0)
  on conflict (office_id, fiscal_key, overdue_from, overdue_possible_from) do update set count = t.count + excluded.count,
    open_count = t.open_count + excluded.open_count, unresolved_count = t.unresolved_count + excluded.unresolved_count,
    resolution_unknown_count = t.resolution_unknown_count + excluded.resolution_unknown_count,
    closed_count = t.closed_count + excluded.closed_count;
  delete from office_recommendation_cells where count = 0;
$function$;
comment on function add_office_recommendation_cells(recommendation_cells[]) is 'Adds changes, which may be negative, to the offices'' cells.';

CREATE OR REPLACE FUNCTION public.add_recommendation_cells(changes recommendation_cells[])
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into recommendation_cells as t
    select agency_id, office_id, fiscal_key, overdue_from, overdue_possible_from, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)
    from unnest(changes) c group by 1, 2, 3, 4, 5
    having (sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)) <> (0, 0, 0, 0, 0)
  on conflict (agency_id, fiscal_key, office_id, overdue_from, overdue_possible_from) do update set count = t.count + excluded.count,
    open_count = t.open_count + excluded.open_count, unresolved_count = t.unresolved_count + excluded.unresolved_count,
    resolution_unknown_count = t.resolution_unknown_count + excluded.resolution_unknown_count,
    closed_count = t.closed_count + excluded.closed_count;
  delete from recommendation_cells where count = 0;
$function$;
comment on function add_recommendation_cells(recommendation_cells[]) is 'Adds changes, which may be negative, to the cells.';

CREATE OR REPLACE FUNCTION public.begin_report_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into report_counts (report_id) select id from written;
  return null;
end $function$;
comment on function begin_report_counts() is NULL;

CREATE OR REPLACE FUNCTION public.bump_data_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  grown bigint;
begin
  -- The transaction id alone is ambiguous: a restored database may reuse ids that it had in its old cluster.
  update data_revision set revision = revision + 1, changed_at = now(), changed_by = pg_current_xact_id()
    where (changed_by, changed_at) is distinct from (pg_current_xact_id(), now()) returning revision into grown;
  if grown is not null then
    perform pg_notify('data_revision', grown::text);
  end if;
  return null;
end $function$;
comment on function bump_data_revision() is 'Increments the revision once for each transaction and notifies channel data_revision on commit.';

CREATE OR REPLACE FUNCTION public.comment_due_on(provided_on date, commented_on date, issued_on date, are_comments_recorded boolean)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN (COALESCE(provided_on, CASE WHEN (are_comments_recorded OR (commented_on IS NOT NULL)) THEN issued_on ELSE NULL::date END) + 60);
comment on function comment_due_on(date,date,date,boolean) is 'Last day of the 60 days for comment; null where nobody says when the report was provided, or that comments are recorded at all.';

CREATE OR REPLACE FUNCTION public.copy_recommendation_keys()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select r.report_issued_key, r.is_open, r.unresolved_key into new.report_issued_key, new.is_open, new.unresolved_key
    from recommendations r where r.id = new.recommendation_id;
  return new;
end $function$;
comment on function copy_recommendation_keys() is NULL;

CREATE OR REPLACE FUNCTION public.copy_report_issue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select r.issued_key, r.fiscal_key into new.report_issued_key, new.report_fiscal_key from reports r where r.id = new.report_id;
  return new;
end $function$;
comment on function copy_report_issue() is NULL;

CREATE OR REPLACE FUNCTION public.copy_report_keys()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select r.issued_key, r.fiscal_key into new.issued_key, new.fiscal_key from reports r where r.id = new.report_id;
  return new;
end $function$;
comment on function copy_report_keys() is NULL;

CREATE OR REPLACE FUNCTION public.days_of_office(moment timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN ((moment AT TIME ZONE 'UTC'::text))::date;
comment on function days_of_office(timestamp with time zone) is 'The day of a moment, in UTC.';

CREATE OR REPLACE FUNCTION public.decisions_with_days(known date)
 RETURNS TABLE(id bigint, recommendation_id bigint, kind money_kind, is_revision boolean, sustained_amount numeric, not_sustained_amount numeric, counts_from date)
 LANGUAGE sql
 STABLE
AS $function$
  select d.id, d.recommendation_id, d.kind, d.is_revision, d.sustained_amount::numeric, d.not_sustained_amount::numeric,
    greatest(exists_from(p.issued_key, p.fiscal_key), coalesce(d.happened_on, d.observed_on))
  from management_decisions d join recommendations r on r.id = d.recommendation_id join reports p on p.id = r.report_id
  where d.observed_on <= known and not exists (select from retractions x where x.management_decision_id = d.id and x.observed_on <= known)
  union all
  select null, r.id, k.kind, false, k.sustained, k.not_sustained, greatest(exists_from(p.issued_key, p.fiscal_key), days_of_office(r.created_at))
  from recommendations r join reports p on p.id = r.report_id
  cross join lateral (values ('QUESTIONED_COSTS'::money_kind, coalesce(r.disallowed_costs, 0)::numeric, coalesce(r.allowed_costs, 0)::numeric),
    ('BETTER_USE', coalesce(r.agreed_better_use, 0), coalesce(r.not_agreed_better_use, 0))) k (kind, sustained, not_sustained)
  where coalesce(r.disallowed_costs, r.allowed_costs, r.agreed_better_use, r.not_agreed_better_use) is not null
    and days_of_office(r.created_at) <= known and k.sustained + k.not_sustained > 0
    and not exists (select from management_decisions d where d.recommendation_id = r.id and d.kind = k.kind)
$function$;
comment on function decisions_with_days(date) is 'Management decisions with the first day on which each counts, as known on a day.';

CREATE OR REPLACE FUNCTION public.exists_from(issued_key date, fiscal_key integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (issued_key > '-infinity'::date) THEN issued_key WHEN (fiscal_key > 0) THEN make_date((fiscal_key - 1), 10, 1) ELSE '-infinity'::date END;
comment on function exists_from(date,integer) is 'First day on which a report can exist: its day of issue, else the first of its fiscal year, else always.';

CREATE OR REPLACE FUNCTION public.first_of_two(anyelement, anyelement)
 RETURNS anyelement
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$select $1$function$;
comment on function first_of_two(anyelement,anyelement) is NULL;

CREATE OR REPLACE FUNCTION public.folded_title(title text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select translate(lower(normalize(title, nfkc) collate "C"),
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒ' ||
    'ŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗ' ||
    'ǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏ' ||
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗ' ||
    'ИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁ' ||
    'ӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀ' ||
    'ՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞ' ||
    'ṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲ' ||
    'ỴỶỸỺỼỾ',
    'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķĺļľŀłńņňŋōŏőœ' ||
    'ŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘ' ||
    'ǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώ' ||
    'αβγδεζηθικλμνξοπρστυφχψωϊϋϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежз' ||
    'ийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂ' ||
    'ӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհ' ||
    'ձղճմյնշոչպջռսվտրցւփքօֆḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟ' ||
    'ṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳ' ||
    'ỵỷỹỻỽỿ');
$function$;
comment on function folded_title(text) is 'A title in lower case, in one Unicode form; the key of reports without a number.';

CREATE OR REPLACE FUNCTION public.follow_addressee_cells()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- When the recommendation itself is being deleted, the joins find no row and its own trigger does the counting.
  if tg_op = 'INSERT' then
    perform add_recommendation_cells(array(
      with first as (
        select w.recommendation_id from written w group by w.recommendation_id
        having count(*) = (select count(*) from recommendation_agencies a where a.recommendation_id = w.recommendation_id)
      ), moved as (
        select w.agency_id, w.recommendation_id, 1 as sign from written w union all select null, f.recommendation_id, -1 from first f
      )
      select recommendation_cell(m.agency_id, p.office_id, p.fiscal_key, r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, m.sign)
      from moved m join recommendations r on r.id = m.recommendation_id join reports p on p.id = r.report_id));
  else
    perform add_recommendation_cells(array(
      with last as (
        select e.recommendation_id from erased e group by e.recommendation_id
        having not exists (select from recommendation_agencies a where a.recommendation_id = e.recommendation_id)
      ), moved as (
        select e.agency_id, e.recommendation_id, -1 as sign from erased e union all select null, l.recommendation_id, 1 from last l
      )
      select recommendation_cell(m.agency_id, p.office_id, p.fiscal_key, r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, m.sign)
      from moved m join recommendations r on r.id = m.recommendation_id join reports p on p.id = r.report_id));
  end if;
  return null;
end $function$;
comment on function follow_addressee_cells() is NULL;

CREATE OR REPLACE FUNCTION public.follow_addressee_totals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changes agency_recommendation_totals[];
begin
  if tg_op = 'INSERT' then
    execute $query$
      select array(
        select row(agency_id, count(*), count(*) filter (where is_open), count(*) filter (where unresolved_key = 3), count(*) filter (where unresolved_key = 2))::agency_recommendation_totals
          from written group by agency_id
        union all
        select row(null, -count(*), -count(*) filter (where first.is_open), -count(*) filter (where first.unresolved_key = 3), -count(*) filter (where first.unresolved_key = 2))::agency_recommendation_totals
        from (select w.recommendation_id, bool_or(w.is_open) as is_open, max(w.unresolved_key) as unresolved_key, count(*) as new_ones
              from written w group by w.recommendation_id) first
        join (select a.recommendation_id, count(*) as all_ones from recommendation_agencies a
              where a.recommendation_id in (select w.recommendation_id from written w) group by a.recommendation_id) known
          on known.recommendation_id = first.recommendation_id and known.all_ones = first.new_ones
        having count(*) > 0)
      $query$ into changes;
  else
    -- This includes recommendations that are being deleted: their own trigger then subtracts them from the row without
    -- an agency.
    changes := array(
      select row(agency_id, -count(*), -count(*) filter (where is_open), -count(*) filter (where unresolved_key = 3), -count(*) filter (where unresolved_key = 2))::agency_recommendation_totals
        from erased group by agency_id
      union all
      select row(null, count(*), count(*) filter (where last.is_open), count(*) filter (where last.unresolved_key = 3), count(*) filter (where last.unresolved_key = 2))::agency_recommendation_totals
      from (select e.recommendation_id, bool_or(e.is_open) as is_open, max(e.unresolved_key) as unresolved_key
            from erased e group by e.recommendation_id) last
      where not exists (select from recommendation_agencies a where a.recommendation_id = last.recommendation_id)
      having count(*) > 0);
  end if;
  perform add_agency_recommendation_totals(changes);
  return null;
end $function$;
comment on function follow_addressee_totals() is NULL;

CREATE OR REPLACE FUNCTION public.follow_corpus_total()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  change bigint := case when tg_op = 'INSERT' then 1 else -1 end;
begin
  execute format('select %s * count(*) from %s', change, case when tg_op = 'INSERT' then 'written' else 'erased' end) into change;
  if change <> 0 then
    execute format('update corpus_totals set %1$I = %1$I + $1', tg_argv[0]) using change;
  end if;
  return null;
end $function$;
comment on function follow_corpus_total() is NULL;

CREATE OR REPLACE FUNCTION public.follow_last_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute $query$
    with touched as (select distinct w.recommendation_id from written w),
    stated as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on, e.basis from status_events e
      where e.kind = 'STATUS' and e.recommendation_id in (select t.recommendation_id from touched t)
        and not exists (select from retractions x where x.status_event_id = e.id)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    agreed as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw, e.basis from status_events e
      where e.resolution is not null and e.recommendation_id in (select t.recommendation_id from touched t)
        and not exists (select from retractions x where x.status_event_id = e.id)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    last as (
      select t.recommendation_id, coalesce(s.status, 'UNKNOWN') as status, s.status_raw, s.as_of, s.closed_on, s.basis as status_basis,
        coalesce(a.resolution, 'UNKNOWN') as resolution, a.resolution_raw, a.basis as resolution_basis
      from touched t left join stated s on s.recommendation_id = t.recommendation_id left join agreed a on a.recommendation_id = t.recommendation_id)
    update recommendations r set
      status = l.status, status_raw = l.status_raw, status_as_of = l.as_of, status_basis = l.status_basis,
      resolution = l.resolution, resolution_raw = l.resolution_raw, resolution_basis = l.resolution_basis,
      closed_on = l.closed_on,
      is_closing_date_unknown = l.closed_on is null and l.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
      updated_at = now()
    from last l
    where r.id = l.recommendation_id
      and (r.status, r.status_raw, r.status_as_of, r.status_basis, r.resolution, r.resolution_raw, r.resolution_basis, r.closed_on)
        is distinct from (l.status, l.status_raw, l.as_of, l.status_basis, l.resolution, l.resolution_raw, l.resolution_basis, l.closed_on)
    $query$;
  return null;
end $function$;
comment on function follow_last_event() is NULL;

CREATE OR REPLACE FUNCTION public.follow_recommendation_cells()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changes recommendation_cells[];
begin
  if tg_op = 'INSERT' then
    changes := array(
      select recommendation_cell(null, p.office_id, p.fiscal_key, w.overdue_from, w.overdue_possible_from, w.status, w.unresolved_key, 1)
      from written w join reports p on p.id = w.report_id);
    perform add_recommendation_cells(changes);
  elsif tg_op = 'DELETE' then
    -- Its addressees are already deleted by cascade, so their cells are unknown. Deletions are rare: recompute all.
    if exists (select from erased) then
      perform rebuild_recommendation_cells();
    end if;
    return null;
  else
    -- Planned each time, with the number of rows in sight: the plan for one row compares each with each.
    execute $query$
      select array(
        select recommendation_cell(e.id, p.office_id, p.fiscal_key, s.overdue_from, s.overdue_possible_from, s.status, s.unresolved_key, s.sign)
        from erased e join written w on w.id = e.id
        cross join lateral (values
          (e.report_id, e.overdue_from, e.overdue_possible_from, e.status, e.unresolved_key, -1),
          (w.report_id, w.overdue_from, w.overdue_possible_from, w.status, w.unresolved_key, 1)
        ) s (report_id, overdue_from, overdue_possible_from, status, unresolved_key, sign)
        join reports p on p.id = s.report_id
        where (w.overdue_from, w.overdue_possible_from, w.status, w.unresolved_key) is distinct from (e.overdue_from, e.overdue_possible_from, e.status, e.unresolved_key))
      $query$ into changes;
    -- In changes, agency_id holds the recommendation's id; replace it by the ids of the addressees.
    perform add_recommendation_cells(array(
      select row(a.agency_id, c.office_id, c.fiscal_key, c.overdue_from, c.overdue_possible_from, c.count, c.open_count, c.unresolved_count, c.resolution_unknown_count, c.closed_count)::recommendation_cells
      from unnest(changes) c left join recommendation_agencies a on a.recommendation_id = c.agency_id));
  end if;
  perform add_office_recommendation_cells(changes);
  return null;
end $function$;
comment on function follow_recommendation_cells() is NULL;

CREATE OR REPLACE FUNCTION public.follow_recommendation_chains()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  touched bigint[];
begin
  if tg_op = 'DELETE' then
    touched := array(select distinct one from erased e cross join unnest(array[e.recommendation_id, e.target_recommendation_id]) one where e.kind = 'REPEATS' and one is not null);
  elsif tg_op = 'INSERT' then
    touched := array(select distinct one from written w cross join unnest(array[w.recommendation_id, w.target_recommendation_id]) one
      where w.kind = 'REPEATS' and w.target_recommendation_id is not null);
  else
    touched := array(select distinct one from (
        select recommendation_id, target_recommendation_id from written where kind = 'REPEATS'
        union select recommendation_id, target_recommendation_id from erased where kind = 'REPEATS') b
      cross join unnest(array[b.recommendation_id, b.target_recommendation_id]) one where one is not null);
  end if;
  if cardinality(touched) > 0 then
    perform refresh_recommendation_chains(touched);
  end if;
  return null;
end $function$;
comment on function follow_recommendation_chains() is NULL;

CREATE OR REPLACE FUNCTION public.follow_recommendation_totals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    perform add_agency_recommendation_totals(array(
      select row(null, count(*), count(*) filter (where is_open), count(*) filter (where unresolved_key = 3), count(*) filter (where unresolved_key = 2))::agency_recommendation_totals from written having count(*) > 0));
  elsif tg_op = 'DELETE' then
    perform add_agency_recommendation_totals(array(
      select row(null, -count(*), -count(*) filter (where is_open), -count(*) filter (where unresolved_key = 3), -count(*) filter (where unresolved_key = 2))::agency_recommendation_totals from erased having count(*) > 0));
  else
    perform add_agency_recommendation_totals(array(
      select row(a.agency_id, 0, sum(d.o), sum(d.u), sum(d.k))::agency_recommendation_totals
      from (select id, sum(o) as o, sum(u) as u, sum(k) as k from (
              select id, is_open::integer as o, (unresolved_key = 3)::integer as u, (unresolved_key = 2)::integer as k from written
              union all
              select id, -is_open::integer, -(unresolved_key = 3)::integer, -(unresolved_key = 2)::integer from erased) both_sides
            group by id having sum(o) <> 0 or sum(u) <> 0 or sum(k) <> 0) d
      left join recommendation_agencies a on a.recommendation_id = d.id group by a.agency_id));
  end if;
  return null;
end $function$;
comment on function follow_recommendation_totals() is NULL;

CREATE OR REPLACE FUNCTION public.follow_report_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    update report_counts c set recommendation_count = c.recommendation_count + d.n, open_count = c.open_count + d.o,
      unresolved_rows = c.unresolved_rows + d.u, unknown_rows = c.unknown_rows + d.k
    from (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where unresolved_key = 3) as u,
            count(*) filter (where unresolved_key = 2) as k
          from written group by report_id) d where c.report_id = d.report_id;
  elsif tg_op = 'DELETE' then
    update report_counts c set recommendation_count = c.recommendation_count - d.n, open_count = c.open_count - d.o,
      unresolved_rows = c.unresolved_rows - d.u, unknown_rows = c.unknown_rows - d.k
    from (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where unresolved_key = 3) as u,
            count(*) filter (where unresolved_key = 2) as k
          from erased group by report_id) d where c.report_id = d.report_id;
  else
    update report_counts c set recommendation_count = c.recommendation_count + d.n, open_count = c.open_count + d.o,
      unresolved_rows = c.unresolved_rows + d.u, unknown_rows = c.unknown_rows + d.k
    from (select report_id, sum(n) as n, sum(o) as o, sum(u) as u, sum(k) as k from (
            select report_id, 1 as n, is_open::integer as o, (unresolved_key = 3)::integer as u, (unresolved_key = 2)::integer as k from written
            union all
            select report_id, -1, -is_open::integer, -(unresolved_key = 3)::integer, -(unresolved_key = 2)::integer from erased) both_sides
          group by report_id having sum(n) <> 0 or sum(o) <> 0 or sum(u) <> 0 or sum(k) <> 0) d where c.report_id = d.report_id;
  end if;
  return null;
end $function$;
comment on function follow_report_counts() is NULL;

CREATE OR REPLACE FUNCTION public.follow_tallies()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  touched bigint[];
begin
  if tg_op = 'INSERT' then
    touched := array(select distinct report_id from written);
  elsif tg_op = 'DELETE' then
    touched := array(select distinct report_id from erased);
  else
    touched := array(select report_id from written union select report_id from erased);
  end if;
  update report_counts c set tallied_unresolved = latest.unresolved_count
  from (
    select t.report_id, (
      select s.unresolved_count from status_tallies s where s.report_id = t.report_id and s.unresolved_count is not null
      order by s.as_of_key desc, s.id desc limit 1) as unresolved_count
    from unnest(touched) t (report_id)) latest
  where latest.report_id = c.report_id and c.tallied_unresolved is distinct from latest.unresolved_count;
  return null;
end $function$;
comment on function follow_tallies() is NULL;

CREATE OR REPLACE FUNCTION public.follow_totals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    execute format(
      'insert into %1$I (%2$I, %3$I) select %2$I, count(*) from written group by %2$I
       on conflict (%2$I) do update set %3$I = %1$I.%3$I + excluded.%3$I', tg_argv[0], tg_argv[1], tg_argv[2]);
  else
    execute format(
      'update %1$I t set %3$I = t.%3$I - d.n from (select %2$I, count(*) as n from erased group by %2$I) d
       where t.%2$I = d.%2$I', tg_argv[0], tg_argv[1], tg_argv[2]);
  end if;
  return null;
end $function$;
comment on function follow_totals() is NULL;

CREATE OR REPLACE FUNCTION public.forget_states()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from recommendation_states s using erased e where s.recommendation_id = e.id;
  return null;
end $function$;
comment on function forget_states() is NULL;

CREATE OR REPLACE FUNCTION public.is_decided(questioned numeric, questioned_decided numeric, better_use numeric, better_use_decided numeric, resolution resolution_status)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((COALESCE(questioned, (0)::numeric) > (0)::numeric) OR (COALESCE(better_use, (0)::numeric) > (0)::numeric)) THEN ((COALESCE(questioned, (0)::numeric) <= COALESCE(questioned_decided, (0)::numeric)) AND (COALESCE(better_use, (0)::numeric) <= COALESCE(better_use_decided, (0)::numeric))) ELSE (resolution = 'RESOLVED'::resolution_status) END;
comment on function is_decided(numeric,numeric,numeric,numeric,resolution_status) is 'Whether a recommendation is decided: all of its sums are; without sums, a source states that office and management agree. A part decided is undecided.';

CREATE OR REPLACE FUNCTION public.is_disputed(has_conflict boolean, is_certain boolean, status_basis event_basis, resolution_basis event_basis)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN is_certain THEN true WHEN (has_conflict OR ((COALESCE(status_basis, 'RULE'::event_basis) = 'RULE'::event_basis) AND (COALESCE(resolution_basis, 'RULE'::event_basis) = 'RULE'::event_basis))) THEN NULL::boolean ELSE false END;
comment on function is_disputed(boolean,boolean,event_basis,event_basis) is 'True: two publishers state incompatible things for the same time. Null: whether for the same time is unknown, or nobody states anything. False otherwise.';

CREATE OR REPLACE FUNCTION public.is_incompatible(status recommendation_status, resolution resolution_status, other_status recommendation_status, other_resolution resolution_status)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (COALESCE((((status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status])) AND (other_status <> ALL (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status, 'UNKNOWN'::recommendation_status]))) OR ((other_status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status])) AND (status <> ALL (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status, 'UNKNOWN'::recommendation_status]))) OR ((status = ANY (ARRAY['CLOSED_IMPLEMENTED'::recommendation_status, 'CLOSED_ALTERNATIVE'::recommendation_status])) AND (other_status = 'CLOSED_NOT_IMPLEMENTED'::recommendation_status)) OR ((other_status = ANY (ARRAY['CLOSED_IMPLEMENTED'::recommendation_status, 'CLOSED_ALTERNATIVE'::recommendation_status])) AND (status = 'CLOSED_NOT_IMPLEMENTED'::recommendation_status))), false) OR COALESCE((((resolution = 'RESOLVED'::resolution_status) AND (other_resolution = 'UNRESOLVED'::resolution_status)) OR ((resolution = 'UNRESOLVED'::resolution_status) AND (other_resolution = 'RESOLVED'::resolution_status))), false));
comment on function is_incompatible(recommendation_status,resolution_status,recommendation_status,resolution_status) is 'Whether two statements cannot both be true of one time: open and closed, implemented and not implemented, resolved and unresolved. What is vaguer contradicts nothing.';

CREATE OR REPLACE FUNCTION public.is_of_one_time(a_from date, a_until date, a_dated boolean, b_from date, b_until date, b_dated boolean)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((a_from <= b_until) AND (b_from <= a_until)) THEN true WHEN ((COALESCE(a_from, '-infinity'::date) <= CASE WHEN b_dated THEN b_until ELSE 'infinity'::date END) AND (COALESCE(b_from, '-infinity'::date) <= CASE WHEN a_dated THEN a_until ELSE 'infinity'::date END)) THEN NULL::boolean ELSE false END;
comment on function is_of_one_time(date,date,boolean,date,date,boolean) is 'Whether two statements speak of one time; null where a day is unknown and they may.';

CREATE OR REPLACE FUNCTION public.is_overdue(day date, overdue_from date, overdue_possible_from date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (overdue_from <= day) THEN true WHEN (overdue_possible_from <= day) THEN NULL::boolean ELSE false END;
comment on function is_overdue(date,date,date) is 'Whether it is overdue on a day; null where dates prove neither.';

CREATE OR REPLACE FUNCTION public.is_slug(slug text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select slug collate "C" ~ '^[^-\x01-\x2f\x3a-\x60\x7b-\x7f]+(-[^-\x01-\x2f\x3a-\x60\x7b-\x7f]+)*$';
$function$;
comment on function is_slug(text) is 'Whether a text can be a slug: lower-case words of any script, joined by dashes.';

CREATE OR REPLACE FUNCTION public.is_undecided(questioned_costs numeric, disallowed_costs numeric, allowed_costs numeric, funds_put_to_better_use numeric, agreed_better_use numeric, not_agreed_better_use numeric)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (((questioned_costs > (0)::numeric) AND ((COALESCE(disallowed_costs, (0)::numeric) + COALESCE(allowed_costs, (0)::numeric)) < questioned_costs)) OR ((funds_put_to_better_use > (0)::numeric) AND ((COALESCE(agreed_better_use, (0)::numeric) + COALESCE(not_agreed_better_use, (0)::numeric)) < funds_put_to_better_use))) THEN true WHEN ((questioned_costs > (0)::numeric) OR (funds_put_to_better_use > (0)::numeric)) THEN false ELSE NULL::boolean END;
comment on function is_undecided(numeric,numeric,numeric,numeric,numeric,numeric) is 'Whether a stated sum is not, or only in part, covered by a management decision; null where no sum is stated.';

CREATE OR REPLACE FUNCTION public.is_unresolved(status recommendation_status, resolution resolution_status, is_undecided boolean)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((status <> ALL (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status, 'UNKNOWN'::recommendation_status])) OR (resolution = 'RESOLVED'::resolution_status)) THEN false WHEN (NOT is_undecided) THEN false WHEN ((status <> 'UNKNOWN'::recommendation_status) AND ((resolution <> 'UNKNOWN'::resolution_status) OR is_undecided)) THEN true ELSE NULL::boolean END;
comment on function is_unresolved(recommendation_status,resolution_status,boolean) is 'True: open, and a source says that there is no agreement, or a stated sum is undecided. False: closed, or a source records agreement, or every stated sum is decided. Null: nobody says.';

CREATE OR REPLACE FUNCTION public.keep_finding_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.words := words_of_text(new.statement);
  return new;
end $function$;
comment on function keep_finding_words() is NULL;

CREATE OR REPLACE FUNCTION public.keep_issued_amount()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.issued_amount is null then
    select s.issued_amount, s.issued_unsupported_amount into new.issued_amount, new.issued_unsupported_amount
      from sum_changes s where s.recommendation_id = new.recommendation_id and s.kind = new.kind order by s.id limit 1;
    if not found then
      select case new.kind when 'QUESTIONED_COSTS' then r.questioned_costs else r.funds_put_to_better_use end,
          case new.kind when 'QUESTIONED_COSTS' then r.unsupported_costs end
        into new.issued_amount, new.issued_unsupported_amount from recommendations r where r.id = new.recommendation_id;
    end if;
  end if;
  return new;
end $function$;
comment on function keep_issued_amount() is NULL;

CREATE OR REPLACE FUNCTION public.keep_latest_target()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute $query$
    update recommendations r set target_on = latest.target_on
    from (select a.recommendation_id, max(coalesce(a.revised_target_on, a.target_on)) as target_on
          from responses a where a.recommendation_id in (select w.recommendation_id from written w)
          group by a.recommendation_id) latest
    where r.id = latest.recommendation_id and latest.target_on is not null and r.target_on is distinct from latest.target_on
    $query$;
  return null;
end $function$;
comment on function keep_latest_target() is NULL;

CREATE OR REPLACE FUNCTION public.keep_recommendation_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.words := words_of_text(new.text);
  return new;
end $function$;
comment on function keep_recommendation_words() is NULL;

CREATE OR REPLACE FUNCTION public.keep_report_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.words := words_of_report(new.number, new.title, new.summary);
  return new;
end $function$;
comment on function keep_report_words() is NULL;

CREATE OR REPLACE FUNCTION public.last_of_two(anyelement, anyelement)
 RETURNS anyelement
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$select $2$function$;
comment on function last_of_two(anyelement,anyelement) is NULL;

CREATE OR REPLACE FUNCTION public.move_recommendation_cells()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  fiscal_keys integer[] := array[coalesce(old.fiscal_year, 0), coalesce(new.fiscal_year, 0)];
begin
  -- Lock order: the row of data_revision first, as in every other change of cells.
  perform from data_revision for update;
  perform add_recommendation_cells(array(
    select recommendation_cell(a.agency_id, old.office_id, fiscal_keys[side], r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, 2 * side - 3)
    from generate_series(1, 2) side cross join recommendations r left join recommendation_agencies a on a.recommendation_id = r.id
    where r.report_id = old.id));
  perform add_office_recommendation_cells(array(
    select recommendation_cell(null, old.office_id, fiscal_keys[side], r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, 2 * side - 3)
    from generate_series(1, 2) side cross join recommendations r where r.report_id = old.id));
  return new;
end $function$;
comment on function move_recommendation_cells() is NULL;

CREATE OR REPLACE FUNCTION public.natural_part_key(part text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((lower(rtrim(part, '0123456789'::text)) || CASE WHEN (rtrim(part, '0123456789'::text) = part) THEN ''::text ELSE lpad("right"(part, (length(part) - length(rtrim(part, '0123456789'::text)))), 20, '0'::text) END) COLLATE "C");
comment on function natural_part_key(text) is 'Sort key of a piece of a printed number that has digits at its end only, at most 20.';

CREATE OR REPLACE FUNCTION public.natural_sort_key(label text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN (((length(label) >= 1) AND (length(label) <= 20)) AND (ltrim(label, '0123456789'::text) = ''::text)) THEN lpad(label, 20, '0'::text) WHEN ((length(label) <= 20) AND (label ~ '^[^0-9-]*[0-9]*(-[^0-9-]*[0-9]*){0,3}$'::text)) THEN (((natural_part_key(split_part(label, '-'::text, 1)) || CASE WHEN (label ~~ '%-%'::text) THEN ('-'::text || natural_part_key(split_part(label, '-'::text, 2))) ELSE ''::text END) || CASE WHEN (label ~~ '%-%-%'::text) THEN ('-'::text || natural_part_key(split_part(label, '-'::text, 3))) ELSE ''::text END) || CASE WHEN (label ~~ '%-%-%-%'::text) THEN ('-'::text || natural_part_key(split_part(label, '-'::text, 4))) ELSE ''::text END) ELSE regexp_replace(regexp_replace(lower(label), '(\d+)'::text, '00000000000000000000\1'::text, 'g'::text), '\d*(\d{20})'::text, '\1'::text, 'g'::text) END COLLATE "C");
comment on function natural_sort_key(text) is 'Sort key of a printed number: digit runs padded to 20 places, so that 2 comes before 10 and 2b after 2.';

CREATE OR REPLACE FUNCTION public.not_below_zero(amount numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE STRICT
RETURN GREATEST(amount, (0)::numeric);
comment on function not_below_zero(numeric) is 'The amount, or nothing where a revision took away more than was decided.';

CREATE OR REPLACE FUNCTION public.note_changed_states()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  stale bigint[];
begin
  if current_setting('oversight_graph.refreshing', true) = 'on' then return null; end if;
  stale := array(select c.id from (
    select id, report_issued_key, target_on, questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use, created_at from written
    except
    select id, report_issued_key, target_on, questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use, created_at from erased) c);
  if cardinality(stale) > 0 then
    insert into stale_recommendation_states (recommendation_ids) values (stale);
  end if;
  return null;
end $function$;
comment on function note_changed_states() is NULL;

CREATE OR REPLACE FUNCTION public.note_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  now_at bigint;
begin
  if not exists (select from written) or current_setting('oversight_graph.retraction', true) = 'on' then
    return null;
  end if;
  select revision into now_at from data_revision;
  if (select count(*) from (select from written limit 2001) w) > 2000 then
    insert into changes (revision, kind, row_count, source_id) select now_at, 'BULK', count(*), source_id from written group by source_id;
  elsif tg_argv[0] = 'REPORT' then
    insert into changes (revision, kind, report_id, source_id) select now_at, 'REPORT', id, source_id from written order by id;
  elsif tg_argv[0] = 'FINDING' then
    insert into changes (revision, kind, report_id, source_id) select now_at, 'FINDING', report_id, source_id from written order by id;
  elsif tg_argv[0] = 'RECOMMENDATION' then
    insert into changes (revision, kind, report_id, recommendation_id, source_id)
      select now_at, 'RECOMMENDATION', report_id, id, source_id from written order by id;
  else
    execute 'insert into changes (revision, kind, report_id, recommendation_id, source_id)
      select $1, $2::change_kind, r.report_id, w.recommendation_id, w.source_id from written w join recommendations r on r.id = w.recommendation_id order by w.id'
      using now_at, tg_argv[0];
  end if;
  return null;
end $function$;
comment on function note_changes() is 'Notes the rows that a statement added as changes.';

CREATE OR REPLACE FUNCTION public.note_disputes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute $query$
    delete from recommendation_disputes d using (select distinct w.recommendation_id from written w) touched
      where d.recommendation_id = touched.recommendation_id
  $query$;
  execute $query$
    insert into recommendation_disputes (recommendation_id, is_certain)
      select k.recommendation_id, bool_or(k.is_certain) from (
        -- Most recommendations have events of one publisher only: skip them before the costlier check.
        select distinct w.recommendation_id from written w
        where w.publisher is not null
          or exists (select from status_events o where o.recommendation_id = w.recommendation_id and (o.source_id <> w.source_id or o.publisher is not null))
      ) touched join status_conflicts k on k.recommendation_id = touched.recommendation_id
      group by k.recommendation_id
      on conflict (recommendation_id) do update set is_certain = excluded.is_certain
  $query$;
  return null;
end $function$;
comment on function note_disputes() is NULL;

CREATE OR REPLACE FUNCTION public.note_disputes_of_retractions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  touched bigint[] := array(select distinct w.recommendation_id from written w where w.status_event_id is not null);
begin
  delete from recommendation_disputes d where d.recommendation_id = any (touched);
  insert into recommendation_disputes (recommendation_id, is_certain)
    select k.recommendation_id, bool_or(k.is_certain) from status_conflicts k where k.recommendation_id = any (touched)
    group by k.recommendation_id;
  return null;
end $function$;
comment on function note_disputes_of_retractions() is NULL;

CREATE OR REPLACE FUNCTION public.note_moved_states()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into stale_recommendation_states (recommendation_ids)
    select array_agg(r.id) from recommendations r where r.report_id = new.id having count(*) > 0;
  return null;
end $function$;
comment on function note_moved_states() is NULL;

CREATE OR REPLACE FUNCTION public.note_pending_check()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  -- In batches, so that no check needs memory for all rows of a statement.
  batch constant integer := 10000;
  chosen bigint[];
begin
  if tg_argv[0] = 'recommendations_status_is_last_event' and tg_op = 'INSERT' then
    chosen := array(select w.id from written w where (w.status, w.resolution) <> ('UNKNOWN', 'UNKNOWN') order by w.id);
  elsif tg_argv[0] = 'recommendations_status_is_last_event' then
    chosen := array(select c.id from (
      select id, status, resolution from written except select id, status, resolution from erased) c order by c.id);
  elsif tg_argv[0] = 'reports_quote_is_true' then
    chosen := array(select c.id from (
      select id, md5(summary) from written except select id, md5(summary) from erased) c order by c.id);
  elsif tg_op = 'INSERT' then
    chosen := array(select w.id from written w where w.source_quote is not null order by w.id);
  else
    chosen := array(select c.id from (
      select id, report_id, source_quote, quote_start, quote_end from written where source_quote is not null
      except select id, report_id, source_quote, quote_start, quote_end from erased) c order by c.id);
  end if;
  for place in 1..cardinality(chosen) by batch loop
    insert into pending_checks (rule, row_ids) values (tg_argv[0], chosen[place:place + batch - 1]);
  end loop;
  return null;
end $function$;
comment on function note_pending_check() is NULL;

CREATE OR REPLACE FUNCTION public.note_stale_states()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  stale bigint[];
begin
  if current_setting('oversight_graph.refreshing', true) = 'on' then return null; end if;
  if tg_argv[0] = 'id' then
    stale := array(select w.id from written w);
  else
    stale := array(select distinct w.recommendation_id from written w);
  end if;
  if cardinality(stale) > 0 then
    insert into stale_recommendation_states (recommendation_ids) values (stale);
  end if;
  return null;
end $function$;
comment on function note_stale_states() is NULL;

CREATE OR REPLACE FUNCTION public.overdue_from(status recommendation_status, is_unresolved boolean, target_on date, issued_key date, fiscal_key integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status])) THEN LEAST((target_on + 1), CASE WHEN (is_unresolved IS NOT FALSE) THEN (((CASE WHEN (issued_key > '-infinity'::date) THEN issued_key WHEN (fiscal_key > 0) THEN make_date(fiscal_key, 9, 30) ELSE NULL::date END + '6 mons'::interval))::date + 1) ELSE NULL::date END) ELSE NULL::date END;
comment on function overdue_from(recommendation_status,boolean,date,date,integer) is 'First day on which it is overdue for certain: the day after its target date, or after six months without a recorded agreement, counted from the day of issue or else from the last day of its fiscal year, whichever comes first; null for never.';

CREATE OR REPLACE FUNCTION public.overdue_possible_from(status recommendation_status, is_unresolved boolean, target_on date, issued_key date, fiscal_key integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status, 'UNKNOWN'::recommendation_status])) THEN NULLIF(LEAST((target_on + 1), CASE WHEN (is_unresolved IS NOT FALSE) THEN CASE WHEN (issued_key > '-infinity'::date) THEN (((issued_key + '6 mons'::interval))::date + 1) WHEN (fiscal_key > 0) THEN (((make_date((fiscal_key - 1), 10, 1) + '6 mons'::interval))::date + 1) ELSE '-infinity'::date END ELSE NULL::date END), overdue_from(status, is_unresolved, target_on, issued_key, fiscal_key)) ELSE NULL::date END;
comment on function overdue_possible_from(recommendation_status,boolean,date,date,integer) is 'First day on which it may be overdue, where that is before it is so for certain; -infinity for always, null where nothing is uncertain.';

CREATE OR REPLACE FUNCTION public.period_length(unit text)
 RETURNS interval
 LANGUAGE sql
 IMMUTABLE
RETURN CASE unit WHEN 'MONTH'::text THEN '1 mon'::interval WHEN 'FISCAL_QUARTER'::text THEN '3 mons'::interval WHEN 'SEMIANNUAL_PERIOD'::text THEN '6 mons'::interval ELSE '1 year'::interval END;
comment on function period_length(text) is 'How long a period is.';

CREATE OR REPLACE FUNCTION public.period_start(unit text, day date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN CASE unit WHEN 'MONTH'::text THEN (date_trunc('month'::text, (day)::timestamp without time zone))::date WHEN 'FISCAL_QUARTER'::text THEN (date_trunc('quarter'::text, (day)::timestamp without time zone))::date WHEN 'SEMIANNUAL_PERIOD'::text THEN CASE WHEN ((EXTRACT(month FROM day) >= (4)::numeric) AND (EXTRACT(month FROM day) <= (9)::numeric)) THEN make_date((EXTRACT(year FROM day))::integer, 4, 1) ELSE make_date(((EXTRACT(year FROM day) - (((EXTRACT(month FROM day) < (4)::numeric))::integer)::numeric))::integer, 10, 1) END ELSE make_date(((EXTRACT(year FROM day) - (((EXTRACT(month FROM day) < (10)::numeric))::integer)::numeric))::integer, 10, 1) END;
comment on function period_start(text,date) is 'First day of the period in which a day lies.';

CREATE OR REPLACE FUNCTION public.periods_between(unit text, first_day date, last_day date)
 RETURNS TABLE(period_start date, period_end date)
 LANGUAGE sql
 IMMUTABLE ROWS 120
AS $function$
  select d::date, (d + period_length(unit))::date - 1
  from generate_series(period_start(unit, first_day)::timestamp, last_day::timestamp, period_length(unit)) d
$function$;
comment on function periods_between(text,date,date) is 'All periods that have a day between two days, in order, empty ones too.';

CREATE OR REPLACE FUNCTION public.plain_text(body text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 10
AS $function$
begin
  if octet_length(body) = length(body) then
    return body;
  end if;
  -- One character for a letter with its accent; no ligatures of print, nothing invisible, no accent left over.
  body := normalize(body, nfc);
  if body ~ e'[\ufb00-\ufb06]' then
    body := replace(replace(replace(replace(body, e'\ufb03', 'ffi'), e'\ufb04', 'ffl'), e'\ufb00', 'ff'), e'\ufb01', 'fi');
    body := replace(replace(replace(body, e'\ufb02', 'fl'), e'\ufb05', 'st'), e'\ufb06', 'st');
  end if;
  return regexp_replace(body, e'[\u00ad\u0300-\u036f\u200c\u200d\u2060\ufeff]', '', 'g');
end $function$;
comment on function plain_text(text) is 'The text with composed letters and without soft hyphens, joiners and ligatures; searchable_text has as many characters.';

CREATE OR REPLACE FUNCTION public.rebuild_agency_recommendation_totals()
 RETURNS void
 LANGUAGE sql
AS $function$
  delete from agency_recommendation_totals;
  insert into agency_recommendation_totals
    select a.agency_id, count(*), count(*) filter (where r.is_open), count(*) filter (where r.unresolved_key = 3), count(*) filter (where r.unresolved_key = 2)
    from recommendations r left join recommendation_agencies a on a.recommendation_id = r.id group by a.agency_id;
$function$;
comment on function rebuild_agency_recommendation_totals() is 'Recomputes what the triggers maintain; for bulk loads that run with the triggers disabled.';

CREATE OR REPLACE FUNCTION public.rebuild_agency_subtrees()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  create temporary table if not exists wanted_subtrees (agency_id bigint, component_id bigint, depth integer) on commit delete rows;
  delete from wanted_subtrees;
  insert into wanted_subtrees
    with recursive below as (
      select id as agency_id, id as component_id, 0 as depth from agencies
      union all
      select b.agency_id, a.id, b.depth + 1 from below b join agencies a on a.parent_id = b.component_id where b.depth < 50
    )
    select agency_id, component_id, depth from below;
  delete from agency_subtrees s where not exists (
    select from wanted_subtrees w where (w.agency_id, w.component_id, w.depth) = (s.agency_id, s.component_id, s.depth));
  insert into agency_subtrees select * from wanted_subtrees on conflict (agency_id, component_id) do update set depth = excluded.depth;
  return null;
end $function$;
comment on function rebuild_agency_subtrees() is NULL;

CREATE OR REPLACE FUNCTION public.rebuild_recommendation_cells()
 RETURNS void
 LANGUAGE sql
AS $function$
  delete from recommendation_cells;
  insert into recommendation_cells
    select a.agency_id, p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity'), coalesce(r.overdue_possible_from, date 'infinity'), count(*), count(*) filter (where r.is_open),
      count(*) filter (where r.unresolved_key = 3), count(*) filter (where r.unresolved_key = 2), count(*) filter (where r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    from recommendations r join reports p on p.id = r.report_id left join recommendation_agencies a on a.recommendation_id = r.id
    group by 1, 2, 3, 4, 5;
  delete from office_recommendation_cells;
  insert into office_recommendation_cells
    select p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity'), coalesce(r.overdue_possible_from, date 'infinity'), count(*), count(*) filter (where r.is_open),
      count(*) filter (where r.unresolved_key = 3), count(*) filter (where r.unresolved_key = 2), count(*) filter (where r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    from recommendations r join reports p on p.id = r.report_id
    group by 1, 2, 3, 4;
$function$;
comment on function rebuild_recommendation_cells() is 'Recomputes what the triggers maintain; for bulk loads that run with the triggers disabled.';

CREATE OR REPLACE FUNCTION public.rebuild_recommendation_chains()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  delete from recommendation_chains;
  with recursive edges as (
    select recommendation_id as a, target_recommendation_id as b from recommendation_links where kind = 'REPEATS' and target_recommendation_id is not null
  ),
  both_ways as (select a, b from edges union all select b, a from edges),
  reach (start_id, member_id) as (
    select a, a from both_ways
    union
    select r.start_id, e.b from reach r join both_ways e on e.a = r.member_id)
  insert into recommendation_chains select member_id, min(start_id) from reach group by member_id;
end $function$;
comment on function rebuild_recommendation_chains() is 'Finds all chains anew.';

CREATE OR REPLACE FUNCTION public.rebuild_recommendation_states(first bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  portion bigint[];
  place bigint := first;
begin
  loop
    portion := array(select id from recommendations where id >= place order by id limit 20000);
    exit when cardinality(portion) = 0;
    perform refresh_recommendation_states(portion);
    place := portion[cardinality(portion)] + 1;
  end loop;
end $function$;
comment on function rebuild_recommendation_states(bigint) is 'Makes the states of all recommendations from a key on; for loads that set triggers aside.';

CREATE OR REPLACE FUNCTION public.recommendation_cell(agency_id bigint, office_id bigint, fiscal_key integer, overdue_from date, overdue_possible_from date, status recommendation_status, unresolved_key integer, sign integer)
 RETURNS recommendation_cells
 LANGUAGE sql
 IMMUTABLE
RETURN ROW(agency_id, office_id, fiscal_key, COALESCE(overdue_from, 'infinity'::date), COALESCE(overdue_possible_from, 'infinity'::date), (sign)::bigint, ((sign * ((status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status])))::integer))::bigint, ((sign * ((unresolved_key = 3))::integer))::bigint, ((sign * ((unresolved_key = 2))::integer))::bigint, ((sign * ((status <> ALL (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status, 'UNKNOWN'::recommendation_status])))::integer))::bigint)::recommendation_cells;
comment on function recommendation_cell(bigint,bigint,integer,date,date,recommendation_status,integer,integer) is 'A recommendation as a cell with count 1; with sign -1, as the change made by removing it.';

CREATE OR REPLACE FUNCTION public.recommendation_events(ids bigint[])
 RETURNS TABLE(recommendation_id bigint, valid date, known date, unknown date, observed timestamp with time zone, arrival bigint, report_issued_key date, exists_now boolean, status_said status_statement, resolution_said resolution_statement, target_on date, questioned_costs numeric, unsupported_costs numeric, better_use numeric, disallowed numeric, allowed numeric, agreed numeric, not_agreed numeric, recovered numeric, written_off numeric, completed numeric, dropped numeric, decided_on date)
 LANGUAGE sql
 STABLE
 SET enable_seqscan TO 'off'
AS $function$
  with chosen as (
    select r.id, r.report_issued_key, exists_from(r.report_issued_key, p.fiscal_key) as born, days_of_office(r.created_at) as arrived,
      r.target_on, r.questioned_costs, r.unsupported_costs, r.funds_put_to_better_use,
      r.disallowed_costs, r.allowed_costs, r.agreed_better_use, r.not_agreed_better_use
    from recommendations r join reports p on p.id = r.report_id where r.id = any (ids)
  ),
  issued as (
    select c.*, q.issued_amount as issued_questioned, q.issued_unsupported_amount as issued_unsupported, q.id is not null as is_questioned_changed,
      b.issued_amount as issued_better_use, b.id is not null as is_better_use_changed
    from chosen c
    left join lateral (select s.* from sum_changes s where s.recommendation_id = c.id and s.kind = 'QUESTIONED_COSTS' order by s.id limit 1) q on true
    left join lateral (select s.* from sum_changes s where s.recommendation_id = c.id and s.kind = 'BETTER_USE' order by s.id limit 1) b on true
  ),
  withdrawn as (
    select x.status_event_id, x.management_decision_id, x.final_action_id, x.sum_change_id, x.target_event_id, min(x.observed_on)::date as on_day
    from retractions x where x.recommendation_id = any (ids) group by 1, 2, 3, 4, 5
  )
  select id, born, date '-infinity', date 'infinity', timestamptz '-infinity', 0::bigint, report_issued_key, true,
    null::status_statement, null::resolution_statement, null::date,
    case when is_questioned_changed then issued_questioned else questioned_costs end,
    case when is_questioned_changed then issued_unsupported else unsupported_costs end,
    case when is_better_use_changed then issued_better_use else funds_put_to_better_use end,
    null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::date
  from issued
  union all
  -- A rule is known from the day it speaks of; what a source states, from the day it was read.
  select c.id, greatest(c.born, case when e.as_of is not null then e.as_of
      when e.basis = 'RULE' and c.report_issued_key > '-infinity' then c.report_issued_key else days_of_office(e.observed_at) end),
    case when e.basis = 'RULE' and (e.as_of is not null or c.report_issued_key > '-infinity') then date '-infinity' else days_of_office(e.observed_at) end,
    coalesce(w.on_day, 'infinity'), e.observed_at, e.id, c.report_issued_key, null,
    case when e.kind = 'STATUS' then row(e.status, e.status_raw, e.as_of, e.closed_on, e.basis)::status_statement end,
    case when e.resolution is not null then row(e.resolution, e.resolution_raw, e.basis)::resolution_statement end,
    null, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join status_events e on e.recommendation_id = c.id and e.kind <> 'NOT_SHOWN'
  left join withdrawn w on w.status_event_id = e.id
  union all
  select c.id, greatest(c.born, coalesce(d.happened_on, d.observed_on)), d.observed_on, coalesce(w.on_day, 'infinity'), (d.observed_on + time '00:00') at time zone 'UTC', d.id, c.report_issued_key, null,
    null, null, null, null, null, null,
    case when d.kind = 'QUESTIONED_COSTS' then d.sustained_amount end, case when d.kind = 'QUESTIONED_COSTS' then d.not_sustained_amount end,
    case when d.kind = 'BETTER_USE' then d.sustained_amount end, case when d.kind = 'BETTER_USE' then d.not_sustained_amount end,
    null, null, null, null, greatest(c.born, coalesce(d.happened_on, d.observed_on))
  from chosen c join management_decisions d on d.recommendation_id = c.id
  left join withdrawn w on w.management_decision_id = d.id
  union all
  -- What a source gives as decided, without a day, counts from the day it was read; decisions with days take its place.
  select c.id, greatest(c.born, c.arrived), c.arrived, date 'infinity', timestamptz '-infinity', 0, c.report_issued_key, null,
    null, null, null, null, null, null, q.disallowed, q.allowed, b.agreed, b.not_agreed, null, null, null, null, greatest(c.born, c.arrived)
  from chosen c
  cross join lateral (select case when r.yes then c.disallowed_costs end as disallowed, case when r.yes then c.allowed_costs end as allowed
    from (select not exists (select from management_decisions d where d.recommendation_id = c.id and d.kind = 'QUESTIONED_COSTS') as yes) r) q
  cross join lateral (select case when r.yes then c.agreed_better_use end as agreed, case when r.yes then c.not_agreed_better_use end as not_agreed
    from (select not exists (select from management_decisions d where d.recommendation_id = c.id and d.kind = 'BETTER_USE') as yes) r) b
  where coalesce(q.disallowed, q.allowed, b.agreed, b.not_agreed) is not null
  union all
  select c.id, greatest(c.born, coalesce(a.happened_on, a.observed_on)), a.observed_on, coalesce(w.on_day, 'infinity'), (a.observed_on + time '00:00') at time zone 'UTC', a.id, c.report_issued_key, null,
    null, null, null, null, null, null, null, null, null, null,
    case when a.kind = 'RECOVERED' then a.amount end, case when a.kind = 'WRITTEN_OFF' then a.amount end,
    case when a.kind = 'COMPLETED' then a.amount end, case when a.kind = 'NOT_TO_BE_IMPLEMENTED' then a.amount end, null
  from chosen c join final_actions a on a.recommendation_id = c.id
  left join withdrawn w on w.final_action_id = a.id
  union all
  select c.id, greatest(c.born, coalesce(s.happened_on, s.observed_on)), s.observed_on, coalesce(w.on_day, 'infinity'), (s.observed_on + time '00:00') at time zone 'UTC', s.id, c.report_issued_key, null,
    null, null, null, case when s.kind = 'QUESTIONED_COSTS' then s.amount end, s.unsupported_amount, case when s.kind = 'BETTER_USE' then s.amount end,
    null, null, null, null, null, null, null, null, null
  from chosen c join sum_changes s on s.recommendation_id = c.id
  left join withdrawn w on w.sum_change_id = s.id
  union all
  select c.id, greatest(c.born, coalesce(t.happened_on, t.observed_on)), t.observed_on, coalesce(w.on_day, 'infinity'), (t.observed_on + time '00:00') at time zone 'UTC', t.id, c.report_issued_key, null,
    null, null, t.target_on, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join target_events t on t.recommendation_id = c.id
  left join withdrawn w on w.target_event_id = t.id
  union all
  select c.id, greatest(c.born, coalesce(a.responded_on, a.observed_on, days_of_office(s.imported_at))), coalesce(a.observed_on, days_of_office(s.imported_at)), date 'infinity', s.imported_at, a.id, c.report_issued_key, null,
    null, null, coalesce(a.revised_target_on, a.target_on), null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join responses a on a.recommendation_id = c.id join sources s on s.id = a.source_id
  where coalesce(a.revised_target_on, a.target_on) is not null
  union all
  -- A target that came with the recommendation and with nothing else.
  select c.id, greatest(c.born, c.arrived), c.arrived, date 'infinity', timestamptz '-infinity', 0, c.report_issued_key, null,
    null, null, c.target_on, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c where c.target_on is not null
    and not exists (select from target_events t where t.recommendation_id = c.id)
    and not exists (select from responses a where a.recommendation_id = c.id and coalesce(a.revised_target_on, a.target_on) is not null)
  union all
  select c.id, greatest(c.born, coalesce(x.happened_on, x.observed_on)), x.observed_on, date 'infinity', (x.observed_on + time '00:00') at time zone 'UTC', x.id, c.report_issued_key, false,
    null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join retractions x on x.recommendation_id = c.id
    and num_nonnulls(x.status_event_id, x.management_decision_id, x.final_action_id, x.sum_change_id, x.target_event_id) = 0
$function$;
comment on function recommendation_events(bigint[]) is 'All events of some recommendations as one table: from when each is true, from when and until when it is known, and what it says.';

CREATE OR REPLACE FUNCTION public.recommendation_revision(recommendation_id bigint)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select (select count(*) from status_events e where e.recommendation_id = $1)::integer
    + (select count(*) from responses a where a.recommendation_id = $1)::integer
    + (select count(*) from recommendation_links l where l.recommendation_id = $1)::integer
    + (select count(*) from management_decisions d where d.recommendation_id = $1)::integer
    + (select count(*) from final_actions f where f.recommendation_id = $1)::integer
    + (select count(*) from target_events t where t.recommendation_id = $1)::integer;
$function$;
comment on function recommendation_revision(bigint) is 'How many statements there are about a recommendation: grows with each, so that a change can name the state it was made for.';

CREATE OR REPLACE FUNCTION public.recommendation_timeline(ids bigint[])
 RETURNS SETOF recommendation_states
 LANGUAGE sql
 STABLE
AS $function$
  with e as (select * from recommendation_events(ids)),
  breaks as (
    select recommendation_id, day, dense_rank() over (partition by recommendation_id order by day) as place,
      coalesce(lead(day) over (partition by recommendation_id order by day), 'infinity') as next_day
    from (select recommendation_id, known as day from e union select recommendation_id, unknown from e where unknown < 'infinity') d
  ),
  running as (
    select e.recommendation_id, b.day, b.place, b.next_day, e.valid, e.report_issued_key,
      lead(e.valid) over w as next_valid,
      coalesce(last_known(e.exists_now) over w, true) as exists_now,
      last_known(e.status_said) over w as s,
      last_known(e.resolution_said) over w as r,
      last_known(e.target_on) over w as target_on, first_known(e.target_on) over w as first_target_on,
      last_known(e.questioned_costs) over w as questioned_costs, last_known(e.unsupported_costs) over w as unsupported_costs,
      last_known(e.better_use) over w as better_use,
      sum(e.disallowed) over w as disallowed, sum(e.allowed) over w as allowed, sum(e.agreed) over w as agreed, sum(e.not_agreed) over w as not_agreed,
      sum(e.recovered) over w as recovered, sum(e.written_off) over w as written_off, sum(e.completed) over w as completed, sum(e.dropped) over w as dropped,
      last_known(e.decided_on) over w as decided_on
    from e join breaks b on b.recommendation_id = e.recommendation_id and e.known <= b.day and e.unknown > b.day
    window w as (partition by e.recommendation_id, b.place order by e.valid, e.observed, e.arrival rows unbounded preceding)
  ),
  ends as (
    -- What holds at the close of a day is what its last event left.
    select recommendation_id, day, place, next_day, valid as valid_from, coalesce(next_valid, 'infinity') as valid_until, report_issued_key, exists_now,
      coalesce((s).status, 'UNKNOWN') as status, (s).raw as status_raw, (s).as_of as status_as_of, (s).closed_on as closed_on, (s).basis as status_basis,
      coalesce((r).resolution, 'UNKNOWN') as resolution, (r).raw as resolution_raw, (r).basis as resolution_basis,
      target_on, first_target_on, questioned_costs, unsupported_costs, better_use, disallowed, allowed, agreed, not_agreed,
      recovered, written_off, completed, dropped, decided_on
    from running where next_valid is distinct from valid
  ),
  before as (
    select *, lag(status) over d as status_before, lag(resolution) over d as resolution_before, coalesce(lag(exists_now) over d, false) as existed,
      lead(status) over d as status_after, coalesce(lead(exists_now) over d, false) as exists_after, status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') as is_open
    from ends window d as (partition by recommendation_id, place order by valid_from)
  ),
  runs as (
    select *, max(case when status is distinct from status_before or not existed then valid_from end) over d as status_since,
      max(case when resolution is distinct from resolution_before or not existed then valid_from end) over d as resolution_since,
      bool_or(existed and status_before in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED')) over d as was_open
    from before window d as (partition by recommendation_id, place order by valid_from)
  ),
  states as (
    select recommendation_id, place, day, next_day, row(
        recommendation_id, valid_from, valid_until, null, null, report_issued_key,
        (select c.report_fiscal_key from recommendations c where c.id = recommendation_id),
        status, status_raw, status_as_of, status_basis, status_since, resolution, resolution_raw, resolution_basis,
        case when resolution = 'RESOLVED' then resolution_since end,
        closed_on, closed_on is null and status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
        target_on, first_target_on, questioned_costs, case when unsupported_costs is not null then least(unsupported_costs, questioned_costs) end, better_use, disallowed, allowed, agreed, not_agreed,
        recovered, written_off, completed, dropped, decided_on,
        case when is_open and not (existed and status_before in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED'))
          then case when was_open or existed and status_before <> 'UNKNOWN' then 'REOPENED' else 'OPENED' end end,
        is_open and valid_until < 'infinity' and not (exists_after and status_after in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED')),
        null, null, null, null, null)::recommendation_states as state
    from runs where exists_now
  ),
  islands as (
    select *, place - row_number() over (partition by recommendation_id, state order by place) as island from states
  )
  select recommendation_id, (state).valid_from, (state).valid_until, min(day), max(next_day), (state).report_issued_key, (state).report_fiscal_key, (state).status, (state).status_raw, (state).status_as_of, (state).status_basis,
    (state).status_since, (state).resolution, (state).resolution_raw, (state).resolution_basis, (state).resolved_on, (state).closed_on, (state).is_closing_date_unknown,
    (state).target_on, (state).first_target_on, (state).questioned_costs, (state).unsupported_costs, (state).better_use, (state).disallowed, (state).allowed,
    (state).agreed, (state).not_agreed, (state).recovered, (state).written_off, (state).completed, (state).dropped, (state).decided_on, (state).opening, (state).closes,
    null::boolean, null::boolean, null::integer, null::date, null::date
  from islands group by recommendation_id, state, island
$function$;
comment on function recommendation_timeline(bigint[]) is 'The states of some recommendations over valid time and known time, from their events. The generated columns are null here.';

CREATE OR REPLACE FUNCTION public.refresh_recommendation_chains(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  create temp table if not exists chain_reach (start_id bigint, member_id bigint, primary key (start_id, member_id)) on commit drop;
  delete from chain_reach;
  -- Whoever is or was in a chain with one of them, and from there along all links.
  with recursive reach (start_id, member_id) as (
    select one, one from unnest(ids || array(
      select o.recommendation_id from recommendation_chains c join recommendation_chains o on o.chain_id = c.chain_id
      where c.recommendation_id = any (ids))) one
    union
    select r.start_id, n.next_id from reach r cross join lateral (
      select l.target_recommendation_id as next_id from recommendation_links l
        where l.recommendation_id = r.member_id and l.kind = 'REPEATS' and l.target_recommendation_id is not null
      union all
      select l.recommendation_id from recommendation_links l where l.target_recommendation_id = r.member_id and l.kind = 'REPEATS') n)
  insert into chain_reach select start_id, member_id from reach;
  delete from recommendation_chains c using chain_reach r where c.recommendation_id in (r.start_id, r.member_id);
  insert into recommendation_chains
    select member_id, min(chain) from (
      select member_id, min(member_id) over (partition by start_id) as chain, count(*) over (partition by start_id) as n from chain_reach) m
    where n > 1 group by member_id;
end $function$;
comment on function refresh_recommendation_chains(bigint[]) is 'Finds anew the chains that some recommendations are in.';

CREATE OR REPLACE FUNCTION public.refresh_recommendation_states(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  moved bigint[];
  changed bigint[];
begin
  perform set_config('oversight_graph.refreshing', 'on', true);
  delete from recommendation_states where recommendation_id = any (ids);
  -- Planned each time, with the number of keys in sight.
  execute 'insert into recommendation_states (recommendation_id, valid_from, valid_until, known_from, known_until, report_issued_key, report_fiscal_key, status, status_raw, status_as_of, status_basis,
      status_since, resolution, resolution_raw, resolution_basis, resolved_on, closed_on, is_closing_date_unknown, target_on, first_target_on, questioned_costs, unsupported_costs,
      better_use, disallowed, allowed, agreed, not_agreed, recovered, written_off, completed, dropped, decided_on, opening, closes)
    select recommendation_id, valid_from, valid_until, known_from, known_until, report_issued_key, report_fiscal_key, status, status_raw, status_as_of, status_basis,
      status_since, resolution, resolution_raw, resolution_basis, resolved_on, closed_on, is_closing_date_unknown, target_on, first_target_on, questioned_costs, unsupported_costs,
      better_use, disallowed, allowed, agreed, not_agreed, recovered, written_off, completed, dropped, decided_on, opening, closes
    from recommendation_timeline($1)' using ids;
  -- Sums and targets that events have changed are those of now in the recommendation's own row too. Looked for first: an
  -- update wakes the triggers of the table even where it finds nothing.
  moved := array(
    select e.recommendation_id from sum_changes e where e.recommendation_id = any (ids)
    union select e.recommendation_id from management_decisions e where e.recommendation_id = any (ids)
    union select e.recommendation_id from target_events e where e.recommendation_id = any (ids));
  changed := case when cardinality(moved) > 0 then array(
    select r.id from recommendations r join recommendation_states s on s.recommendation_id = r.id and s.known_until = 'infinity' and s.valid_until = 'infinity'
    where r.id = any (moved) and (
      (r.questioned_costs, r.unsupported_costs, r.funds_put_to_better_use) is distinct from (s.questioned_costs, s.unsupported_costs, s.better_use)
        and exists (select from sum_changes c where c.recommendation_id = r.id)
      or (r.disallowed_costs, r.allowed_costs, r.agreed_better_use, r.not_agreed_better_use) is distinct from (not_below_zero(s.disallowed), not_below_zero(s.allowed), not_below_zero(s.agreed), not_below_zero(s.not_agreed))
        and exists (select from management_decisions d where d.recommendation_id = r.id)
      or r.target_on is distinct from s.target_on and exists (select from target_events t where t.recommendation_id = r.id))) end;
  if cardinality(changed) > 0 then
    update recommendations r set
        questioned_costs = case when c.yes then s.questioned_costs else r.questioned_costs end,
        unsupported_costs = case when c.yes then s.unsupported_costs else r.unsupported_costs end,
        funds_put_to_better_use = case when c.yes then s.better_use else r.funds_put_to_better_use end,
        disallowed_costs = case when d.yes then not_below_zero(s.disallowed) else r.disallowed_costs end,
        allowed_costs = case when d.yes then not_below_zero(s.allowed) else r.allowed_costs end,
        agreed_better_use = case when d.yes then not_below_zero(s.agreed) else r.agreed_better_use end,
        not_agreed_better_use = case when d.yes then not_below_zero(s.not_agreed) else r.not_agreed_better_use end,
        target_on = case when t.yes then s.target_on else r.target_on end
      from recommendation_states s
        cross join lateral (select exists (select from sum_changes k where k.recommendation_id = s.recommendation_id) as yes) c
        cross join lateral (select exists (select from management_decisions k where k.recommendation_id = s.recommendation_id) as yes) d
        cross join lateral (select exists (select from target_events k where k.recommendation_id = s.recommendation_id) as yes) t
      where r.id = any (changed) and s.recommendation_id = r.id and s.known_until = 'infinity' and s.valid_until = 'infinity';
  end if;
  perform set_config('oversight_graph.refreshing', 'off', true);
end $function$;
comment on function refresh_recommendation_states(bigint[]) is 'Makes the states of some recommendations anew from their events.';

CREATE OR REPLACE FUNCTION public.refuse_agency_cycle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Two concurrent updates can each be valid and together form a cycle, so updates are serialized by a lock. The lock
  -- is no help to a transaction whose snapshot is older, so repeatable read is refused.
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'agencies are moved at read committed or serializable only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(hashtext('agencies.parent_id'));
  if exists (
    with recursive above (id) as (
      select new.parent_id
      union
      select a.parent_id from above join agencies a on a.id = above.id where a.parent_id is not null
    )
    select from above where id = new.id
  ) then
    raise exception 'agency % cannot be part of itself', new.slug using errcode = '23514', constraint = 'agencies_no_cycle';
  end if;
  return null;
end $function$;
comment on function refuse_agency_cycle() is NULL;

CREATE OR REPLACE FUNCTION public.refuse_event_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and current_setting('oversight_graph.retraction', true) = 'on' then
    return old;
  end if;
  raise exception 'events of % are append-only', tg_table_name using errcode = '23514', constraint = tg_table_name || '_append_only';
end $function$;
comment on function refuse_event_change() is NULL;

CREATE OR REPLACE FUNCTION public.refuse_history_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and current_setting('oversight_graph.retraction', true) = 'on' then
    return old;
  end if;
  raise exception 'status history is append-only' using errcode = '23514', constraint = 'status_events_append_only';
end $function$;
comment on function refuse_history_change() is NULL;

CREATE OR REPLACE FUNCTION public.refuse_link_cycle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  ring boolean;
begin
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'links are written at read committed or serializable only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(hashtext(tg_table_name || ' links'));
  execute format(
    'with recursive chain (start, at) as (
       select %2$I, %3$I from written where %3$I is not null
       union
       select c.start, l.%3$I from chain c join %1$I l on l.%2$I = c.at where l.%3$I is not null and c.at <> c.start
     ) select exists (select from chain where start = at)',
    tg_table_name, tg_argv[0], tg_argv[1]) into ring;
  if ring then
    raise exception 'links of % would form a ring', tg_table_name using errcode = '23514', constraint = tg_table_name || '_no_cycle';
  end if;
  return null;
end $function$;
comment on function refuse_link_cycle() is NULL;

CREATE OR REPLACE FUNCTION public.refuse_to_move()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a row of % is not moved to another owner: remove it and add a new one', tg_table_name
    using errcode = '23514', constraint = tg_table_name || '_stays';
end $function$;
comment on function refuse_to_move() is NULL;

CREATE OR REPLACE FUNCTION public.report_number_key(number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN (number ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text) THEN number ELSE TRIM(BOTH '-'::text FROM regexp_replace(upper(number), '[\s/_\u00a0\u00ad\u2010-\u2015\u2212-]+'::text, '-'::text, 'g'::text)) END COLLATE "C");
comment on function report_number_key(text) is 'Identity of a report number: case, spaces, dashes of every kind and slashes folded. Separators fold to one dash and do not vanish, else OIG-2-136 and OIG-21-36 would be one report.';

CREATE OR REPLACE FUNCTION public.resolution_due_on(issued_key date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (issued_key > '-infinity'::date) THEN ((issued_key + '6 mons'::interval))::date ELSE NULL::date END;
comment on function resolution_due_on(date) is 'Six calendar months after issue, cut to the last day of a shorter month; null when the day of issue is unknown.';

CREATE OR REPLACE FUNCTION public.search_excerpt(body text, query tsquery)
 RETURNS json
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE COST 10000
AS $function$
declare
  -- Control characters as markers; any in the text are removed first.
  original text := plain_text(translate(coalesce(body, ''), e'\x02\x03', ''));
  folded text := searchable_text(original);
  -- Beyond ASCII nothing but letters is left in the folded text, so no mark of it is taken for the delimiter.
  marked text := ts_headline('english', folded, query,
    e'StartSel=\x02, StopSel=\x03, MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=…');
  excerpt text := '';
  ranges json[] := '{}';
  fragment text;
  bare text;
  place integer;
  piece text;
  starts integer;
  ends integer;
begin
  foreach fragment in array string_to_array(marked, '…') loop
    bare := translate(fragment, e'\x02\x03', '');
    place := strpos(folded, bare);
    if excerpt <> '' then
      excerpt := excerpt || ' … ';
    end if;
    starts := length(excerpt);
    foreach piece in array string_to_array(fragment, e'\x02') loop
      ends := strpos(piece, e'\x03');
      if ends > 0 then
        ranges := ranges || json_build_object('start', starts, 'end', starts + ends - 1);
        starts := starts - 1;
      end if;
      starts := starts + length(piece);
    end loop;
    -- As it is written in the text, not as search reads it.
    excerpt := excerpt || case when place > 0 and length(original) = length(folded) then substr(original, place, length(bare)) else bare end;
  end loop;
  return json_build_object('text', excerpt, 'ranges', to_json(ranges));
end $function$;
comment on function search_excerpt(text,tsquery) is 'A plain-text excerpt around what was found, and where in it the matched words are (in characters, from 0, end exclusive). No markup.';

CREATE OR REPLACE FUNCTION public.search_query(asked text)
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  -- PostgreSQL's reader of searches has no room for many signs of negation in a row.
  return websearch_to_tsquery('english', regexp_replace(searchable_text(asked), e'(?:-[^a-z0-9"\u0080-\uffff]*){2,}', '-', 'g'));
end $function$;
comment on function search_query(text) is 'What a search asks for, in the words that words_of_text makes.';

CREATE OR REPLACE FUNCTION public.searchable_text(body text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  if octet_length(body) = length(body) then
    return translate(lower(body collate "C"), '<>&', '   ');
  end if;
  body := normalize(plain_text(body), nfd);
  body := normalize(regexp_replace(body, e'[\u0300-\u036f]', '', 'g'), nfc);
  -- Quotes, apostrophes and hyphens as on a keyboard; what opens markup is text.
  body := translate(lower(body collate "C"), e'“”„‟«»‘’‚‛ʼ\u2010\u2011\u2212<>&', repeat('"', 6) || repeat('''', 5) || '---   ');
  if octet_length(body) = length(body) then
    return body;
  end if;
  -- All that is not a letter of some script is a gap: dashes, other spaces, bullets, signs.
  body := regexp_replace(body, e'[^\u0001-\u007f'
      '\u00AA\u00B5\u00BA\u00C6-\u00D0\u00D8-\u00F0\u00F8-\u02C1\u02C6-\u02D1\u02E0-\u02E4\u02EC\u02EE'
      '\u0370-\u0373\u0376-\u0377\u037A-\u037F\u0391-\u03A1\u03A3-\u03F5\u03F7-\u0481\u048A-\u052F\u0531-\u0556'
      '\u0559\u0560-\u0588\u05B0-\u05BD\u05BF\u05C1-\u05C2\u05C4-\u05C5\u05C7\u05D0-\u05EA\u05EF-\u05F2'
      '\u0610-\u061A\u0620-\u0657\u0659-\u0669\u066E-\u06D3\u06D5-\u06DC\u06E1-\u06E8\u06ED-\u06FC\u06FF'
      '\u0710-\u073F\u074D-\u07B1\u07C0-\u07EA\u07F4-\u07F5\u07FA\u0800-\u0817\u081A-\u082C\u0840-\u0858'
      '\u0860-\u086A\u0870-\u0887\u0889-\u088E\u08A0-\u08C9\u08D4-\u08DF\u08E3-\u08E9\u08F0-\u093B\u093D-\u094C'
      '\u094E-\u0950\u0955-\u0963\u0966-\u096F\u0971-\u0983\u0985-\u098C\u098F-\u0990\u0993-\u09A8\u09AA-\u09B0'
      '\u09B2\u09B6-\u09B9\u09BD-\u09C4\u09C7-\u09C8\u09CB-\u09CC\u09CE\u09D7\u09E0-\u09E3\u09E6-\u09F1\u09FC'
      '\u0A01-\u0A03\u0A05-\u0A0A\u0A0F-\u0A10\u0A13-\u0A28\u0A2A-\u0A30\u0A32\u0A35\u0A38-\u0A39\u0A3E-\u0A42'
      '\u0A47-\u0A48\u0A4B-\u0A4C\u0A51\u0A5C\u0A66-\u0A75\u0A81-\u0A83\u0A85-\u0A8D\u0A8F-\u0A91\u0A93-\u0AA8'
      '\u0AAA-\u0AB0\u0AB2-\u0AB3\u0AB5-\u0AB9\u0ABD-\u0AC5\u0AC7-\u0AC9\u0ACB-\u0ACC\u0AD0\u0AE0-\u0AE3'
      '\u0AE6-\u0AEF\u0AF9-\u0AFC\u0B01-\u0B03\u0B05-\u0B0C\u0B0F-\u0B10\u0B13-\u0B28\u0B2A-\u0B30\u0B32-\u0B33'
      '\u0B35-\u0B39\u0B3D-\u0B44\u0B47-\u0B48\u0B4B-\u0B4C\u0B56-\u0B57\u0B5F-\u0B63\u0B66-\u0B6F\u0B71'
      '\u0B82-\u0B83\u0B85-\u0B8A\u0B8E-\u0B90\u0B92-\u0B95\u0B99-\u0B9A\u0B9C\u0B9E-\u0B9F\u0BA3-\u0BA4'
      '\u0BA8-\u0BAA\u0BAE-\u0BB9\u0BBE-\u0BC2\u0BC6-\u0BC8\u0BCA-\u0BCC\u0BD0\u0BD7\u0BE6-\u0BEF\u0C00-\u0C03'
      '\u0C05-\u0C0C\u0C0E-\u0C10\u0C12-\u0C28\u0C2A-\u0C39\u0C3D-\u0C44\u0C46-\u0C48\u0C4A-\u0C4C\u0C55-\u0C56'
      '\u0C58-\u0C5A\u0C5D\u0C60-\u0C63\u0C66-\u0C6F\u0C80-\u0C83\u0C85-\u0C8C\u0C8E-\u0C90\u0C92-\u0CA8'
      '\u0CAA-\u0CB3\u0CB5-\u0CB9\u0CBD-\u0CC4\u0CC6-\u0CC8\u0CCA-\u0CCC\u0CD5-\u0CD6\u0CDD-\u0CDE\u0CE0-\u0CE3'
      '\u0CE6-\u0CEF\u0CF1-\u0CF2\u0D00-\u0D0C\u0D0E-\u0D10\u0D12-\u0D3A\u0D3D-\u0D44\u0D46-\u0D48\u0D4A-\u0D4C'
      '\u0D4E\u0D54-\u0D57\u0D5F-\u0D63\u0D66-\u0D6F\u0D7A-\u0D7F\u0D81-\u0D83\u0D85-\u0D96\u0D9A-\u0DB1'
      '\u0DB3-\u0DBB\u0DBD\u0DC0-\u0DC6\u0DCF-\u0DD4\u0DD6\u0DD8-\u0DDF\u0DE6-\u0DEF\u0DF2-\u0DF3\u0E01-\u0E3A'
      '\u0E40-\u0E46\u0E4D\u0E50-\u0E59\u0E81-\u0E82\u0E84\u0E86-\u0E8A\u0E8C-\u0EA3\u0EA5\u0EA7-\u0EB9'
      '\u0EBB-\u0EBD\u0EC0-\u0EC4\u0EC6\u0ECD\u0ED0-\u0ED9\u0EDC-\u0EDF\u0F00\u0F20-\u0F29\u0F40-\u0F47'
      '\u0F49-\u0F6C\u0F71-\u0F80\u0F88-\u0F97\u0F99-\u0FBC\u1000-\u1036\u1038\u103B-\u1049\u1050-\u109D'
      '\u10A0-\u10C5\u10C7\u10CD\u10D0-\u10FA\u10FC-\u1248\u124A-\u124D\u1250-\u1256\u1258\u125A-\u125D'
      '\u1260-\u1288\u128A-\u128D\u1290-\u12B0\u12B2-\u12B5\u12B8-\u12BE\u12C0\u12C2-\u12C5\u12C8-\u12D6'
      '\u12D8-\u1310\u1312-\u1315\u1318-\u135A\u1380-\u138F\u13A0-\u13F5\u13F8-\u13FD\u1401-\u166C\u166F-\u167F'
      '\u1681-\u169A\u16A0-\u16EA\u16F1-\u16F8\u1700-\u1713\u171F-\u1733\u1740-\u1753\u1760-\u176C\u176E-\u1770'
      '\u1772-\u1773\u1780-\u17B3\u17B6-\u17C8\u17D7\u17DC\u17E0-\u17E9\u1810-\u1819\u1820-\u1878\u1880-\u18AA'
      '\u18B0-\u18F5\u1900-\u191E\u1920-\u192B\u1930-\u1938\u1946-\u196D\u1970-\u1974\u1980-\u19AB\u19B0-\u19C9'
      '\u19D0-\u19D9\u1A00-\u1A1B\u1A20-\u1A5E\u1A61-\u1A74\u1A80-\u1A89\u1A90-\u1A99\u1AA7\u1ABF-\u1AC0'
      '\u1ACC-\u1ACE\u1B00-\u1B33\u1B35-\u1B43\u1B45-\u1B4C\u1B50-\u1B59\u1B80-\u1BA9\u1BAC-\u1BE5\u1BE7-\u1BF1'
      '\u1C00-\u1C36\u1C40-\u1C49\u1C4D-\u1C7D\u1C80-\u1C88\u1C90-\u1CBA\u1CBD-\u1CBF\u1CE9-\u1CEC\u1CEE-\u1CF3'
      '\u1CF5-\u1CF6\u1CFA\u1D00-\u1DBF\u1DE7-\u1DF4\u1E9A-\u1EFF\u2071\u207F\u2090-\u209C\u2102\u2107'
      '\u210A-\u2113\u2115\u2119-\u211D\u2124\u2128\u212C-\u212D\u212F-\u2139\u213C-\u213F\u2145-\u2149\u214E'
      '\u2183-\u2184\u2C00-\u2CE4\u2CEB-\u2CEE\u2CF2-\u2CF3\u2D00-\u2D25\u2D27\u2D2D\u2D30-\u2D67\u2D6F'
      '\u2D80-\u2D96\u2DA0-\u2DA6\u2DA8-\u2DAE\u2DB0-\u2DB6\u2DB8-\u2DBE\u2DC0-\u2DC6\u2DC8-\u2DCE\u2DD0-\u2DD6'
      '\u2DD8-\u2DDE\u2DE0-\u2DFF\u2E2F\u3005-\u3006\u3031-\u3035\u303B-\u303C\u3041-\u3096\u309D-\u309F'
      '\u30A1-\u30FA\u30FC-\u30FF\u3105-\u312F\u3131-\u318E\u31A0-\u31BF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\uA48C'
      '\uA4D0-\uA4FD\uA500-\uA60C\uA610-\uA62B\uA640-\uA66E\uA674-\uA67B\uA67F-\uA6E5\uA717-\uA71F\uA722-\uA788'
      '\uA78B-\uA7CA\uA7D0-\uA7D1\uA7D3\uA7D5-\uA7D9\uA7F2-\uA805\uA807-\uA827\uA840-\uA873\uA880-\uA8C3\uA8C5'
      '\uA8D0-\uA8D9\uA8F2-\uA8F7\uA8FB\uA8FD-\uA92A\uA930-\uA952\uA960-\uA97C\uA980-\uA9B2\uA9B4-\uA9BF'
      '\uA9CF-\uA9D9\uA9E0-\uA9FE\uAA00-\uAA36\uAA40-\uAA4D\uAA50-\uAA59\uAA60-\uAA76\uAA7A-\uAABE\uAAC0\uAAC2'
      '\uAADB-\uAADD\uAAE0-\uAAEF\uAAF2-\uAAF5\uAB01-\uAB06\uAB09-\uAB0E\uAB11-\uAB16\uAB20-\uAB26\uAB28-\uAB2E'
      '\uAB30-\uAB5A\uAB5C-\uAB69\uAB70-\uABEA\uABF0-\uABF9\uAC00-\uD7A3\uD7B0-\uD7C6\uD7CB-\uD7FB\uFA0E-\uFA29'
      '\uFB00-\uFB06\uFB13-\uFB17\uFB1E-\uFB28\uFB4F-\uFBB1\uFBD3-\uFD3D\uFD50-\uFD8F\uFD92-\uFDC7\uFDF0-\uFDFB'
      '\uFE70-\uFE74\uFE76-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFFBE\uFFC2-\uFFC7\uFFCA-\uFFCF'
      '\uFFD2-\uFFD7\uFFDA-\uFFDC'
    ']', ' ', 'g');
  if octet_length(body) = length(body) then
    return body;
  end if;
  -- Small letters.
  return translate(body,
      'ØøŁłĐđĦħıŦŧſςÆÐÞĲĿŊŒƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǄǅǇǈǊǋǤǱǲǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔ'
      'ΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲ'
      'ѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂ'
      'ՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽ'
      'ᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱ'
      'ᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿẞỺỼỾℲↃⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐ'
      'ⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴ'
      'ꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵＡＢＣＤＥＦＧＨＩＪＫＬＭ'
      'ＮＯＰＱＲＳＴＵＶＷＸＹＺ',
      'oollddhhittsσæðþĳŀŋœɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǆǆǉǉǌǌǥǳǳƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδ'
      'εζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳ'
      'ѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղ'
      'ճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍ'
      'ꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱ'
      'ჲჳჴჵჶჷჸჹჺჽჾჿßỻỽỿⅎↄⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑ'
      'ⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵ'
      'ꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶａｂｃｄｅｆｇｈｉｊｋｌｍ'
      'ｎｏｐｑｒｓｔｕｖｗｘｙｚ');
end $function$;
comment on function searchable_text(text) is 'A text as search reads it, in any locale: small letters without accents; a space for what is no letter, digit or ASCII sign.';

CREATE OR REPLACE FUNCTION public.semiannual_lines(office text, agency text, include_components boolean, period_start date, period_end date, known date)
 RETURNS TABLE(recommendation_id bigint, report_id bigint, issued_key date, is_issued boolean, is_earlier boolean, is_open boolean, is_decided boolean, chain_id bigint, questioned_start numeric, questioned_issued numeric, questioned_adjusted numeric, disallowed numeric, allowed numeric, questioned_end numeric, unsupported_start numeric, unsupported_issued numeric, unsupported_decided numeric, unsupported_end numeric, better_start numeric, better_issued numeric, better_adjusted numeric, agreed numeric, not_agreed numeric, better_end numeric, disallowed_start numeric, disallowed_decided numeric, recovered numeric, written_off numeric, disallowed_end numeric, agreed_start numeric, agreed_decided numeric, completed numeric, dropped numeric, agreed_end numeric, has_disallowed boolean, has_agreed boolean)
 LANGUAGE sql
 STABLE
AS $function$
  with scope as (select * from semiannual_recommendations_in_scope(office, agency, include_components)),
  stock as (
    select s.*, coalesce(s.questioned_costs, 0) - coalesce(s.disallowed, 0) - coalesce(s.allowed, 0) as undecided_questioned,
      coalesce(s.better_use, 0) - coalesce(s.agreed, 0) - coalesce(s.not_agreed, 0) as undecided_better,
      coalesce(s.disallowed, 0) - coalesce(s.recovered, 0) - coalesce(s.written_off, 0) as outstanding_disallowed,
      coalesce(s.agreed, 0) - coalesce(s.completed, 0) - coalesce(s.dropped, 0) as outstanding_agreed
    from recommendation_states s
    where s.known_from <= known and (s.known_until > known or s.known_until = 'infinity') and s.valid_from <= period_end and s.valid_until >= period_start
  ),
  decided as (
    select d.recommendation_id,
      sum(d.sustained_amount) filter (where d.kind = 'QUESTIONED_COSTS' and not d.is_revision) as disallowed,
      sum(d.not_sustained_amount) filter (where d.kind = 'QUESTIONED_COSTS' and not d.is_revision) as allowed,
      sum(d.sustained_amount) filter (where d.kind = 'BETTER_USE' and not d.is_revision) as agreed,
      sum(d.not_sustained_amount) filter (where d.kind = 'BETTER_USE' and not d.is_revision) as not_agreed,
      sum(d.sustained_amount) filter (where d.kind = 'QUESTIONED_COSTS') as disallowed_decided,
      sum(d.sustained_amount) filter (where d.kind = 'BETTER_USE') as agreed_decided,
      bool_or(d.sustained_amount <> 0 and d.kind = 'QUESTIONED_COSTS') as has_disallowed,
      bool_or(d.sustained_amount <> 0 and d.kind = 'BETTER_USE') as has_agreed
    from decisions_with_days(known) d where d.counts_from between period_start and period_end group by 1
  ),
  acted as (
    select a.recommendation_id, sum(a.amount) filter (where a.kind = 'RECOVERED') as recovered, sum(a.amount) filter (where a.kind = 'WRITTEN_OFF') as written_off,
      sum(a.amount) filter (where a.kind = 'COMPLETED') as completed, sum(a.amount) filter (where a.kind = 'NOT_TO_BE_IMPLEMENTED') as dropped
    from final_actions a join recommendations r on r.id = a.recommendation_id join reports p on p.id = r.report_id
    where a.observed_on <= known and not exists (select from retractions x where x.final_action_id = a.id and x.observed_on <= known)
      and greatest(exists_from(p.issued_key, p.fiscal_key), coalesce(a.happened_on, a.observed_on)) between period_start and period_end
    group by 1
  ),
  lines as (
    select c.recommendation_id, c.report_id, c.issued_key, c.issued_key between period_start and period_end as is_issued,
      case when c.issued_key > '-infinity' then c.issued_key < period_start else c.fiscal_key > 0 and make_date(c.fiscal_key, 9, 30) < period_start end as is_earlier,
      a.recommendation_id is not null as is_start, z.recommendation_id is not null as is_end,
      coalesce(z.is_open, false) as is_open, coalesce(z.is_decided, false) as is_decided,
      a.undecided_questioned as q0, b.questioned_costs as qb, z.undecided_questioned as q1, a.questioned_costs as s0, z.questioned_costs as s1,
      a.undecided_better as b0, b.better_use as bb, z.undecided_better as b1, a.better_use as t0, z.better_use as t1,
      case when a.undecided_questioned > 0 then a.unsupported_costs end as u0, b.unsupported_costs as ub,
      case when z.undecided_questioned > 0 then z.unsupported_costs end as u1, z.unsupported_costs as uz,
      a.outstanding_disallowed as d0, z.outstanding_disallowed as d1, a.outstanding_agreed as g0, z.outstanding_agreed as g1
    from scope c
    left join stock a on a.recommendation_id = c.recommendation_id and a.valid_from < period_start
    left join stock z on z.recommendation_id = c.recommendation_id and z.valid_until > period_end
    left join stock b on b.recommendation_id = c.recommendation_id and c.issued_key between period_start and period_end
      and b.valid_from = c.issued_key
  )
  select l.recommendation_id, l.report_id, l.issued_key, l.is_issued, l.is_earlier, l.is_open, l.is_decided, h.chain_id,
    coalesce(l.q0, 0), coalesce(l.qb, 0),
    -- A withdrawn recommendation takes what was undecided of it with it.
    case when l.is_end then coalesce(l.s1, 0) - coalesce(l.s0, l.qb, 0)
      else coalesce(d.disallowed, 0) + coalesce(d.allowed, 0) - coalesce(l.q0, 0) - coalesce(l.qb, 0) end,
    coalesce(d.disallowed, 0), coalesce(d.allowed, 0), coalesce(l.q1, 0),
    coalesce(l.u0, 0), coalesce(l.ub, 0),
    case when (l.q0 > 0 or l.qb > 0) and coalesce(l.q1, 0) <= 0 and coalesce(d.disallowed, 0) + coalesce(d.allowed, 0) > 0 then coalesce(l.uz, 0) else 0 end,
    coalesce(l.u1, 0),
    coalesce(l.b0, 0), coalesce(l.bb, 0),
    case when l.is_end then coalesce(l.t1, 0) - coalesce(l.t0, l.bb, 0)
      else coalesce(d.agreed, 0) + coalesce(d.not_agreed, 0) - coalesce(l.b0, 0) - coalesce(l.bb, 0) end,
    coalesce(d.agreed, 0), coalesce(d.not_agreed, 0), coalesce(l.b1, 0),
    coalesce(l.d0, 0), coalesce(d.disallowed_decided, 0), coalesce(a.recovered, 0), coalesce(a.written_off, 0), coalesce(l.d1, 0),
    coalesce(l.g0, 0), coalesce(d.agreed_decided, 0), coalesce(a.completed, 0), coalesce(a.dropped, 0), coalesce(l.g1, 0),
    coalesce(d.has_disallowed, false), coalesce(d.has_agreed, false)
  from lines l
  left join decided d on d.recommendation_id = l.recommendation_id
  left join acted a on a.recommendation_id = l.recommendation_id
  left join recommendation_chains h on h.recommendation_id = l.recommendation_id
  where l.is_start or l.is_end or l.is_issued
$function$;
comment on function semiannual_lines(text,text,boolean,date,date,date) is 'What each recommendation adds to a semiannual report: stocks at both ends of the period, flows within it, US dollars.';

CREATE OR REPLACE FUNCTION public.semiannual_recommendations_in_scope(office text, agency text, include_components boolean)
 RETURNS TABLE(recommendation_id bigint, report_id bigint, issued_key date, fiscal_key integer)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT r.id,
     p.id,
     p.issued_key,
     p.fiscal_key
    FROM (reports p
      JOIN recommendations r ON ((r.report_id = p.id)))
   WHERE (((semiannual_recommendations_in_scope.office IS NULL) OR (p.office_id = ( SELECT o.id
            FROM offices o
           WHERE (o.slug = semiannual_recommendations_in_scope.office)))) AND ((semiannual_recommendations_in_scope.agency IS NULL) OR (EXISTS ( SELECT
            FROM recommendation_agencies l
           WHERE ((l.recommendation_id = r.id) AND (l.agency_id IN ( SELECT t.component_id
                    FROM (agencies a
                      JOIN agency_subtrees t ON ((t.agency_id = a.id)))
                   WHERE ((a.slug = semiannual_recommendations_in_scope.agency) AND (semiannual_recommendations_in_scope.include_components OR (t.depth = 0))))))))));
END;
comment on function semiannual_recommendations_in_scope(text,text,boolean) is 'Recommendations of an office (all when null) addressed to an agency (any when null).';

CREATE OR REPLACE FUNCTION public.semiannual_reports_in_scope(office text, agency text, include_components boolean)
 RETURNS TABLE(report_id bigint)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT p.id
    FROM reports p
   WHERE (((semiannual_reports_in_scope.office IS NULL) OR (p.office_id = ( SELECT o.id
            FROM offices o
           WHERE (o.slug = semiannual_reports_in_scope.office)))) AND ((semiannual_reports_in_scope.agency IS NULL) OR (EXISTS ( SELECT
            FROM report_agencies l
           WHERE ((l.report_id = p.id) AND (l.agency_id IN ( SELECT t.component_id
                    FROM (agencies a
                      JOIN agency_subtrees t ON ((t.agency_id = a.id)))
                   WHERE ((a.slug = semiannual_reports_in_scope.agency) AND (semiannual_reports_in_scope.include_components OR (t.depth = 0))))))))));
END;
comment on function semiannual_reports_in_scope(text,text,boolean) is 'Reports of an office (all when null) about an agency (any when null).';

CREATE OR REPLACE FUNCTION public.semiannual_start(period_end date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (EXTRACT(month FROM period_end) = (9)::numeric) THEN make_date((EXTRACT(year FROM period_end))::integer, 4, 1) ELSE make_date(((EXTRACT(year FROM period_end))::integer - 1), 10, 1) END;
comment on function semiannual_start(date) is 'First day of the semiannual period that ends on 31 March or 30 September (5 U.S.C. 405(b)).';

CREATE OR REPLACE FUNCTION public.settle_pending_check()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  broken text;
begin
  case new.rule
    when 'recommendations_status_is_last_event' then
      -- Planned anew each time, with the number of keys in sight: the plan for ten is no plan for ten thousand.
      execute $query$
        with stated as (
          select distinct on (recommendation_id) recommendation_id, status from status_events e
          where recommendation_id = any ($1) and kind = 'STATUS' and not exists (select from retractions x where x.status_event_id = e.id)
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc),
        agreed as (
          select distinct on (recommendation_id) recommendation_id, resolution from status_events e
          where recommendation_id = any ($1) and resolution is not null and not exists (select from retractions x where x.status_event_id = e.id)
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc)
        select min(format('recommendation %s is %s / %s, its last event says %s / %s', r.id, r.status, r.resolution,
          coalesce(s.status, 'UNKNOWN'), coalesce(a.resolution, 'UNKNOWN')))
        from recommendations r left join stated s on s.recommendation_id = r.id left join agreed a on a.recommendation_id = r.id
        where r.id = any ($1) and (r.status, r.resolution) is distinct from (coalesce(s.status, 'UNKNOWN'), coalesce(a.resolution, 'UNKNOWN'))
        $query$ into broken using new.row_ids;
    when 'findings_quote_is_true' then
      select format('a quote of finding %s does not stand in the summary of its report', f.id) into broken
        from unnest(new.row_ids) as chosen (id) join findings f on f.id = chosen.id join reports r on r.id = f.report_id
        where f.source_quote is not null and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end) limit 1;
    when 'recommendations_quote_is_true' then
      select format('a quote of recommendation %s does not stand in the summary of its report', c.id) into broken
        from unnest(new.row_ids) as chosen (id) join recommendations c on c.id = chosen.id join reports r on r.id = c.report_id
        where c.source_quote is not null and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end) limit 1;
    when 'reports_quote_is_true' then
      select format('a quote from report %s does not stand in its summary', r.id) into broken
        from unnest(new.row_ids) as chosen (id) join reports r on r.id = chosen.id
        where exists (select from findings f where f.report_id = r.id and f.source_quote is not null
            and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end))
          or exists (select from recommendations c where c.report_id = r.id and c.source_quote is not null
            and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end)) limit 1;
  end case;
  if broken is not null then
    raise exception '%', broken using errcode = '23514', constraint = new.rule;
  end if;
  delete from pending_checks where id = new.id;
  return null;
end $function$;
comment on function settle_pending_check() is NULL;

CREATE OR REPLACE FUNCTION public.settle_stale_states()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  stale bigint[];
  portion constant integer := 20000;
begin
  -- The first to be called does the work of all.
  with taken as (delete from stale_recommendation_states returning recommendation_ids)
    select array_agg(distinct one order by one) into stale from taken cross join unnest(recommendation_ids) one;
  for place in 1..coalesce(cardinality(stale), 0) by portion loop
    perform refresh_recommendation_states(stale[place:place + portion - 1]);
  end loop;
  return null;
end $function$;
comment on function settle_stale_states() is NULL;

CREATE OR REPLACE FUNCTION public.squashed_number(number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (regexp_replace(upper(number), '[^A-Z0-9]'::text, ''::text, 'g'::text) COLLATE "C");
comment on function squashed_number(text) is 'A report number with letters and digits only, for finding sloppily written ones: oig 21 36 and OIG2136 are OIG2136.';

CREATE OR REPLACE FUNCTION public.unresolved_key(status recommendation_status, is_unresolved boolean)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN is_unresolved THEN 3 WHEN (NOT is_unresolved) THEN 0 WHEN (status = 'UNKNOWN'::recommendation_status) THEN 1 ELSE 2 END;
comment on function unresolved_key(recommendation_status,boolean) is 'isUnresolved as a sort key: 3 true, 2 open and nobody says, 1 neither is known, 0 false.';

CREATE OR REPLACE FUNCTION public.utf16_slice(value text, slice_start integer, slice_end integer)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((slice_start < 0) OR (slice_end < slice_start)) THEN NULL::text WHEN ((octet_length(value) = length(value)) OR (value !~ '[𐀀-􏿿]'::text)) THEN SUBSTRING(value FROM (slice_start + 1) FOR (slice_end - slice_start)) ELSE replace(SUBSTRING(regexp_replace(value, '([𐀀-􏿿])'::text, '\1￿'::text, 'g'::text) FROM (slice_start + 1) FOR (slice_end - slice_start)), '￿'::text, ''::text) END;
comment on function utf16_slice(text,integer,integer) is 'The part of a text between two offsets in UTF-16 code units, as JavaScript''s slice gives it.';

CREATE OR REPLACE FUNCTION public.words_of_report(number text, title text, summary text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (setweight(to_tsvector('english'::regconfig, searchable_text(((COALESCE(number, ''::text) || ' '::text) || COALESCE(title, ''::text)))), 'A'::"char") || setweight(to_tsvector('english'::regconfig, searchable_text("left"(COALESCE(summary, ''::text), 100000))), 'B'::"char"));
comment on function words_of_report(text,text,text) is 'Words of a report for full-text search: those of number and title weigh more (A) than those of the summary (B).';

CREATE OR REPLACE FUNCTION public.words_of_text(body text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('english'::regconfig, searchable_text("left"(COALESCE(body, ''::text), 100000)));
comment on function words_of_text(text) is 'Words of a finding''s statement or a recommendation''s text for full-text search; none for null.';

-- Tables

create table access_keys (
  id bigint generated always as identity not null,
  name nonblank not null,
  role access_role not null,
  secret_hash bytea not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint access_keys_pkey PRIMARY KEY (id),
  constraint access_keys_secret UNIQUE (secret_hash),
  constraint access_keys_created_at_check CHECK (isfinite(created_at)),
  constraint access_keys_expires_at_check CHECK (isfinite(expires_at)),
  constraint access_keys_name_bounded CHECK ((length((name)::text) <= 100)),
  constraint access_keys_revoked_at_check CHECK (isfinite(revoked_at)),
  constraint access_keys_secret_hash_check CHECK ((octet_length(secret_hash) = 32))
);
comment on table access_keys is 'API keys. A key is shown once, when it is made; here is only its hash.';
comment on column access_keys.id is 'Surrogate key; the part of a key that may be shown.';
comment on column access_keys.name is 'Who uses it; stands in the log and in the history of what it changed.';
comment on column access_keys.role is 'What it may do.';
comment on column access_keys.secret_hash is 'SHA-256 of the secret part, which has 256 random bits.';
comment on column access_keys.created_at is 'When it was made.';
comment on column access_keys.expires_at is 'From when on it is refused; null for never.';
comment on column access_keys.revoked_at is 'When it was revoked; null while it is good.';

create table agencies (
  id bigint generated always as identity not null,
  slug text collate "C" not null,
  name nonblank not null,
  acronym nonblank,
  kind agency_kind default 'OTHER'::agency_kind not null,
  parent_id bigint,
  uei text,
  homepage_url text,
  source_id bigint,
  constraint agencies_pkey PRIMARY KEY (id),
  constraint agencies_natural_key UNIQUE (slug),
  constraint agencies_uei_key UNIQUE (uei),
  constraint agencies_name_bounded CHECK ((length((name)::text) <= 500)),
  constraint agencies_not_own_parent CHECK ((parent_id <> id)),
  constraint agencies_slug_check CHECK (is_slug(slug)),
  constraint agencies_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES agencies(id),
  constraint agencies_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX agencies_kind_name ON public.agencies USING btree (kind, name, id);
CREATE INDEX agencies_name ON public.agencies USING btree (name, id);
CREATE INDEX agencies_name_words ON public.agencies USING gin (name gin_trgm_ops);
CREATE INDEX agencies_parent ON public.agencies USING btree (parent_id, name, id);
CREATE INDEX agencies_source ON public.agencies USING btree (source_id);
CREATE CONSTRAINT TRIGGER agencies_no_cycle AFTER INSERT OR UPDATE OF parent_id ON public.agencies NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION refuse_agency_cycle();
CREATE TRIGGER agencies_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.agencies FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER agencies_subtrees_delete AFTER DELETE ON public.agencies FOR EACH STATEMENT EXECUTE FUNCTION rebuild_agency_subtrees();
CREATE TRIGGER agencies_subtrees_insert AFTER INSERT ON public.agencies FOR EACH STATEMENT EXECUTE FUNCTION rebuild_agency_subtrees();
CREATE TRIGGER agencies_subtrees_update AFTER UPDATE OF parent_id ON public.agencies FOR EACH STATEMENT EXECUTE FUNCTION rebuild_agency_subtrees();
comment on table agencies is 'Bodies under review: departments, their components, independent agencies, award recipients. A tree by parent_id.';
comment on column agencies.id is 'Surrogate key.';
comment on column agencies.slug is 'Short name for addresses and queries, for example ice. Natural key.';
comment on column agencies.name is 'Full official name.';
comment on column agencies.acronym is 'Usual abbreviation, for example ICE; null when there is none.';
comment on column agencies.kind is 'Department, component, independent agency, auditee, …';
comment on column agencies.parent_id is 'The body it is part of, for example DHS for ICE; null at the top.';
comment on column agencies.uei is 'Unique Entity Identifier of an award recipient; null for federal bodies.';
comment on column agencies.homepage_url is 'Its own site; null when unknown.';
comment on column agencies.source_id is 'Where we learned of it.';

create table agency_aliases (
  alias_key text collate "C" not null,
  alias nonblank not null,
  agency_id bigint not null,
  constraint agency_aliases_pkey PRIMARY KEY (alias_key),
  constraint agency_aliases_alias_key_check CHECK (((alias_key ~ '\S'::text) AND (alias_key = lower(alias_key)))),
  constraint agency_aliases_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id) ON DELETE CASCADE
);
CREATE INDEX agency_aliases_agency ON public.agency_aliases USING btree (agency_id);
CREATE TRIGGER agency_aliases_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.agency_aliases FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table agency_aliases is 'Other names and spellings by which sources call an agency.';
comment on column agency_aliases.alias_key is 'The alias in lower case with single spaces. One alias means one agency.';
comment on column agency_aliases.alias is 'The alias as written.';
comment on column agency_aliases.agency_id is 'The agency it means.';

create table agency_recommendation_totals (
  agency_id bigint,
  count bigint default 0 not null,
  open_count bigint default 0 not null,
  unresolved_count bigint default 0 not null,
  resolution_unknown_count bigint default 0 not null,
  constraint agency_recommendation_totals_natural_key UNIQUE NULLS NOT DISTINCT (agency_id),
  constraint agency_recommendation_totals_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id) ON DELETE CASCADE
);
comment on table agency_recommendation_totals is 'Recommendations addressed to each agency, counted; the row without an agency counts those addressed to nobody. Maintained by triggers.';
comment on column agency_recommendation_totals.agency_id is 'The agency; null for recommendations that are addressed to nobody.';
comment on column agency_recommendation_totals.count is 'All of them.';
comment on column agency_recommendation_totals.open_count is 'Those that are open.';
comment on column agency_recommendation_totals.unresolved_count is 'Those that are proven unresolved.';
comment on column agency_recommendation_totals.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';

create table agency_subtrees (
  agency_id bigint not null,
  component_id bigint not null,
  depth integer not null,
  constraint agency_subtrees_pkey PRIMARY KEY (agency_id, component_id),
  constraint agency_subtrees_depth_check CHECK ((depth >= 0)),
  constraint agency_subtrees_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id) ON DELETE CASCADE,
  constraint agency_subtrees_component_id_fkey FOREIGN KEY (component_id) REFERENCES agencies(id) ON DELETE CASCADE
);
CREATE INDEX agency_subtrees_component ON public.agency_subtrees USING btree (component_id, agency_id);
comment on table agency_subtrees is 'Every agency with all its components at every depth, itself included. Maintained by triggers on agencies.';
comment on column agency_subtrees.agency_id is 'The agency.';
comment on column agency_subtrees.component_id is 'A component of it, at any depth, or the agency itself.';
comment on column agency_subtrees.depth is 'How many steps down the component lies; 0 for the agency itself.';

create table agency_totals (
  agency_id bigint not null,
  report_count integer default 0 not null,
  constraint agency_totals_pkey PRIMARY KEY (agency_id),
  constraint agency_totals_report_count_check CHECK ((report_count >= 0)),
  constraint agency_totals_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id) ON DELETE CASCADE
);
comment on table agency_totals is 'How many reports are about each agency. Maintained by triggers; no row means none.';
comment on column agency_totals.agency_id is 'The agency.';
comment on column agency_totals.report_count is 'Reports about it.';

create table change_requests (
  viewer text collate "C" not null,
  idempotency_key text collate "C" not null,
  input_hash text collate "C" not null,
  result jsonb,
  requested_at timestamp with time zone default now() not null,
  constraint change_requests_natural_key PRIMARY KEY (viewer, idempotency_key),
  constraint change_requests_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 100))),
  constraint change_requests_requested_at_check CHECK (isfinite(requested_at))
);
comment on table change_requests is 'Changes that were sent with an idempotency key: sent again, they change nothing and are answered alike.';
comment on column change_requests.viewer is 'Who sent it.';
comment on column change_requests.idempotency_key is 'The key that the sender chose.';
comment on column change_requests.input_hash is 'Hash of the change and its input: the same key for another change is refused.';
comment on column change_requests.result is 'Ids of what it made; null until it is done.';
comment on column change_requests.requested_at is 'When it was first sent.';

create table changes (
  id bigint generated always as identity not null,
  revision bigint not null,
  changed_at timestamp with time zone default now() not null,
  kind change_kind not null,
  row_count integer default 1 not null,
  report_id bigint,
  recommendation_id bigint,
  source_id bigint not null,
  constraint changes_pkey PRIMARY KEY (id),
  constraint changes_changed_at_check CHECK (isfinite(changed_at)),
  constraint changes_revision_check CHECK ((revision >= 0)),
  constraint changes_row_count_check CHECK ((row_count > 0)),
  constraint changes_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE SET NULL,
  constraint changes_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE SET NULL,
  constraint changes_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX changes_kind ON public.changes USING btree (kind, id);
CREATE INDEX changes_recommendation ON public.changes USING btree (recommendation_id, id);
CREATE INDEX changes_report ON public.changes USING btree (report_id, id);
CREATE INDEX changes_revision ON public.changes USING btree (revision, id);
CREATE INDEX changes_source ON public.changes USING btree (source_id, id);
comment on table changes is 'What changed, in the order in which it did. Begins with the migration that made this table.';
comment on column changes.id is 'Surrogate key.';
comment on column changes.revision is 'The data revision that brought it.';
comment on column changes.changed_at is 'When the transaction that brought it began.';
comment on column changes.kind is 'What was changed.';
comment on column changes.row_count is 'How many rows it stands for: one, or more for BULK.';
comment on column changes.report_id is 'The report concerned; null for BULK, and once the report is gone.';
comment on column changes.recommendation_id is 'The recommendation concerned; null where none is, and once it is gone.';
comment on column changes.source_id is 'Who says so.';

create table corpus_totals (
  only_row boolean default true not null,
  report_count bigint default 0 not null,
  finding_count bigint default 0 not null,
  recommendation_count bigint default 0 not null,
  constraint corpus_totals_pkey PRIMARY KEY (only_row),
  constraint corpus_totals_finding_count_check CHECK ((finding_count >= 0)),
  constraint corpus_totals_only_row_check CHECK (only_row),
  constraint corpus_totals_recommendation_count_check CHECK ((recommendation_count >= 0)),
  constraint corpus_totals_report_count_check CHECK ((report_count >= 0))
);
comment on table corpus_totals is 'How many rows the largest tables have: one row. Maintained by triggers.';
comment on column corpus_totals.only_row is 'Always true: there is one row.';
comment on column corpus_totals.report_count is 'All reports.';
comment on column corpus_totals.finding_count is 'All findings.';
comment on column corpus_totals.recommendation_count is 'All recommendations.';

create table data_revision (
  only_row boolean default true not null,
  revision bigint default 0 not null,
  changed_at timestamp with time zone default now() not null,
  changed_by xid8 default '0'::xid8 not null,
  constraint data_revision_pkey PRIMARY KEY (only_row),
  constraint data_revision_only_row_check CHECK (only_row),
  constraint data_revision_revision_check CHECK ((revision >= 0))
);
comment on table data_revision is 'The data revision: one row, one number.';
comment on column data_revision.only_row is 'Always true: there is one row.';
comment on column data_revision.revision is 'Grows by one in every transaction that writes to a domain table.';
comment on column data_revision.changed_at is 'When the last such transaction began.';
comment on column data_revision.changed_by is 'Id of that transaction, so that one with many statements counts once.';

create table final_actions (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  kind final_action_kind not null,
  amount money_amount not null,
  happened_on calendar_date,
  observed_on calendar_date default ((now() AT TIME ZONE 'UTC'::text))::date not null,
  occurrence integer default 1 not null,
  note text,
  source_id bigint not null,
  constraint final_actions_pkey PRIMARY KEY (id),
  constraint final_actions_occurrence_check CHECK ((occurrence > 0)),
  constraint final_actions_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id),
  constraint final_actions_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX final_actions_day ON public.final_actions USING btree (happened_on, id);
CREATE UNIQUE INDEX final_actions_natural_key ON public.final_actions USING btree (recommendation_id, source_id, kind, COALESCE((happened_on)::date, 'infinity'::date), amount, occurrence);
CREATE INDEX final_actions_source ON public.final_actions USING btree (source_id);
CREATE TRIGGER final_actions_append_only BEFORE DELETE OR UPDATE ON public.final_actions FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER final_actions_no_truncate BEFORE TRUNCATE ON public.final_actions FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER final_actions_revision AFTER INSERT ON public.final_actions FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER final_actions_states_insert AFTER INSERT ON public.final_actions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
CREATE TRIGGER final_actions_tell_changes AFTER INSERT ON public.final_actions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('FINAL_ACTION');
comment on table final_actions is 'Final action on decided sums: disallowed costs recovered or written off, agreed better use completed or given up. Rows are only ever added.';
comment on column final_actions.id is 'Surrogate key.';
comment on column final_actions.recommendation_id is 'The recommendation.';
comment on column final_actions.kind is 'What was done.';
comment on column final_actions.amount is 'US dollars.';
comment on column final_actions.happened_on is 'Day of the action; null when unknown.';
comment on column final_actions.observed_on is 'Day on which it was learned; an undated action counts from here.';
comment on column final_actions.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column final_actions.note is 'Remark of the source.';
comment on column final_actions.source_id is 'Who says so.';

create table finding_awards (
  id bigint generated always as identity not null,
  finding_id bigint not null,
  award_reference nonblank not null,
  assistance_listing text collate "C",
  program_name text collate "C",
  amount_expended signed_amount,
  is_direct boolean,
  is_major boolean,
  is_passthrough boolean,
  passthrough_amount signed_amount,
  constraint finding_awards_pkey PRIMARY KEY (id),
  constraint finding_awards_natural_key UNIQUE (finding_id, award_reference),
  constraint finding_awards_listing_bounded CHECK ((length(assistance_listing) <= 500)),
  constraint finding_awards_reference_bounded CHECK ((length((award_reference)::text) <= 200)),
  constraint finding_awards_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES findings(id) ON DELETE CASCADE
);
CREATE INDEX finding_awards_direct ON public.finding_awards USING btree (is_direct, id) WHERE (is_direct IS NOT NULL);
CREATE INDEX finding_awards_expended ON public.finding_awards USING btree (amount_expended, id) WHERE (amount_expended IS NOT NULL);
CREATE INDEX finding_awards_listing ON public.finding_awards USING btree (assistance_listing, id) WHERE (assistance_listing IS NOT NULL);
CREATE INDEX finding_awards_listing_words ON public.finding_awards USING gin (assistance_listing gin_trgm_ops);
CREATE INDEX finding_awards_major ON public.finding_awards USING btree (is_major, id) WHERE (is_major IS NOT NULL);
CREATE INDEX finding_awards_passed_through ON public.finding_awards USING btree (passthrough_amount, id) WHERE (passthrough_amount IS NOT NULL);
CREATE INDEX finding_awards_passthrough ON public.finding_awards USING btree (is_passthrough, id) WHERE (is_passthrough IS NOT NULL);
CREATE INDEX finding_awards_program_words ON public.finding_awards USING gin (program_name gin_trgm_ops);
CREATE INDEX finding_awards_reference ON public.finding_awards USING btree (award_reference, id);
CREATE INDEX finding_awards_reference_words ON public.finding_awards USING gin (award_reference gin_trgm_ops);
CREATE TRIGGER finding_awards_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.finding_awards FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table finding_awards is 'The federal awards that a single audit''s finding concerns.';
comment on column finding_awards.id is 'Surrogate key.';
comment on column finding_awards.finding_id is 'The finding.';
comment on column finding_awards.award_reference is 'The award''s reference within the audit, for example AWARD-0001.';
comment on column finding_awards.assistance_listing is 'Assistance Listing Number of the programme, for example 10.766.';
comment on column finding_awards.program_name is 'Name of the federal programme.';
comment on column finding_awards.amount_expended is 'Federal money spent under the award in the audit period, US dollars; negative where credits outweigh it.';
comment on column finding_awards.is_direct is 'Received directly from the federal government.';
comment on column finding_awards.is_major is 'Audited as a major programme.';
comment on column finding_awards.is_passthrough is 'Passed on to subrecipients.';
comment on column finding_awards.passthrough_amount is 'How much was passed on, US dollars; negative where credits outweigh it.';

create table finding_links (
  id bigint generated always as identity not null,
  finding_id bigint not null,
  target_raw nonblank not null,
  target_finding_id bigint,
  source_id bigint not null,
  constraint finding_links_pkey PRIMARY KEY (id),
  constraint finding_links_natural_key UNIQUE (finding_id, target_raw),
  constraint finding_links_not_itself CHECK ((target_finding_id <> finding_id)),
  constraint finding_links_target_bounded CHECK ((length((target_raw)::text) <= 500)),
  constraint finding_links_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES findings(id) ON DELETE CASCADE,
  constraint finding_links_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id),
  constraint finding_links_target_finding_id_fkey FOREIGN KEY (target_finding_id) REFERENCES findings(id) ON DELETE SET NULL
);
CREATE INDEX finding_links_dangling ON public.finding_links USING btree (target_raw) WHERE (target_finding_id IS NULL);
CREATE INDEX finding_links_forwards ON public.finding_links USING btree (finding_id, target_finding_id) WHERE (target_finding_id IS NOT NULL);
CREATE INDEX finding_links_source ON public.finding_links USING btree (source_id);
CREATE INDEX finding_links_target ON public.finding_links USING btree (target_finding_id, finding_id);
CREATE TRIGGER finding_links_no_cycle_insert AFTER INSERT ON public.finding_links REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_link_cycle('finding_id', 'target_finding_id');
CREATE TRIGGER finding_links_no_cycle_update AFTER UPDATE ON public.finding_links REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_link_cycle('finding_id', 'target_finding_id');
CREATE TRIGGER finding_links_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.finding_links FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table finding_links is 'Repeat findings: which earlier finding one repeats. The earlier one may not be held here.';
comment on column finding_links.id is 'Surrogate key.';
comment on column finding_links.finding_id is 'The later finding.';
comment on column finding_links.target_raw is 'The earlier one''s reference in the source''s own words.';
comment on column finding_links.target_finding_id is 'The earlier finding; null while it is not held.';
comment on column finding_links.source_id is 'Where the reference was read.';

create table findings (
  id bigint generated always as identity not null,
  report_id bigint not null,
  number nonblank not null,
  is_number_printed boolean default true not null,
  statement nonblank,
  class finding_class,
  condition text,
  criteria text,
  cause text,
  effect text,
  source_quote text,
  quote_start integer,
  quote_end integer,
  questioned_costs money_amount,
  is_modified_opinion boolean,
  is_other_matters boolean,
  is_material_weakness boolean,
  is_significant_deficiency boolean,
  is_other_finding boolean,
  has_questioned_costs boolean,
  is_repeat boolean,
  source_id bigint not null,
  sort_key text collate "C" generated always as (natural_sort_key((number)::text)) stored not null,
  words tsvector not null,
  confidence double precision,
  extraction_rule nonblank,
  corrective_action_plan text,
  constraint findings_pkey PRIMARY KEY (id),
  constraint findings_natural_key UNIQUE (report_id, number),
  constraint findings_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint findings_number_bounded CHECK ((length((number)::text) <= 100)),
  constraint findings_quote_span CHECK ((((source_quote IS NULL) = (quote_start IS NULL)) AND ((quote_start IS NULL) = (quote_end IS NULL)) AND ((quote_end - quote_start) > 0))),
  constraint findings_quote_start_check CHECK ((quote_start >= 0)),
  constraint findings_rule_has_confidence CHECK (((confidence IS NULL) = (extraction_rule IS NULL))),
  constraint findings_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint findings_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX findings_class ON public.findings USING btree (class, id);
CREATE INDEX findings_confidence ON public.findings USING btree (confidence, id) WHERE (confidence IS NOT NULL);
CREATE INDEX findings_number ON public.findings USING btree (number, id);
CREATE INDEX findings_number_sorted ON public.findings USING btree (sort_key, id);
CREATE INDEX findings_number_words ON public.findings USING gin (number gin_trgm_ops);
CREATE INDEX findings_questioned_costs ON public.findings USING btree (questioned_costs, id) WHERE (questioned_costs IS NOT NULL);
CREATE INDEX findings_repeat ON public.findings USING btree (id) WHERE is_repeat;
CREATE INDEX findings_report_facts ON public.findings USING btree (report_id, sort_key, id) INCLUDE (class, is_repeat);
CREATE INDEX findings_source ON public.findings USING btree (source_id);
CREATE INDEX findings_words ON public.findings USING gin (words);
CREATE TRIGGER findings_keep_words BEFORE INSERT OR UPDATE OF statement, words ON public.findings FOR EACH ROW EXECUTE FUNCTION keep_finding_words();
CREATE TRIGGER findings_quote_is_true AFTER INSERT ON public.findings REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('findings_quote_is_true');
CREATE TRIGGER findings_quote_stays_true AFTER UPDATE ON public.findings REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('findings_quote_is_true');
CREATE TRIGGER findings_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.findings FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER findings_rows_delete AFTER DELETE ON public.findings REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_corpus_total('finding_count');
CREATE TRIGGER findings_rows_insert AFTER INSERT ON public.findings REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_corpus_total('finding_count');
CREATE TRIGGER findings_tell_changes AFTER INSERT ON public.findings REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('FINDING');
comment on table findings is 'What an office found. Elements (condition, criteria, cause, effect) are those of the Yellow Book.';
comment on column findings.id is 'Surrogate key.';
comment on column findings.report_id is 'The report that states it.';
comment on column findings.number is 'Number within the report, as printed, else its place among the findings read.';
comment on column findings.is_number_printed is 'False when the number was given on import because the source prints none.';
comment on column findings.statement is 'The finding in one sentence, white space normalised; null when the source gives flags only.';
comment on column findings.class is 'Deficiency, compliant, conclusion or observation; null when not determined.';
comment on column findings.condition is 'What is; null when the source does not tell it apart.';
comment on column findings.criteria is 'What should be; null likewise.';
comment on column findings.cause is 'Why it is so; null likewise.';
comment on column findings.effect is 'What follows from it; null likewise.';
comment on column findings.source_quote is 'The source''s own words, unchanged; null when the source is not prose.';
comment on column findings.quote_start is 'Where the quote begins in the report''s summary, in UTF-16 code units from 0.';
comment on column findings.quote_end is 'Where the quote ends in the summary, exclusive.';
comment on column findings.questioned_costs is 'Questioned costs of this finding, US dollars; null when not stated.';
comment on column findings.is_modified_opinion is 'Single audit: it led to a modified opinion.';
comment on column findings.is_other_matters is 'Single audit: reported as other matters.';
comment on column findings.is_material_weakness is 'Single audit: a material weakness in internal control.';
comment on column findings.is_significant_deficiency is 'Single audit: a significant deficiency in internal control.';
comment on column findings.is_other_finding is 'Single audit: some other finding.';
comment on column findings.has_questioned_costs is 'Whether costs are questioned; the amount may be unknown.';
comment on column findings.is_repeat is 'Whether it repeats an earlier finding; null when not stated.';
comment on column findings.source_id is 'Where it was read.';
comment on column findings.sort_key is 'Number for sorting, digits by value.';
comment on column findings.words is 'Words of the statement for full-text search.';
comment on column findings.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column findings.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column findings.corrective_action_plan is 'What the auditee plans to do about it, single audits only; null when not stated.';

create table management_decisions (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  kind money_kind not null,
  is_revision boolean default false not null,
  sustained_amount signed_amount not null,
  not_sustained_amount signed_amount not null,
  happened_on calendar_date,
  observed_on calendar_date default ((now() AT TIME ZONE 'UTC'::text))::date not null,
  occurrence integer default 1 not null,
  note text,
  source_id bigint not null,
  constraint management_decisions_pkey PRIMARY KEY (id),
  constraint management_decisions_adds CHECK ((is_revision OR (((sustained_amount)::numeric >= (0)::numeric) AND ((not_sustained_amount)::numeric >= (0)::numeric)))),
  constraint management_decisions_occurrence_check CHECK ((occurrence > 0)),
  constraint management_decisions_revision_moves CHECK (((NOT is_revision) OR (((sustained_amount)::numeric + (not_sustained_amount)::numeric) = (0)::numeric))),
  constraint management_decisions_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id),
  constraint management_decisions_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX management_decisions_day ON public.management_decisions USING btree (happened_on, id);
CREATE UNIQUE INDEX management_decisions_natural_key ON public.management_decisions USING btree (recommendation_id, source_id, kind, is_revision, COALESCE((happened_on)::date, 'infinity'::date), sustained_amount, not_sustained_amount, occurrence);
CREATE INDEX management_decisions_source ON public.management_decisions USING btree (source_id);
CREATE TRIGGER management_decisions_append_only BEFORE DELETE OR UPDATE ON public.management_decisions FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER management_decisions_no_truncate BEFORE TRUNCATE ON public.management_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER management_decisions_revision AFTER INSERT ON public.management_decisions FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER management_decisions_states_insert AFTER INSERT ON public.management_decisions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
CREATE TRIGGER management_decisions_tell_changes AFTER INSERT ON public.management_decisions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('DECISION');
comment on table management_decisions is 'Management decisions on the sums of a recommendation, in parts, and their revisions. Rows are only ever added.';
comment on column management_decisions.id is 'Surrogate key.';
comment on column management_decisions.recommendation_id is 'The recommendation.';
comment on column management_decisions.kind is 'On which of its sums it decides.';
comment on column management_decisions.is_revision is 'True where it changes an earlier decision: then its amounts are what each side gains or loses, and they cancel out.';
comment on column management_decisions.sustained_amount is 'US dollars: costs disallowed, or better use agreed to.';
comment on column management_decisions.not_sustained_amount is 'US dollars: costs allowed, or better use not agreed to.';
comment on column management_decisions.happened_on is 'Day of the decision; null when unknown.';
comment on column management_decisions.observed_on is 'Day on which it was learned; an undated decision counts from here.';
comment on column management_decisions.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column management_decisions.note is 'Remark of the source.';
comment on column management_decisions.source_id is 'Who says so.';

create table migrations (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migrations_pkey PRIMARY KEY (name),
  constraint migrations_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on table migrations is 'Which files of sql/migrations have been applied to this database.';
comment on column migrations.name is 'File name; files are applied in the order of their names.';
comment on column migrations.sha256 is 'Fingerprint of the file as it was applied; an applied file must never change.';
comment on column migrations.applied_at is 'When it was applied.';

create table office_agencies (
  office_id bigint not null,
  agency_id bigint not null,
  constraint office_agencies_pkey PRIMARY KEY (office_id, agency_id),
  constraint office_agencies_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id) ON DELETE CASCADE,
  constraint office_agencies_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id) ON DELETE CASCADE
);
CREATE INDEX office_agencies_agency ON public.office_agencies USING btree (agency_id, office_id);
CREATE TRIGGER office_agencies_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.office_agencies FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table office_agencies is 'Which office oversees which agency.';
comment on column office_agencies.office_id is 'The office.';
comment on column office_agencies.agency_id is 'The agency it oversees.';

create table office_recommendation_cells (
  office_id bigint not null,
  fiscal_key integer not null,
  overdue_from date not null,
  overdue_possible_from date not null,
  count bigint not null,
  open_count bigint not null,
  unresolved_count bigint not null,
  resolution_unknown_count bigint not null,
  closed_count bigint not null,
  constraint office_recommendation_cells_natural_key PRIMARY KEY (office_id, fiscal_key, overdue_from, overdue_possible_from),
  constraint office_recommendation_cells_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id) ON DELETE CASCADE
);
CREATE INDEX office_recommendation_cells_empty ON public.office_recommendation_cells USING btree (office_id) WHERE (count = 0);
comment on table office_recommendation_cells is 'Recommendations counted by office, fiscal year and first overdue day, each once. Maintained by triggers.';
comment on column office_recommendation_cells.office_id is 'The office that made them.';
comment on column office_recommendation_cells.fiscal_key is 'Fiscal year of their reports; 0 when unknown.';
comment on column office_recommendation_cells.overdue_from is 'First day on which they count as overdue; infinity for never.';
comment on column office_recommendation_cells.overdue_possible_from is 'First day on which they may be overdue, where that is uncertain; infinity for never.';
comment on column office_recommendation_cells.count is 'All of them.';
comment on column office_recommendation_cells.open_count is 'Those that are open.';
comment on column office_recommendation_cells.unresolved_count is 'Those that are proven unresolved.';
comment on column office_recommendation_cells.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';
comment on column office_recommendation_cells.closed_count is 'Those that are closed, in whatever manner.';

create table office_totals (
  office_id bigint not null,
  report_count integer default 0 not null,
  constraint office_totals_pkey PRIMARY KEY (office_id),
  constraint office_totals_report_count_check CHECK ((report_count >= 0)),
  constraint office_totals_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id) ON DELETE CASCADE
);
comment on table office_totals is 'How many reports each office issued. Maintained by triggers; no row means none.';
comment on column office_totals.office_id is 'The office.';
comment on column office_totals.report_count is 'Reports it issued.';

create table offices (
  id bigint generated always as identity not null,
  slug text collate "C" not null,
  name nonblank not null,
  short_name nonblank,
  kind office_kind default 'OTHER'::office_kind not null,
  homepage_url text,
  statutory_reference text,
  established_year integer,
  is_active boolean,
  publishes_reports boolean,
  source_id bigint,
  constraint offices_pkey PRIMARY KEY (id),
  constraint offices_natural_key UNIQUE (slug),
  constraint offices_established_year_check CHECK (((established_year >= 1776) AND (established_year <= 2199))),
  constraint offices_name_bounded CHECK ((length((name)::text) <= 500)),
  constraint offices_slug_check CHECK (is_slug(slug)),
  constraint offices_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX offices_kind ON public.offices USING btree (kind, id);
CREATE INDEX offices_name ON public.offices USING btree (name, id);
CREATE INDEX offices_name_words ON public.offices USING gin (name gin_trgm_ops);
CREATE INDEX offices_source ON public.offices USING btree (source_id);
CREATE TRIGGER offices_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.offices FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table offices is 'Oversight offices: Inspectors General, GAO, auditors. They issue reports.';
comment on column offices.id is 'Surrogate key.';
comment on column offices.slug is 'Short name for addresses and queries, for example dhs-oig. Natural key.';
comment on column offices.name is 'Full official name.';
comment on column offices.short_name is 'Usual short name, for example DHS OIG; null when there is none.';
comment on column offices.kind is 'Inspector General, GAO, auditor, …';
comment on column offices.homepage_url is 'Its own site; null when unknown.';
comment on column offices.statutory_reference is 'The law that establishes it, for example 5 U.S.C. 402; null when unknown.';
comment on column offices.established_year is 'Year in which it was established; null when unknown.';
comment on column offices.is_active is 'False for an office that no longer exists; null when unknown.';
comment on column offices.publishes_reports is 'Whether it publishes its reports; null when unknown.';
comment on column offices.source_id is 'Where we learned of it.';

create table pending_checks (
  id bigint generated always as identity not null,
  rule text not null,
  row_ids bigint[] not null,
  constraint pending_checks_pkey PRIMARY KEY (id),
  constraint pending_checks_rule_check CHECK ((rule = ANY (ARRAY['recommendations_status_is_last_event'::text, 'findings_quote_is_true'::text, 'recommendations_quote_is_true'::text, 'reports_quote_is_true'::text])))
);
CREATE CONSTRAINT TRIGGER pending_checks_settle AFTER INSERT ON public.pending_checks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settle_pending_check();
comment on table pending_checks is 'Checks deferred to the end of the running transaction; other transactions see no rows.';
comment on column pending_checks.id is 'Surrogate key.';
comment on column pending_checks.rule is 'Name of the rule, reported as the violated constraint.';
comment on column pending_checks.row_ids is 'Keys of rows that a statement wrote, in ascending order.';

create table printed_values (
  id bigint generated always as identity not null,
  report_id bigint not null,
  recommendation_id bigint,
  recommendation_key bigint generated always as (COALESCE(recommendation_id, (0)::bigint)) stored not null,
  field text collate "C" not null,
  raw text collate "C" not null,
  reason nonblank not null,
  "precision" date_precision,
  earliest_on calendar_date,
  latest_on calendar_date,
  currency text collate "C",
  amount numeric(20,2),
  row_number integer,
  source_id bigint not null,
  constraint printed_values_pkey PRIMARY KEY (id),
  constraint printed_values_natural_key UNIQUE (report_id, recommendation_key, field, raw, source_id),
  constraint printed_values_amount_check CHECK ((amount <> 'NaN'::numeric)),
  constraint printed_values_bounds CHECK ((((earliest_on)::date <= (latest_on)::date) AND ((earliest_on IS NULL) = (latest_on IS NULL)))),
  constraint printed_values_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint printed_values_currency_of_amount CHECK (((currency IS NOT NULL) OR (amount IS NULL))),
  constraint printed_values_field_check CHECK ((field ~ '^[a-z_]+[.][a-zA-Z]+$'::text)),
  constraint printed_values_raw_check CHECK (((raw ~ '\S'::text) AND (length(raw) <= 500))),
  constraint printed_values_row_number_check CHECK ((row_number >= 0)),
  constraint printed_values_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE CASCADE,
  constraint printed_values_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint printed_values_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX printed_values_currency ON public.printed_values USING btree (currency, id);
CREATE INDEX printed_values_field ON public.printed_values USING btree (field, id);
CREATE INDEX printed_values_precision ON public.printed_values USING btree ("precision", id);
CREATE INDEX printed_values_recommendation ON public.printed_values USING btree (recommendation_id, id);
CREATE INDEX printed_values_report ON public.printed_values USING btree (report_id, id);
CREATE INDEX printed_values_source ON public.printed_values USING btree (source_id, id);
CREATE TRIGGER printed_values_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.printed_values FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table printed_values is 'Values as a source prints them, where the field that they are of cannot hold them exactly: it is null there.';
comment on column printed_values.id is 'Surrogate key.';
comment on column printed_values.report_id is 'The report.';
comment on column printed_values.recommendation_id is 'The recommendation; null where the value is about the report.';
comment on column printed_values.recommendation_key is 'The recommendation, or 0, for the natural key.';
comment on column printed_values.field is 'Kind and field of the record, for example report.issuedOn.';
comment on column printed_values.raw is 'The source''s own words.';
comment on column printed_values.reason is 'Why the field does not hold it.';
comment on column printed_values."precision" is 'What a date gives; null for what is no date.';
comment on column printed_values.earliest_on is 'The first day that a date without a day can mean; null where unknown.';
comment on column printed_values.latest_on is 'The last day that it can mean; null where unknown.';
comment on column printed_values.currency is 'ISO 4217 code of a sum that is not in US dollars; null otherwise.';
comment on column printed_values.amount is 'The sum in that currency; never added to dollars.';
comment on column printed_values.row_number is 'Row of the file, from 1; null where the format has none.';
comment on column printed_values.source_id is 'The source that prints it.';

create table rate_buckets (
  client text not null,
  points double precision not null,
  counted_at timestamp with time zone not null,
  constraint rate_buckets_pkey PRIMARY KEY (client)
);
CREATE INDEX rate_buckets_counted ON public.rate_buckets USING btree (counted_at);
comment on table rate_buckets is 'Points left to each client at a moment; they refill steadily. Unlogged: after a crash all buckets are full.';
comment on column rate_buckets.client is 'The client as the rate limit counts it: an address or a network.';
comment on column rate_buckets.points is 'Points left at that moment; negative when the last answer took more than there were.';
comment on column rate_buckets.counted_at is 'The moment.';

create table recommendation_agencies (
  recommendation_id bigint not null,
  agency_id bigint not null,
  report_issued_key date not null,
  is_open boolean not null,
  is_inferred boolean default false not null,
  unresolved_key integer not null,
  constraint recommendation_agencies_pkey PRIMARY KEY (recommendation_id, agency_id),
  constraint recommendation_agencies_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint recommendation_agencies_carried_keys FOREIGN KEY (recommendation_id, report_issued_key, is_open, unresolved_key) REFERENCES recommendations(id, report_issued_key, is_open, unresolved_key) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint recommendation_agencies_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE CASCADE
);
CREATE INDEX recommendation_agencies_inferred ON public.recommendation_agencies USING btree (recommendation_id) WHERE is_inferred;
CREATE INDEX recommendation_agencies_issued ON public.recommendation_agencies USING btree (agency_id, report_issued_key, recommendation_id);
CREATE INDEX recommendation_agencies_open ON public.recommendation_agencies USING btree (agency_id, report_issued_key, recommendation_id) WHERE is_open;
CREATE INDEX recommendation_agencies_unresolved ON public.recommendation_agencies USING btree (agency_id, unresolved_key, report_issued_key, recommendation_id) WHERE (unresolved_key >= 2);
CREATE TRIGGER recommendation_agencies_copy_keys BEFORE INSERT ON public.recommendation_agencies FOR EACH ROW WHEN (((new.report_issued_key IS NULL) OR (new.is_open IS NULL) OR (new.unresolved_key IS NULL))) EXECUTE FUNCTION copy_recommendation_keys();
CREATE TRIGGER recommendation_agencies_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.recommendation_agencies FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER recommendation_agencies_stays BEFORE UPDATE OF agency_id ON public.recommendation_agencies FOR EACH ROW WHEN ((old.agency_id IS DISTINCT FROM new.agency_id)) EXECUTE FUNCTION refuse_to_move();
CREATE TRIGGER recommendation_agencies_sums_delete AFTER DELETE ON public.recommendation_agencies REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_addressee_cells();
CREATE TRIGGER recommendation_agencies_sums_insert AFTER INSERT ON public.recommendation_agencies REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_addressee_cells();
CREATE TRIGGER recommendation_agencies_totals_delete AFTER DELETE ON public.recommendation_agencies REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_addressee_totals();
CREATE TRIGGER recommendation_agencies_totals_insert AFTER INSERT ON public.recommendation_agencies REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_addressee_totals();
comment on table recommendation_agencies is 'Which agency a recommendation is addressed to, whether or not it has answered.';
comment on column recommendation_agencies.recommendation_id is 'The recommendation.';
comment on column recommendation_agencies.agency_id is 'The agency that has to act.';
comment on column recommendation_agencies.report_issued_key is 'Copy of the recommendation''s own key.';
comment on column recommendation_agencies.is_open is 'Copy of the recommendation''s own column.';
comment on column recommendation_agencies.is_inferred is 'True where no words name the agency: it is the one that the report is about.';
comment on column recommendation_agencies.unresolved_key is 'Copy of the recommendation''s own column.';

create table recommendation_cells (
  agency_id bigint,
  office_id bigint not null,
  fiscal_key integer not null,
  overdue_from date not null,
  overdue_possible_from date not null,
  count bigint not null,
  open_count bigint not null,
  unresolved_count bigint not null,
  resolution_unknown_count bigint not null,
  closed_count bigint not null,
  constraint recommendation_cells_natural_key UNIQUE NULLS NOT DISTINCT (agency_id, fiscal_key, office_id, overdue_from, overdue_possible_from),
  constraint recommendation_cells_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id) ON DELETE CASCADE
);
CREATE INDEX recommendation_cells_empty ON public.recommendation_cells USING btree (agency_id) WHERE (count = 0);
comment on table recommendation_cells is 'Recommendations to each agency, counted by office, fiscal year and first overdue day. One that addresses several agencies counts in a cell of each. Maintained by triggers.';
comment on column recommendation_cells.agency_id is 'The agency; null for recommendations that are addressed to nobody.';
comment on column recommendation_cells.office_id is 'The office that made them.';
comment on column recommendation_cells.fiscal_key is 'Fiscal year of their reports; 0 when unknown.';
comment on column recommendation_cells.overdue_from is 'First day on which they count as overdue; infinity for never.';
comment on column recommendation_cells.overdue_possible_from is 'First day on which they may be overdue, where that is uncertain; infinity for never.';
comment on column recommendation_cells.count is 'All of them.';
comment on column recommendation_cells.open_count is 'Those that are open.';
comment on column recommendation_cells.unresolved_count is 'Those that are proven unresolved.';
comment on column recommendation_cells.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';
comment on column recommendation_cells.closed_count is 'Those that are closed, in whatever manner.';

create table recommendation_chains (
  recommendation_id bigint not null,
  chain_id bigint not null,
  constraint recommendation_chains_pkey PRIMARY KEY (recommendation_id),
  constraint recommendation_chains_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE CASCADE
);
CREATE INDEX recommendation_chains_members ON public.recommendation_chains USING btree (chain_id, recommendation_id);
comment on table recommendation_chains is 'Recommendations that repeat one another, directly or through others: one chain restates the same dollars. Kept by triggers; one that neither repeats nor is repeated is in none.';
comment on column recommendation_chains.recommendation_id is 'The recommendation.';
comment on column recommendation_chains.chain_id is 'The smallest key in its chain.';

create table recommendation_disputes (
  recommendation_id bigint not null,
  is_certain boolean not null,
  constraint recommendation_disputes_pkey PRIMARY KEY (recommendation_id),
  constraint recommendation_disputes_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE CASCADE
);
CREATE INDEX recommendation_disputes_certain ON public.recommendation_disputes USING btree (is_certain, recommendation_id);
comment on table recommendation_disputes is 'Recommendations of which two publishers state incompatible things. Maintained by a trigger on status_events; see status_conflicts.';
comment on column recommendation_disputes.recommendation_id is 'The recommendation.';
comment on column recommendation_disputes.is_certain is 'Whether two such statements are known to speak of the same time.';

create table recommendation_findings (
  recommendation_id bigint not null,
  finding_id bigint not null,
  constraint recommendation_findings_pkey PRIMARY KEY (recommendation_id, finding_id),
  constraint recommendation_findings_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES findings(id) ON DELETE CASCADE,
  constraint recommendation_findings_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE CASCADE
);
CREATE INDEX recommendation_findings_finding ON public.recommendation_findings USING btree (finding_id, recommendation_id);
CREATE TRIGGER recommendation_findings_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.recommendation_findings FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table recommendation_findings is 'Which recommendation answers which finding, many to many.';
comment on column recommendation_findings.recommendation_id is 'The recommendation.';
comment on column recommendation_findings.finding_id is 'The finding it answers.';

create table recommendation_links (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  kind recommendation_link_kind not null,
  target_raw nonblank not null,
  target_recommendation_id bigint,
  source_id bigint not null,
  constraint recommendation_links_pkey PRIMARY KEY (id),
  constraint recommendation_links_natural_key UNIQUE (recommendation_id, kind, target_raw),
  constraint recommendation_links_not_itself CHECK ((target_recommendation_id <> recommendation_id)),
  constraint recommendation_links_target_bounded CHECK ((length((target_raw)::text) <= 500)),
  constraint recommendation_links_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id) ON DELETE CASCADE,
  constraint recommendation_links_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id),
  constraint recommendation_links_target_recommendation_id_fkey FOREIGN KEY (target_recommendation_id) REFERENCES recommendations(id) ON DELETE SET NULL
);
CREATE INDEX recommendation_links_backwards ON public.recommendation_links USING btree (target_recommendation_id, kind, recommendation_id);
CREATE INDEX recommendation_links_dangling ON public.recommendation_links USING btree (target_raw) WHERE (target_recommendation_id IS NULL);
CREATE INDEX recommendation_links_forwards ON public.recommendation_links USING btree (recommendation_id, kind, target_recommendation_id) WHERE (target_recommendation_id IS NOT NULL);
CREATE INDEX recommendation_links_source ON public.recommendation_links USING btree (source_id);
CREATE TRIGGER recommendation_links_chains_delete AFTER DELETE ON public.recommendation_links REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_chains();
CREATE TRIGGER recommendation_links_chains_insert AFTER INSERT ON public.recommendation_links REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_chains();
CREATE TRIGGER recommendation_links_chains_update AFTER UPDATE ON public.recommendation_links REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_chains();
CREATE TRIGGER recommendation_links_no_cycle_insert AFTER INSERT ON public.recommendation_links REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_link_cycle('recommendation_id', 'target_recommendation_id');
CREATE TRIGGER recommendation_links_no_cycle_update AFTER UPDATE ON public.recommendation_links REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_link_cycle('recommendation_id', 'target_recommendation_id');
CREATE TRIGGER recommendation_links_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.recommendation_links FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER recommendation_links_tell_changes AFTER INSERT ON public.recommendation_links REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('LINK');
comment on table recommendation_links is 'Which earlier recommendation one repeats or supersedes. The earlier one may not be held here.';
comment on column recommendation_links.id is 'Surrogate key.';
comment on column recommendation_links.recommendation_id is 'The later recommendation.';
comment on column recommendation_links.kind is 'Repeats or supersedes.';
comment on column recommendation_links.target_raw is 'The earlier one''s reference in the source''s own words.';
comment on column recommendation_links.target_recommendation_id is 'The earlier recommendation; null while it is not held.';
comment on column recommendation_links.source_id is 'Where the reference was read.';

create table recommendation_shares (
  id bigint generated always as identity not null,
  report_id bigint not null,
  party text collate "C" not null,
  agency_id bigint,
  "position" management_position default 'UNKNOWN'::management_position not null,
  recommendation_count integer,
  is_all boolean default false not null,
  source_quote nonblank,
  confidence double precision,
  extraction_rule nonblank,
  source_id bigint not null,
  constraint recommendation_shares_pkey PRIMARY KEY (id),
  constraint recommendation_shares_natural_key UNIQUE (report_id, party, "position"),
  constraint recommendation_shares_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint recommendation_shares_party_check CHECK ((party ~ '\S'::text)),
  constraint recommendation_shares_recommendation_count_check CHECK (((recommendation_count >= 0) AND (recommendation_count <= 10000))),
  constraint recommendation_shares_rule_has_confidence CHECK (((confidence IS NULL) = (extraction_rule IS NULL))),
  constraint recommendation_shares_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint recommendation_shares_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint recommendation_shares_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX recommendation_shares_agency ON public.recommendation_shares USING btree (agency_id, "position", id);
CREATE INDEX recommendation_shares_confidence ON public.recommendation_shares USING btree (confidence, id) WHERE (confidence IS NOT NULL);
CREATE INDEX recommendation_shares_count ON public.recommendation_shares USING btree (recommendation_count, id);
CREATE INDEX recommendation_shares_party ON public.recommendation_shares USING btree (party, id) WHERE (agency_id IS NULL);
CREATE INDEX recommendation_shares_position ON public.recommendation_shares USING btree ("position", id);
CREATE INDEX recommendation_shares_source ON public.recommendation_shares USING btree (source_id);
CREATE TRIGGER recommendation_shares_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.recommendation_shares FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table recommendation_shares is 'How many of a report''s recommendations are addressed to an agency, or answered in one way by an agency or another party, where the source does not say which.';
comment on column recommendation_shares.id is 'Surrogate key.';
comment on column recommendation_shares.report_id is 'The report that makes the recommendations.';
comment on column recommendation_shares.party is 'Slug of the agency, or the party in the source''s own words where it is no agency.';
comment on column recommendation_shares.agency_id is 'The agency; null for a party that is none.';
comment on column recommendation_shares."position" is 'What the party answered; UNKNOWN where the source only says how many are addressed to it.';
comment on column recommendation_shares.recommendation_count is 'How many recommendations; null where the source does not say.';
comment on column recommendation_shares.is_all is 'True where the source speaks of all of the report''s recommendations.';
comment on column recommendation_shares.source_quote is 'The words that say so; null when the source is not prose.';
comment on column recommendation_shares.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column recommendation_shares.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column recommendation_shares.source_id is 'Where it was read.';

create table recommendation_states (
  recommendation_id bigint not null,
  valid_from date not null,
  valid_until date not null,
  known_from date not null,
  known_until date not null,
  report_issued_key date not null,
  report_fiscal_key integer not null,
  status recommendation_status not null,
  status_raw text,
  status_as_of date,
  status_basis event_basis,
  status_since date not null,
  resolution resolution_status not null,
  resolution_raw text,
  resolution_basis event_basis,
  resolved_on date,
  closed_on date,
  is_closing_date_unknown boolean not null,
  target_on date,
  first_target_on date,
  questioned_costs numeric(20,2),
  unsupported_costs numeric(20,2),
  better_use numeric(20,2),
  disallowed numeric(20,2),
  allowed numeric(20,2),
  agreed numeric(20,2),
  not_agreed numeric(20,2),
  recovered numeric(20,2),
  written_off numeric(20,2),
  completed numeric(20,2),
  dropped numeric(20,2),
  decided_on date,
  opening text,
  closes boolean default false not null,
  is_open boolean generated always as ((status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status]))) stored not null,
  is_decided boolean generated always as (is_decided(questioned_costs, (COALESCE(disallowed, (0)::numeric) + COALESCE(allowed, (0)::numeric)), better_use, (COALESCE(agreed, (0)::numeric) + COALESCE(not_agreed, (0)::numeric)), resolution)) stored not null,
  unresolved_key integer generated always as (unresolved_key(status, is_unresolved(status, resolution, is_undecided(questioned_costs, disallowed, allowed, better_use, agreed, not_agreed)))) stored not null,
  overdue_from date generated always as (overdue_from(status, is_unresolved(status, resolution, is_undecided(questioned_costs, disallowed, allowed, better_use, agreed, not_agreed)), target_on, report_issued_key, report_fiscal_key)) stored,
  overdue_possible_from date generated always as (overdue_possible_from(status, is_unresolved(status, resolution, is_undecided(questioned_costs, disallowed, allowed, better_use, agreed, not_agreed)), target_on, report_issued_key, report_fiscal_key)) stored,
  constraint recommendation_states_natural_key PRIMARY KEY (recommendation_id, valid_from, known_from),
  constraint recommendation_states_opening CHECK ((opening = ANY (ARRAY['OPENED'::text, 'REOPENED'::text]))),
  constraint recommendation_states_ranges CHECK (((valid_from < valid_until) AND (known_from < known_until)))
);
CREATE INDEX recommendation_states_closings ON public.recommendation_states USING btree (valid_until) WHERE ((known_until = 'infinity'::date) AND closes);
CREATE INDEX recommendation_states_decisions ON public.recommendation_states USING btree (COALESCE(decided_on, resolved_on)) WHERE ((known_until = 'infinity'::date) AND (valid_until = 'infinity'::date) AND is_open AND is_decided);
CREATE INDEX recommendation_states_first_targets ON public.recommendation_states USING btree (first_target_on) WHERE ((known_until = 'infinity'::date) AND (valid_until = 'infinity'::date) AND is_open);
CREATE INDEX recommendation_states_issued ON public.recommendation_states USING btree (report_issued_key, recommendation_id, valid_from, valid_until) WHERE (known_until = 'infinity'::date);
CREATE UNIQUE INDEX recommendation_states_now ON public.recommendation_states USING btree (recommendation_id) WHERE ((known_until = 'infinity'::date) AND (valid_until = 'infinity'::date));
CREATE INDEX recommendation_states_openings ON public.recommendation_states USING btree (valid_from, opening) WHERE ((known_until = 'infinity'::date) AND (opening IS NOT NULL));
comment on table recommendation_states is 'What was true of a recommendation from a day to before another, as known from a day to before another. Made of its events by refresh_recommendation_states; one row holds for each day and each day of knowledge, none before it exists.';
comment on column recommendation_states.recommendation_id is 'The recommendation.';
comment on column recommendation_states.valid_from is 'First day on which this was true.';
comment on column recommendation_states.valid_until is 'First day on which it was true no more; infinity while it is.';
comment on column recommendation_states.known_from is 'First day on which this was known.';
comment on column recommendation_states.known_until is 'First day on which something else was known; infinity for what is known now.';
comment on column recommendation_states.report_issued_key is 'Copy of the recommendation''s own column.';
comment on column recommendation_states.report_fiscal_key is 'Copy of the recommendation''s own column.';
comment on column recommendation_states.status is 'Is final action complete?';
comment on column recommendation_states.status_raw is 'The source''s own words for the status.';
comment on column recommendation_states.status_as_of is 'The day for which the status was stated; null when the source gives none.';
comment on column recommendation_states.status_basis is 'What the status rests on; null where no event gives one.';
comment on column recommendation_states.status_since is 'First day of the status, whatever was said again since.';
comment on column recommendation_states.resolution is 'Do office and management agree on what will be done?';
comment on column recommendation_states.resolution_raw is 'The source''s own words for the resolution.';
comment on column recommendation_states.resolution_basis is 'What the resolution rests on; null where no event gives one.';
comment on column recommendation_states.resolved_on is 'First day of the present agreement; null where none is recorded.';
comment on column recommendation_states.closed_on is 'Day of closing; null while open or when unknown.';
comment on column recommendation_states.is_closing_date_unknown is 'True when it is closed and no source says since when.';
comment on column recommendation_states.target_on is 'Day by which final action is promised, as last stated.';
comment on column recommendation_states.first_target_on is 'The first such day that was stated.';
comment on column recommendation_states.questioned_costs is 'Questioned costs as they then stood, US dollars.';
comment on column recommendation_states.unsupported_costs is 'The unsupported part of them, US dollars.';
comment on column recommendation_states.better_use is 'Funds to be put to better use as they then stood, US dollars.';
comment on column recommendation_states.disallowed is 'Questioned costs disallowed so far, US dollars.';
comment on column recommendation_states.allowed is 'Questioned costs allowed so far, US dollars.';
comment on column recommendation_states.agreed is 'Better use agreed to so far, US dollars.';
comment on column recommendation_states.not_agreed is 'Better use not agreed to so far, US dollars.';
comment on column recommendation_states.recovered is 'Disallowed costs recovered so far, US dollars.';
comment on column recommendation_states.written_off is 'Disallowed costs written off so far, US dollars.';
comment on column recommendation_states.completed is 'Agreed better use completed so far, US dollars.';
comment on column recommendation_states.dropped is 'Agreed better use that will not be implemented, so far, US dollars.';
comment on column recommendation_states.decided_on is 'Day of the last management decision on its sums.';
comment on column recommendation_states.opening is 'OPENED or REOPENED where it was not open on the day before; else null.';
comment on column recommendation_states.closes is 'It is open, and on valid_until it is not any more.';
comment on column recommendation_states.is_open is 'The status is one of the open values.';
comment on column recommendation_states.is_decided is 'All of its sums are decided; without sums, office and management agree.';
comment on column recommendation_states.unresolved_key is 'As in recommendations: 3 unresolved, 2 open and nobody says, 1 neither is known, 0 closed or agreed.';
comment on column recommendation_states.overdue_from is 'First day on which it counts as overdue, were it left as it is; null for never.';
comment on column recommendation_states.overdue_possible_from is 'First day on which dates no longer prove that it is not overdue, where that is before overdue_from; null where nothing is uncertain.';

create table recommendations (
  id bigint generated always as identity not null,
  report_id bigint not null,
  number nonblank not null,
  text nonblank,
  text_missing_reason text_missing_reason,
  source_quote text,
  quote_start integer,
  quote_end integer,
  status recommendation_status default 'UNKNOWN'::recommendation_status not null,
  status_raw text,
  status_as_of calendar_date,
  resolution resolution_status default 'UNKNOWN'::resolution_status not null,
  resolution_raw text,
  closed_on calendar_date,
  is_closing_date_unknown boolean default false not null,
  target_on calendar_date,
  questioned_costs money_amount,
  unsupported_costs money_amount,
  funds_put_to_better_use money_amount,
  disallowed_costs money_amount,
  allowed_costs money_amount,
  agreed_better_use money_amount,
  not_agreed_better_use money_amount,
  is_significant boolean,
  source_id bigint not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp(3) with time zone default now() not null,
  report_issued_key date not null,
  sort_key text collate "C" generated always as (natural_sort_key((number)::text)) stored not null,
  is_open boolean generated always as ((status = ANY (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status]))) stored not null,
  target_key date generated always as (COALESCE((target_on)::date, '-infinity'::date)) stored not null,
  closed_key date generated always as (COALESCE((closed_on)::date, '-infinity'::date)) stored not null,
  words tsvector not null,
  confidence double precision,
  extraction_rule nonblank,
  report_fiscal_key integer not null,
  unresolved_key integer generated always as (unresolved_key(status, is_unresolved(status, resolution, is_undecided((questioned_costs)::numeric, (disallowed_costs)::numeric, (allowed_costs)::numeric, (funds_put_to_better_use)::numeric, (agreed_better_use)::numeric, (not_agreed_better_use)::numeric)))) stored not null,
  overdue_from date generated always as (overdue_from(status, is_unresolved(status, resolution, is_undecided((questioned_costs)::numeric, (disallowed_costs)::numeric, (allowed_costs)::numeric, (funds_put_to_better_use)::numeric, (agreed_better_use)::numeric, (not_agreed_better_use)::numeric)), (target_on)::date, report_issued_key, report_fiscal_key)) stored,
  overdue_possible_from date generated always as (overdue_possible_from(status, is_unresolved(status, resolution, is_undecided((questioned_costs)::numeric, (disallowed_costs)::numeric, (allowed_costs)::numeric, (funds_put_to_better_use)::numeric, (agreed_better_use)::numeric, (not_agreed_better_use)::numeric)), (target_on)::date, report_issued_key, report_fiscal_key)) stored,
  status_basis event_basis,
  resolution_basis event_basis,
  constraint recommendations_pkey PRIMARY KEY (id),
  constraint recommendations_carried_keys UNIQUE (id, report_issued_key, is_open, unresolved_key),
  constraint recommendations_natural_key UNIQUE (report_id, number),
  constraint recommendations_closed_has_date CHECK (((status = ANY (ARRAY['CLOSED_IMPLEMENTED'::recommendation_status, 'CLOSED_ALTERNATIVE'::recommendation_status, 'CLOSED_NOT_IMPLEMENTED'::recommendation_status, 'CLOSED_NO_LONGER_VALID'::recommendation_status, 'CLOSED_SUPERSEDED'::recommendation_status, 'CLOSED_UNSPECIFIED'::recommendation_status])) = ((closed_on IS NOT NULL) OR is_closing_date_unknown))),
  constraint recommendations_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint recommendations_number_bounded CHECK ((length((number)::text) <= 100)),
  constraint recommendations_one_closing_date CHECK ((NOT ((closed_on IS NOT NULL) AND is_closing_date_unknown))),
  constraint recommendations_quote_span CHECK ((((source_quote IS NULL) = (quote_start IS NULL)) AND ((quote_start IS NULL) = (quote_end IS NULL)) AND ((quote_end - quote_start) > 0))),
  constraint recommendations_quote_start_check CHECK ((quote_start >= 0)),
  constraint recommendations_rule_has_confidence CHECK (((confidence IS NULL) = (extraction_rule IS NULL))),
  constraint recommendations_text_or_reason CHECK (((text IS NULL) = (text_missing_reason IS NOT NULL))),
  constraint recommendations_unsupported_within_questioned CHECK (((unsupported_costs)::numeric <= (questioned_costs)::numeric)),
  constraint recommendations_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id),
  constraint recommendations_report_keys FOREIGN KEY (report_id, report_issued_key, report_fiscal_key) REFERENCES reports(id, issued_key, fiscal_key) ON UPDATE CASCADE,
  constraint recommendations_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX recommendations_agreed_better_use ON public.recommendations USING btree (agreed_better_use, id) WHERE (agreed_better_use IS NOT NULL);
CREATE INDEX recommendations_allowed_costs ON public.recommendations USING btree (allowed_costs, id) WHERE (allowed_costs IS NOT NULL);
CREATE INDEX recommendations_better_use ON public.recommendations USING btree (COALESCE((funds_put_to_better_use)::numeric, ('-1'::integer)::numeric), id);
CREATE INDEX recommendations_closed ON public.recommendations USING btree (closed_key, id);
CREATE INDEX recommendations_closed_on ON public.recommendations USING btree (closed_on, id) WHERE (closed_on IS NOT NULL);
CREATE INDEX recommendations_closed_unknown_last ON public.recommendations USING btree (COALESCE((closed_on)::date, 'infinity'::date), id);
CREATE INDEX recommendations_confidence ON public.recommendations USING btree (confidence, id) WHERE (confidence IS NOT NULL);
CREATE INDEX recommendations_decided ON public.recommendations USING btree (is_decided((questioned_costs)::numeric, (COALESCE((disallowed_costs)::numeric, (0)::numeric) + COALESCE((allowed_costs)::numeric, (0)::numeric)), (funds_put_to_better_use)::numeric, (COALESCE((agreed_better_use)::numeric, (0)::numeric) + COALESCE((not_agreed_better_use)::numeric, (0)::numeric)), resolution), report_issued_key, id) INCLUDE (questioned_costs, disallowed_costs, allowed_costs, funds_put_to_better_use, agreed_better_use, not_agreed_better_use, resolution);
CREATE INDEX recommendations_disallowed_costs ON public.recommendations USING btree (disallowed_costs, id) WHERE (disallowed_costs IS NOT NULL);
CREATE INDEX recommendations_funds_put_to_better_use ON public.recommendations USING btree (funds_put_to_better_use, id) WHERE (funds_put_to_better_use IS NOT NULL);
CREATE INDEX recommendations_issued ON public.recommendations USING btree (report_issued_key, id);
CREATE INDEX recommendations_not_agreed_better_use ON public.recommendations USING btree (not_agreed_better_use, id) WHERE (not_agreed_better_use IS NOT NULL);
CREATE INDEX recommendations_number ON public.recommendations USING btree (number, id);
CREATE INDEX recommendations_number_sorted ON public.recommendations USING btree (sort_key, id);
CREATE INDEX recommendations_number_words ON public.recommendations USING gin (number gin_trgm_ops);
CREATE INDEX recommendations_open_facts ON public.recommendations USING btree (report_issued_key, id) INCLUDE (report_id, report_fiscal_key, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use) WHERE is_open;
CREATE INDEX recommendations_overdue ON public.recommendations USING btree (overdue_from, id) WHERE (overdue_from IS NOT NULL);
CREATE INDEX recommendations_overdue_unknown ON public.recommendations USING btree (overdue_possible_from, id) WHERE (overdue_possible_from IS NOT NULL);
CREATE INDEX recommendations_questioned ON public.recommendations USING btree (COALESCE((questioned_costs)::numeric, ('-1'::integer)::numeric), id);
CREATE INDEX recommendations_questioned_costs ON public.recommendations USING btree (questioned_costs, id) WHERE (questioned_costs IS NOT NULL);
CREATE INDEX recommendations_report_facts ON public.recommendations USING btree (report_id, report_issued_key, id) INCLUDE (report_fiscal_key, status, resolution, is_open, unresolved_key, overdue_from, overdue_possible_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use);
CREATE INDEX recommendations_report_sorted ON public.recommendations USING btree (report_id, sort_key, id);
CREATE INDEX recommendations_report_unresolved ON public.recommendations USING btree (report_id, unresolved_key DESC, sort_key, id) WHERE (unresolved_key >= 2);
CREATE INDEX recommendations_resolution_basis ON public.recommendations USING btree (resolution_basis, report_issued_key, id);
CREATE INDEX recommendations_resolution_issued ON public.recommendations USING btree (resolution, report_issued_key, id);
CREATE INDEX recommendations_significant ON public.recommendations USING btree (is_significant, id) WHERE (is_significant IS NOT NULL);
CREATE INDEX recommendations_source ON public.recommendations USING btree (source_id);
CREATE INDEX recommendations_status_basis ON public.recommendations USING btree (status_basis, report_issued_key, id);
CREATE INDEX recommendations_status_issued ON public.recommendations USING btree (status, report_issued_key, id);
CREATE INDEX recommendations_target ON public.recommendations USING btree (target_key, id);
CREATE INDEX recommendations_target_on ON public.recommendations USING btree (target_on, id) WHERE (target_on IS NOT NULL);
CREATE INDEX recommendations_target_unknown_last ON public.recommendations USING btree (COALESCE((target_on)::date, 'infinity'::date), id);
CREATE INDEX recommendations_unresolved_issued ON public.recommendations USING btree (unresolved_key, report_issued_key, id);
CREATE INDEX recommendations_unresolved_key ON public.recommendations USING btree (unresolved_key, id);
CREATE INDEX recommendations_unsupported_costs ON public.recommendations USING btree (unsupported_costs, id) WHERE (unsupported_costs IS NOT NULL);
CREATE INDEX recommendations_updated ON public.recommendations USING btree (updated_at, id);
CREATE INDEX recommendations_words ON public.recommendations USING gin (words);
CREATE TRIGGER recommendations_copy_keys BEFORE INSERT ON public.recommendations FOR EACH ROW WHEN (((new.report_issued_key IS NULL) OR (new.report_fiscal_key IS NULL))) EXECUTE FUNCTION copy_report_issue();
CREATE TRIGGER recommendations_count_delete AFTER DELETE ON public.recommendations REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_report_counts();
CREATE TRIGGER recommendations_count_insert AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_report_counts();
CREATE TRIGGER recommendations_count_update AFTER UPDATE ON public.recommendations REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_report_counts();
CREATE TRIGGER recommendations_keep_words BEFORE INSERT OR UPDATE OF text, words ON public.recommendations FOR EACH ROW EXECUTE FUNCTION keep_recommendation_words();
CREATE TRIGGER recommendations_quote_is_true AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('recommendations_quote_is_true');
CREATE TRIGGER recommendations_quote_stays_true AFTER UPDATE ON public.recommendations REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('recommendations_quote_is_true');
CREATE TRIGGER recommendations_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.recommendations FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER recommendations_rows_delete AFTER DELETE ON public.recommendations REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_corpus_total('recommendation_count');
CREATE TRIGGER recommendations_rows_insert AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_corpus_total('recommendation_count');
CREATE TRIGGER recommendations_states_delete AFTER DELETE ON public.recommendations REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION forget_states();
CREATE TRIGGER recommendations_states_insert AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('id');
CREATE TRIGGER recommendations_states_update AFTER UPDATE ON public.recommendations REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changed_states();
CREATE TRIGGER recommendations_status_is_last_event AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('recommendations_status_is_last_event');
CREATE TRIGGER recommendations_status_stays_last_event AFTER UPDATE ON public.recommendations REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('recommendations_status_is_last_event');
CREATE TRIGGER recommendations_sums_delete AFTER DELETE ON public.recommendations REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_cells();
CREATE TRIGGER recommendations_sums_insert AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_cells();
CREATE TRIGGER recommendations_sums_update AFTER UPDATE ON public.recommendations REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_cells();
CREATE TRIGGER recommendations_tell_changes AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('RECOMMENDATION');
CREATE TRIGGER recommendations_totals_delete AFTER DELETE ON public.recommendations REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_totals();
CREATE TRIGGER recommendations_totals_insert AFTER INSERT ON public.recommendations REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_totals();
CREATE TRIGGER recommendations_totals_update AFTER UPDATE ON public.recommendations REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_recommendation_totals();
comment on table recommendations is 'What an office asks management to do. Current status and resolution are those of the last status event.';
comment on column recommendations.id is 'Surrogate key.';
comment on column recommendations.report_id is 'The report that makes it.';
comment on column recommendations.number is 'Number as printed in the report, for example 2b; counted from 1 where the source only says how many.';
comment on column recommendations.text is 'The recommendation in the source''s own words; null when unknown or withheld.';
comment on column recommendations.text_missing_reason is 'Why the text is null.';
comment on column recommendations.source_quote is 'The words of the summary that describe it; null when there are none.';
comment on column recommendations.quote_start is 'Where the quote begins in the report''s summary, in UTF-16 code units from 0.';
comment on column recommendations.quote_end is 'Where the quote ends in the summary, exclusive.';
comment on column recommendations.status is 'Is final action complete? That of the last status event.';
comment on column recommendations.status_raw is 'The source''s own words for the status.';
comment on column recommendations.status_as_of is 'The day the status is known for; null when the source gives none.';
comment on column recommendations.resolution is 'Do office and management agree on what will be done? That of the last status event that says.';
comment on column recommendations.resolution_raw is 'The source''s own words for the resolution.';
comment on column recommendations.closed_on is 'Day of closing; null while open or when unknown.';
comment on column recommendations.is_closing_date_unknown is 'True when it is closed and no source says since when.';
comment on column recommendations.target_on is 'Day by which final action is promised, the latest stated; null when none is.';
comment on column recommendations.questioned_costs is 'Questioned costs, US dollars.';
comment on column recommendations.unsupported_costs is 'The part of the questioned costs that is unsupported; never add the two.';
comment on column recommendations.funds_put_to_better_use is 'Funds that could be put to better use, US dollars.';
comment on column recommendations.disallowed_costs is 'Management decision: questioned costs that management will not allow (sustained).';
comment on column recommendations.allowed_costs is 'Management decision: questioned costs that management allows.';
comment on column recommendations.agreed_better_use is 'Management decision: better use that management agrees to.';
comment on column recommendations.not_agreed_better_use is 'Management decision: better use that management does not agree to.';
comment on column recommendations.is_significant is 'Whether the office marks it significant or priority; null when not stated.';
comment on column recommendations.source_id is 'Where it was first read.';
comment on column recommendations.created_at is 'When it was first imported.';
comment on column recommendations.updated_at is 'When a fact of it last changed here.';
comment on column recommendations.report_issued_key is 'Copy of the report''s key: it opens on the day its report is issued.';
comment on column recommendations.sort_key is 'Number for sorting, digits by value.';
comment on column recommendations.is_open is 'The status is one of the open values.';
comment on column recommendations.target_key is 'Target date for sorting; unknown is earliest.';
comment on column recommendations.closed_key is 'Closing date for sorting; unknown is earliest.';
comment on column recommendations.words is 'Words of the text for full-text search.';
comment on column recommendations.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column recommendations.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column recommendations.report_fiscal_key is 'Copy of the report''s key; 0 when its fiscal year is unknown.';
comment on column recommendations.unresolved_key is '3: open, and a source says that there is no agreement, or a stated sum is undecided. 2: open, and nobody says. 1: not even known to be open. 0: closed, or agreement is recorded.';
comment on column recommendations.overdue_from is 'First day on which it counts as overdue: the day after its target date, or after six months without a recorded agreement, whichever comes first; null for never. With an unknown day of issue, counted from the last day of the fiscal year.';
comment on column recommendations.overdue_possible_from is 'First day on which dates no longer prove that it is not overdue, where that is before overdue_from; null where nothing is uncertain.';
comment on column recommendations.status_basis is 'What the status rests on; null where no event gives one.';
comment on column recommendations.resolution_basis is 'What the resolution rests on; null where no event gives one.';

create table report_agencies (
  report_id bigint not null,
  agency_id bigint not null,
  role agency_role default 'REVIEWED'::agency_role not null,
  is_inferred boolean default false not null,
  issued_key date not null,
  fiscal_key integer not null,
  constraint report_agencies_pkey PRIMARY KEY (report_id, agency_id),
  constraint report_agencies_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint report_agencies_carried_keys FOREIGN KEY (report_id, issued_key, fiscal_key) REFERENCES reports(id, issued_key, fiscal_key) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint report_agencies_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE
);
CREATE INDEX report_agencies_fiscal ON public.report_agencies USING btree (agency_id, fiscal_key, report_id);
CREATE INDEX report_agencies_issued ON public.report_agencies USING btree (agency_id, issued_key, report_id);
CREATE TRIGGER report_agencies_copy_keys BEFORE INSERT ON public.report_agencies FOR EACH ROW WHEN (((new.issued_key IS NULL) OR (new.fiscal_key IS NULL))) EXECUTE FUNCTION copy_report_keys();
CREATE TRIGGER report_agencies_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.report_agencies FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER report_agencies_stays BEFORE UPDATE OF agency_id ON public.report_agencies FOR EACH ROW WHEN ((old.agency_id IS DISTINCT FROM new.agency_id)) EXECUTE FUNCTION refuse_to_move();
CREATE TRIGGER report_agencies_total_delete AFTER DELETE ON public.report_agencies REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_totals('agency_totals', 'agency_id', 'report_count');
CREATE TRIGGER report_agencies_total_insert AFTER INSERT ON public.report_agencies REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_totals('agency_totals', 'agency_id', 'report_count');
comment on table report_agencies is 'Which report is about which agency.';
comment on column report_agencies.report_id is 'The report.';
comment on column report_agencies.agency_id is 'The agency.';
comment on column report_agencies.role is 'Why the report concerns the agency.';
comment on column report_agencies.is_inferred is 'True when the agency was read from title or summary and not from a label.';
comment on column report_agencies.issued_key is 'Copy of the report''s own key.';
comment on column report_agencies.fiscal_key is 'Copy of the report''s own key.';

create table report_counts (
  report_id bigint not null,
  recommendation_count integer default 0 not null,
  open_count integer default 0 not null,
  unresolved_rows integer default 0 not null,
  unknown_rows integer default 0 not null,
  tallied_unresolved integer,
  unresolved_count integer generated always as (GREATEST(unresolved_rows, LEAST(COALESCE(tallied_unresolved, 0), (unresolved_rows + unknown_rows)))) stored not null,
  resolution_unknown_count integer generated always as (((unresolved_rows + unknown_rows) - GREATEST(unresolved_rows, LEAST(COALESCE(tallied_unresolved, 0), (unresolved_rows + unknown_rows))))) stored not null,
  constraint report_counts_pkey PRIMARY KEY (report_id),
  constraint report_counts_open_count_check CHECK ((open_count >= 0)),
  constraint report_counts_recommendation_count_check CHECK ((recommendation_count >= 0)),
  constraint report_counts_tallied_unresolved_check CHECK ((tallied_unresolved >= 0)),
  constraint report_counts_unknown_rows_check CHECK ((unknown_rows >= 0)),
  constraint report_counts_unresolved_rows_check CHECK ((unresolved_rows >= 0)),
  constraint report_counts_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE
);
CREATE INDEX report_counts_open ON public.report_counts USING btree (open_count, report_id);
CREATE INDEX report_counts_recommendations ON public.report_counts USING btree (recommendation_count, report_id);
CREATE INDEX report_counts_resolution_unknown ON public.report_counts USING btree (resolution_unknown_count, report_id);
CREATE INDEX report_counts_unresolved ON public.report_counts USING btree (unresolved_count, report_id);
comment on table report_counts is 'How many recommendations each report has. Maintained by triggers; a separate table so that counting does not rewrite rows of reports.';
comment on column report_counts.report_id is 'The report.';
comment on column report_counts.recommendation_count is 'All its recommendations.';
comment on column report_counts.open_count is 'Those that are open.';
comment on column report_counts.unresolved_rows is 'Those that are each proven unresolved.';
comment on column report_counts.unknown_rows is 'Those that are open and of which nobody says which are resolved.';
comment on column report_counts.tallied_unresolved is 'How many the latest tally that speaks of it says are unresolved; null for none.';
comment on column report_counts.unresolved_count is 'Those that are proven unresolved, each by itself or as many as the latest tally says of those that could be meant.';
comment on column report_counts.resolution_unknown_count is 'The other open ones of which nobody says whether they are resolved.';

create table report_links (
  id bigint generated always as identity not null,
  report_id bigint not null,
  kind report_link_kind not null,
  target_raw nonblank not null,
  target_report_id bigint,
  source_quote text,
  source_id bigint not null,
  listed_as report_list,
  page integer,
  line integer,
  constraint report_links_pkey PRIMARY KEY (id),
  constraint report_links_natural_key UNIQUE (report_id, kind, target_raw),
  constraint report_links_line_check CHECK (((line >= 1) AND (line <= 10000000))),
  constraint report_links_not_itself CHECK ((target_report_id <> report_id)),
  constraint report_links_page_check CHECK (((page >= 1) AND (page <= 100000))),
  constraint report_links_target_bounded CHECK ((length((target_raw)::text) <= 500)),
  constraint report_links_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint report_links_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id),
  constraint report_links_target_report_id_fkey FOREIGN KEY (target_report_id) REFERENCES reports(id) ON DELETE SET NULL
);
CREATE INDEX report_links_backwards ON public.report_links USING btree (target_report_id, kind, report_id);
CREATE INDEX report_links_dangling ON public.report_links USING btree (report_number_key((target_raw)::text)) WHERE (target_report_id IS NULL);
CREATE INDEX report_links_forwards ON public.report_links USING btree (report_id, kind, target_report_id) WHERE (target_report_id IS NOT NULL);
CREATE INDEX report_links_source ON public.report_links USING btree (source_id);
CREATE TRIGGER report_links_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.report_links FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table report_links is 'References from one report to another. The target may not be held here: the raw reference is kept.';
comment on column report_links.id is 'Surrogate key.';
comment on column report_links.report_id is 'The report that refers.';
comment on column report_links.kind is 'How it refers.';
comment on column report_links.target_raw is 'The reference in the source''s own words.';
comment on column report_links.target_report_id is 'The report meant; null while it is not held.';
comment on column report_links.source_quote is 'The sentence that refers; null when the format has none.';
comment on column report_links.source_id is 'Where the reference was read.';
comment on column report_links.listed_as is 'The list of a semiannual report that names it; null elsewhere.';
comment on column report_links.page is 'Page of the document on which the reference stands, as printed or counted; null when unknown.';
comment on column report_links.line is 'Line of the document''s text on which it stands, from 1; null when the format has no lines.';

create table report_sources (
  report_id bigint not null,
  source_id bigint not null,
  source_start integer,
  source_end integer,
  constraint report_sources_pkey PRIMARY KEY (report_id, source_id),
  constraint report_sources_check CHECK ((source_end >= source_start)),
  constraint report_sources_source_start_check CHECK ((source_start >= 0)),
  constraint report_sources_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint report_sources_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX report_sources_source ON public.report_sources USING btree (source_id, report_id);
CREATE TRIGGER report_sources_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.report_sources FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table report_sources is 'Every source that spoke of a report, with the place where it does.';
comment on column report_sources.report_id is 'The report.';
comment on column report_sources.source_id is 'The source.';
comment on column report_sources.source_start is 'Where its entry begins, in UTF-16 code units; null when the format has no places.';
comment on column report_sources.source_end is 'Where its entry ends, exclusive.';

create table report_topics (
  report_id bigint not null,
  topic_id bigint not null,
  issued_key date not null,
  fiscal_key integer not null,
  constraint report_topics_pkey PRIMARY KEY (report_id, topic_id),
  constraint report_topics_carried_keys FOREIGN KEY (report_id, issued_key, fiscal_key) REFERENCES reports(id, issued_key, fiscal_key) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint report_topics_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint report_topics_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topics(id)
);
CREATE INDEX report_topics_fiscal ON public.report_topics USING btree (topic_id, fiscal_key, report_id);
CREATE INDEX report_topics_issued ON public.report_topics USING btree (topic_id, issued_key, report_id);
CREATE TRIGGER report_topics_copy_keys BEFORE INSERT ON public.report_topics FOR EACH ROW WHEN (((new.issued_key IS NULL) OR (new.fiscal_key IS NULL))) EXECUTE FUNCTION copy_report_keys();
CREATE TRIGGER report_topics_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.report_topics FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER report_topics_stays BEFORE UPDATE OF topic_id ON public.report_topics FOR EACH ROW WHEN ((old.topic_id IS DISTINCT FROM new.topic_id)) EXECUTE FUNCTION refuse_to_move();
CREATE TRIGGER report_topics_total_delete AFTER DELETE ON public.report_topics REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_totals('topic_totals', 'topic_id', 'report_count');
CREATE TRIGGER report_topics_total_insert AFTER INSERT ON public.report_topics REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_totals('topic_totals', 'topic_id', 'report_count');
comment on table report_topics is 'Which report is filed under which topic.';
comment on column report_topics.report_id is 'The report.';
comment on column report_topics.topic_id is 'The topic.';
comment on column report_topics.issued_key is 'Copy of the report''s own key.';
comment on column report_topics.fiscal_key is 'Copy of the report''s own key.';

create table reports (
  id bigint generated always as identity not null,
  office_id bigint not null,
  number nonblank,
  number_key text collate "C" generated always as (COALESCE(report_number_key((number)::text), ('untitled '::text || md5(folded_title(COALESCE((title)::text, ''::text)))))) stored not null,
  title nonblank,
  type report_type,
  type_raw text,
  summary nonblank,
  issued_on calendar_date,
  fiscal_year integer,
  declared_recommendation_count integer,
  questioned_costs money_amount,
  unsupported_costs money_amount,
  funds_put_to_better_use money_amount,
  is_released boolean,
  url text,
  landing_url text,
  location text,
  source_id bigint not null,
  source_start integer,
  source_end integer,
  summary_start integer,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp(3) with time zone default now() not null,
  issued_key date generated always as (COALESCE((issued_on)::date, '-infinity'::date)) stored not null,
  fiscal_key integer generated always as (COALESCE(fiscal_year, 0)) stored not null,
  number_sort_key text collate "C" generated always as (COALESCE(natural_sort_key((number)::text), ''::text)) stored not null,
  words tsvector not null,
  title_key text collate "C" generated always as ("left"(COALESCE((title)::text, ''::text), 300)) stored not null,
  audit_year integer,
  provided_on calendar_date,
  commented_on calendar_date,
  are_comments_recorded boolean,
  constraint reports_pkey PRIMARY KEY (id),
  constraint reports_carried_keys UNIQUE (id, issued_key, fiscal_key),
  constraint reports_natural_key UNIQUE (office_id, number_key),
  constraint reports_audit_year_check CHECK (((audit_year >= 1789) AND (audit_year <= 2199))),
  constraint reports_declared_recommendation_count_check CHECK (((declared_recommendation_count >= 0) AND (declared_recommendation_count <= 10000))),
  constraint reports_fiscal_year_check CHECK (((fiscal_year >= 1789) AND (fiscal_year <= 2199))),
  constraint reports_named CHECK (((number IS NOT NULL) OR (title IS NOT NULL))),
  constraint reports_number_bounded CHECK ((length((number)::text) <= 100)),
  constraint reports_source_span CHECK ((source_end >= source_start)),
  constraint reports_source_start_check CHECK ((source_start >= 0)),
  constraint reports_summary_start_check CHECK ((summary_start >= 0)),
  constraint reports_title_bounded CHECK ((length((title)::text) <= 5000)),
  constraint reports_unsupported_within_questioned CHECK (((unsupported_costs)::numeric <= (questioned_costs)::numeric)),
  constraint reports_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id),
  constraint reports_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX reports_audit_year ON public.reports USING btree (audit_year, id);
CREATE INDEX reports_commented ON public.reports USING btree (commented_on, id);
CREATE INDEX reports_fiscal ON public.reports USING btree (fiscal_key, id);
CREATE INDEX reports_fiscal_unknown_last ON public.reports USING btree (COALESCE(fiscal_year, 9999), id);
CREATE INDEX reports_fiscal_year ON public.reports USING btree (fiscal_year, id);
CREATE INDEX reports_funds_put_to_better_use ON public.reports USING btree (funds_put_to_better_use, id) WHERE (funds_put_to_better_use IS NOT NULL);
CREATE INDEX reports_issued ON public.reports USING btree (issued_key, id);
CREATE INDEX reports_issued_on ON public.reports USING btree (issued_on, id);
CREATE INDEX reports_issued_unknown_last ON public.reports USING btree (COALESCE((issued_on)::date, 'infinity'::date), id);
CREATE INDEX reports_number ON public.reports USING btree (number_key);
CREATE INDEX reports_number_sorted ON public.reports USING btree (number_sort_key, id);
CREATE INDEX reports_number_words ON public.reports USING gin (number gin_trgm_ops);
CREATE INDEX reports_office_fiscal ON public.reports USING btree (office_id, fiscal_key, id);
CREATE INDEX reports_office_issued ON public.reports USING btree (office_id, issued_key, id);
CREATE INDEX reports_provided ON public.reports USING btree (comment_due_on((provided_on)::date, (commented_on)::date, (issued_on)::date, are_comments_recorded), id);
CREATE INDEX reports_questioned_costs ON public.reports USING btree (questioned_costs, id) WHERE (questioned_costs IS NOT NULL);
CREATE INDEX reports_released ON public.reports USING btree (is_released, id) WHERE (is_released IS NOT NULL);
CREATE INDEX reports_source ON public.reports USING btree (source_id);
CREATE INDEX reports_squashed_number ON public.reports USING btree (squashed_number((number)::text));
CREATE INDEX reports_title_sorted ON public.reports USING btree (title_key, id);
CREATE INDEX reports_title_words ON public.reports USING gin (title gin_trgm_ops);
CREATE INDEX reports_type ON public.reports USING btree (type, issued_key, id);
CREATE INDEX reports_unsupported_costs ON public.reports USING btree (unsupported_costs, id) WHERE (unsupported_costs IS NOT NULL);
CREATE INDEX reports_updated ON public.reports USING btree (updated_at, id);
CREATE INDEX reports_words ON public.reports USING gin (words);
CREATE TRIGGER reports_begin_counts AFTER INSERT ON public.reports REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION begin_report_counts();
CREATE TRIGGER reports_keep_words BEFORE INSERT OR UPDATE OF number, title, summary, words ON public.reports FOR EACH ROW EXECUTE FUNCTION keep_report_words();
CREATE TRIGGER reports_move_cells BEFORE UPDATE OF fiscal_year ON public.reports FOR EACH ROW WHEN ((old.fiscal_year IS DISTINCT FROM new.fiscal_year)) EXECUTE FUNCTION move_recommendation_cells();
CREATE TRIGGER reports_quote_is_true AFTER UPDATE ON public.reports REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_pending_check('reports_quote_is_true');
CREATE TRIGGER reports_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.reports FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER reports_rows_delete AFTER DELETE ON public.reports REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_corpus_total('report_count');
CREATE TRIGGER reports_rows_insert AFTER INSERT ON public.reports REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_corpus_total('report_count');
CREATE TRIGGER reports_states_moved AFTER UPDATE OF fiscal_year, issued_on ON public.reports FOR EACH ROW WHEN (((old.fiscal_key IS DISTINCT FROM new.fiscal_key) OR (old.issued_key IS DISTINCT FROM new.issued_key))) EXECUTE FUNCTION note_moved_states();
CREATE TRIGGER reports_stays BEFORE UPDATE OF office_id ON public.reports FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION refuse_to_move();
CREATE TRIGGER reports_tell_changes AFTER INSERT ON public.reports REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('REPORT');
CREATE TRIGGER reports_total_delete AFTER DELETE ON public.reports REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_totals('office_totals', 'office_id', 'report_count');
CREATE TRIGGER reports_total_insert AFTER INSERT ON public.reports REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_totals('office_totals', 'office_id', 'report_count');
comment on table reports is 'Products of oversight offices. Identity: office and normalised number.';
comment on column reports.id is 'Surrogate key.';
comment on column reports.office_id is 'The office that issued it.';
comment on column reports.number is 'Report number as printed, suffixes such as -D, -VR, -UNSUM included; null when the report has none.';
comment on column reports.number_key is 'Normalised number, or a key of the title where there is no number.';
comment on column reports.title is 'Title as printed; null when the source lost it.';
comment on column reports.type is 'Kind of product; null when no source states it.';
comment on column reports.type_raw is 'The source''s own words for the kind.';
comment on column reports.summary is 'Executive summary as published, unchanged; null when there is none.';
comment on column reports.issued_on is 'Day of issue; null when unknown.';
comment on column reports.fiscal_year is 'Federal fiscal year (1 October to 30 September, named for the year it ends in), as stated, else from the day of issue.';
comment on column reports.declared_recommendation_count is 'How many recommendations the report says it makes; null when it does not say. Independent of the number of rows held.';
comment on column reports.questioned_costs is 'Questioned costs stated for the whole report, US dollars.';
comment on column reports.unsupported_costs is 'The part of the questioned costs that is unsupported; never add the two.';
comment on column reports.funds_put_to_better_use is 'Funds that could be put to better use, US dollars; apart from questioned costs.';
comment on column reports.is_released is 'False for a report whose text is withheld; null when unknown.';
comment on column reports.url is 'Address of the document; null when unknown.';
comment on column reports.landing_url is 'Address of the page about it; null when unknown.';
comment on column reports.location is 'Place the report is about, where the source gives one.';
comment on column reports.source_id is 'Where its latest facts came from.';
comment on column reports.source_start is 'Where its entry begins in the source, in UTF-16 code units.';
comment on column reports.source_end is 'Where its entry ends in the source, exclusive.';
comment on column reports.summary_start is 'Where the summary begins in the source, in UTF-16 code units: a finding''s place in the file is this plus its place in the summary.';
comment on column reports.created_at is 'When it was first imported.';
comment on column reports.updated_at is 'When a fact of it last changed here.';
comment on column reports.issued_key is 'Day of issue for sorting; unknown days are the earliest.';
comment on column reports.fiscal_key is 'Fiscal year for sorting; unknown years are the earliest.';
comment on column reports.number_sort_key is 'Number for sorting, digits by value.';
comment on column reports.words is 'Words of number, title and summary for full-text search.';
comment on column reports.title_key is 'Title for sorting, its first 300 characters; a missing one is first.';
comment on column reports.audit_year is 'Year whose books a single audit audited, the auditee''s own fiscal year (2 CFR 200.504); null for other reports.';
comment on column reports.provided_on is 'Day on which the report was given to the agency for comment; null when unknown: then the day of issue counts.';
comment on column reports.commented_on is 'Day on which the agency commented; null when it did not, or nobody says.';
comment on column reports.are_comments_recorded is 'True where a source records comments, so that none recorded is none given; null when nobody says.';

create table responses (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  agency_id bigint not null,
  period text collate "C" default ''::text not null,
  "position" management_position default 'UNKNOWN'::management_position not null,
  position_raw text,
  text nonblank,
  planned_action nonblank,
  responded_on calendar_date,
  target_on calendar_date,
  revised_target_on calendar_date,
  status recommendation_status,
  status_raw text,
  source_quote text,
  source_id bigint not null,
  confidence double precision,
  extraction_rule nonblank,
  observed_on calendar_date,
  constraint responses_pkey PRIMARY KEY (id),
  constraint responses_natural_key UNIQUE (recommendation_id, agency_id, period),
  constraint responses_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint responses_period_bounded CHECK ((length(period) <= 100)),
  constraint responses_rule_has_confidence CHECK (((confidence IS NULL) = (extraction_rule IS NULL))),
  constraint responses_addressee FOREIGN KEY (recommendation_id, agency_id) REFERENCES recommendation_agencies(recommendation_id, agency_id) ON DELETE CASCADE,
  constraint responses_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX responses_agency ON public.responses USING btree (agency_id, "position", id);
CREATE INDEX responses_confidence ON public.responses USING btree (confidence, id) WHERE (confidence IS NOT NULL);
CREATE INDEX responses_position ON public.responses USING btree ("position", id);
CREATE INDEX responses_recommendation_position ON public.responses USING btree (recommendation_id, id) INCLUDE ("position");
CREATE INDEX responses_responded ON public.responses USING btree (responded_on, id) WHERE (responded_on IS NOT NULL);
CREATE INDEX responses_revised_target ON public.responses USING btree (revised_target_on, id) WHERE (revised_target_on IS NOT NULL);
CREATE INDEX responses_source ON public.responses USING btree (source_id);
CREATE INDEX responses_target ON public.responses USING btree (target_on, id) WHERE (target_on IS NOT NULL);
CREATE TRIGGER responses_keep_target_insert AFTER INSERT ON public.responses REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_latest_target();
CREATE TRIGGER responses_keep_target_update AFTER UPDATE ON public.responses REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_latest_target();
CREATE TRIGGER responses_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.responses FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER responses_states_insert AFTER INSERT ON public.responses REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
CREATE TRIGGER responses_states_update AFTER UPDATE ON public.responses REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
CREATE TRIGGER responses_tell_changes AFTER INSERT ON public.responses REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('RESPONSE');
comment on table responses is 'What a responsible agency answered to a recommendation. One agency may answer again in a later period.';
comment on column responses.id is 'Surrogate key.';
comment on column responses.recommendation_id is 'The recommendation answered.';
comment on column responses.agency_id is 'The agency that answered.';
comment on column responses.period is 'Round of a recurring response, for example 2023; empty for the only one.';
comment on column responses."position" is 'Concur, partially concur, non-concur, …';
comment on column responses.position_raw is 'The source''s own words for the position.';
comment on column responses.text is 'The answer as published; null when not published.';
comment on column responses.planned_action is 'What the agency says it will do; null when not stated.';
comment on column responses.responded_on is 'Day of the answer; null when unknown.';
comment on column responses.target_on is 'Day by which the agency promised to be done; null when not stated.';
comment on column responses.revised_target_on is 'Later promise that replaces target_on; null when there is none.';
comment on column responses.status is 'Status for this agency alone, where the source keeps one; null otherwise.';
comment on column responses.status_raw is 'The source''s own words for that status.';
comment on column responses.source_quote is 'The words that state the position; null when the source is not prose.';
comment on column responses.source_id is 'Where the answer was read.';
comment on column responses.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column responses.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column responses.observed_on is 'Day on which the answer was learned; null where that is the day of the import.';

create table retractions (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  status_event_id bigint,
  management_decision_id bigint,
  final_action_id bigint,
  sum_change_id bigint,
  target_event_id bigint,
  happened_on calendar_date,
  observed_on calendar_date default ((now() AT TIME ZONE 'UTC'::text))::date not null,
  note text,
  source_id bigint not null,
  constraint retractions_pkey PRIMARY KEY (id),
  constraint retractions_of_one CHECK ((num_nonnulls(status_event_id, management_decision_id, final_action_id, sum_change_id, target_event_id) <= 1)),
  constraint retractions_final_action_id_fkey FOREIGN KEY (final_action_id) REFERENCES final_actions(id),
  constraint retractions_management_decision_id_fkey FOREIGN KEY (management_decision_id) REFERENCES management_decisions(id),
  constraint retractions_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id),
  constraint retractions_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id),
  constraint retractions_status_event_id_fkey FOREIGN KEY (status_event_id) REFERENCES status_events(id),
  constraint retractions_sum_change_id_fkey FOREIGN KEY (sum_change_id) REFERENCES sum_changes(id),
  constraint retractions_target_event_id_fkey FOREIGN KEY (target_event_id) REFERENCES target_events(id)
);
CREATE INDEX retractions_final_action ON public.retractions USING btree (final_action_id);
CREATE INDEX retractions_management_decision ON public.retractions USING btree (management_decision_id);
CREATE UNIQUE INDEX retractions_natural_key ON public.retractions USING btree (recommendation_id, source_id, COALESCE(status_event_id, (0)::bigint), COALESCE(management_decision_id, (0)::bigint), COALESCE(final_action_id, (0)::bigint), COALESCE(sum_change_id, (0)::bigint), COALESCE(target_event_id, (0)::bigint), COALESCE((happened_on)::date, 'infinity'::date));
CREATE INDEX retractions_source ON public.retractions USING btree (source_id);
CREATE INDEX retractions_status_event ON public.retractions USING btree (status_event_id);
CREATE INDEX retractions_sum_change ON public.retractions USING btree (sum_change_id);
CREATE INDEX retractions_target_event ON public.retractions USING btree (target_event_id);
CREATE TRIGGER retractions_append_only BEFORE DELETE OR UPDATE ON public.retractions FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER retractions_follow AFTER INSERT ON public.retractions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_last_event();
CREATE TRIGGER retractions_no_truncate BEFORE TRUNCATE ON public.retractions FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER retractions_note_disputes AFTER INSERT ON public.retractions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_disputes_of_retractions();
CREATE TRIGGER retractions_revision AFTER INSERT ON public.retractions FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER retractions_states_insert AFTER INSERT ON public.retractions REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
comment on table retractions is 'What was said and is taken back: one event, or the recommendation itself. Rows are only ever added; what they take back stays in the history.';
comment on column retractions.id is 'Surrogate key.';
comment on column retractions.recommendation_id is 'The recommendation. Itself taken back where no event is named: from that day it is absent.';
comment on column retractions.status_event_id is 'The status or resolution that no longer counts.';
comment on column retractions.management_decision_id is 'The decision that no longer counts.';
comment on column retractions.final_action_id is 'The final action that no longer counts.';
comment on column retractions.sum_change_id is 'The changed sum that no longer counts.';
comment on column retractions.target_event_id is 'The target that no longer counts.';
comment on column retractions.happened_on is 'Day from which a recommendation is withdrawn; null when unknown.';
comment on column retractions.observed_on is 'Day on which the retraction was learned: what was known before still counts for questions of what was known then.';
comment on column retractions.note is 'Remark of the source.';
comment on column retractions.source_id is 'Who says so.';

create table source_mentions (
  source_id bigint not null,
  kind text not null,
  slug text collate "C" not null,
  constraint source_mentions_natural_key PRIMARY KEY (kind, slug, source_id),
  constraint source_mentions_kind_check CHECK ((kind = ANY (ARRAY['agency'::text, 'office'::text, 'topic'::text]))),
  constraint source_mentions_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id) ON DELETE CASCADE
);
CREATE INDEX source_mentions_source ON public.source_mentions USING btree (source_id);
comment on table source_mentions is 'Which agencies, offices and topics a source names.';
comment on column source_mentions.source_id is 'The source.';
comment on column source_mentions.kind is 'agency, office or topic.';
comment on column source_mentions.slug is 'Its slug.';

create table source_records (
  source_id bigint not null,
  part integer not null,
  records bytea not null,
  constraint source_records_natural_key PRIMARY KEY (source_id, part),
  constraint source_records_part_check CHECK ((part >= 0)),
  constraint source_records_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id) ON DELETE CASCADE
);
comment on table source_records is 'The canonical records that a source was read as, in parts of compressed NDJSON.';
comment on column source_records.source_id is 'The source.';
comment on column source_records.part is 'Order of the parts, from 0.';
comment on column source_records.records is 'Raw DEFLATE of lines: the row in the file, a tab, the record as JSON.';

create table sources (
  id bigint generated always as identity not null,
  publisher nonblank not null,
  url text,
  file_name nonblank not null,
  sha256 text not null,
  format nonblank not null,
  importer_version nonblank not null,
  as_of calendar_date,
  is_synthetic boolean default false not null,
  imported_at timestamp with time zone default now() not null,
  is_secondary boolean default false not null,
  retracted_at timestamp with time zone,
  retraction_note text,
  is_retold boolean default false not null,
  person nonblank,
  reason nonblank,
  kind source_kind generated always as (
CASE
    WHEN (person IS NULL) THEN 'FILE'::source_kind
    ELSE 'PERSON'::source_kind
END) stored not null,
  constraint sources_pkey PRIMARY KEY (id),
  constraint sources_natural_key UNIQUE (sha256, format),
  constraint sources_check CHECK (((retraction_note IS NULL) OR (retracted_at IS NOT NULL))),
  constraint sources_imported_at_check CHECK (isfinite(imported_at)),
  constraint sources_retracted_at_check CHECK (isfinite(retracted_at)),
  constraint sources_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE TRIGGER sources_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.sources FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table sources is 'Provenance: one row for each file or page that was imported.';
comment on column sources.id is 'Surrogate key.';
comment on column sources.publisher is 'Who published the material, for example DHS OIG.';
comment on column sources.url is 'Where the publisher keeps it; null when unknown.';
comment on column sources.file_name is 'Name of the imported file, without its folder; - for standard input.';
comment on column sources.sha256 is 'SHA-256 of the imported bytes, hexadecimal.';
comment on column sources.format is 'Which importer read it.';
comment on column sources.importer_version is 'Version of that importer.';
comment on column sources.as_of is 'The day on which the material was true, where it says so.';
comment on column sources.is_synthetic is 'True for generated data, which describes nothing real.';
comment on column sources.imported_at is 'When it was imported.';
comment on column sources.is_secondary is 'True for collections of what others publish: they fill gaps and never replace what an office itself says.';
comment on column sources.retracted_at is 'When the source was taken back; null while it counts.';
comment on column sources.retraction_note is 'Why it was taken back.';
comment on column sources.is_retold is 'Whether its sentences are retold in other words than the publisher''s; its numbers, days and names are facts all the same.';
comment on column sources.person is 'Who recorded it; null for files.';
comment on column sources.reason is 'Why, in the words of the person; null when not given, and for files.';
comment on column sources.kind is 'A file or page that was imported, or a person.';

create table stale_recommendation_states (
  id bigint generated always as identity not null,
  recommendation_ids bigint[] not null,
  constraint stale_recommendation_states_pkey PRIMARY KEY (id)
);
CREATE CONSTRAINT TRIGGER stale_recommendation_states_settle AFTER INSERT ON public.stale_recommendation_states DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settle_stale_states();
comment on table stale_recommendation_states is 'Recommendations whose states a running transaction has to make anew before it ends; empty to everybody else.';
comment on column stale_recommendation_states.id is 'Surrogate key.';
comment on column stale_recommendation_states.recommendation_ids is 'Their keys.';

create table status_event_sources (
  event_id bigint not null,
  source_id bigint not null,
  constraint status_event_sources_pkey PRIMARY KEY (event_id, source_id),
  constraint status_event_sources_event_id_fkey FOREIGN KEY (event_id) REFERENCES status_events(id) ON DELETE CASCADE,
  constraint status_event_sources_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX status_event_sources_source ON public.status_event_sources USING btree (source_id, event_id);
CREATE TRIGGER status_event_sources_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.status_event_sources FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table status_event_sources is 'Further sources by which the same statement of the same publisher came.';
comment on column status_event_sources.event_id is 'The statement.';
comment on column status_event_sources.source_id is 'A source, other than that of the statement''s own row.';

create table status_events (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  kind status_event_kind default 'STATUS'::status_event_kind not null,
  status recommendation_status,
  status_raw text,
  resolution resolution_status,
  resolution_raw text,
  closed_on calendar_date,
  basis event_basis default 'STATED'::event_basis not null,
  as_of calendar_date,
  observed_at timestamp with time zone default now() not null,
  note text,
  source_id bigint not null,
  as_of_key date generated always as (COALESCE((as_of)::date, '-infinity'::date)) stored not null,
  confidence double precision,
  extraction_rule nonblank,
  source_quote nonblank,
  publisher nonblank,
  constraint status_events_pkey PRIMARY KEY (id),
  constraint status_events_closing_date CHECK (((closed_on IS NULL) OR (status <> ALL (ARRAY['OPEN'::recommendation_status, 'OPEN_PARTIALLY_ADDRESSED'::recommendation_status, 'UNKNOWN'::recommendation_status])))),
  constraint status_events_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint status_events_not_shown_states_nothing CHECK (((kind = 'STATUS'::status_event_kind) OR ((closed_on IS NULL) AND ((kind = 'RESOLUTION'::status_event_kind) = (resolution IS NOT NULL))))),
  constraint status_events_observed_at_check CHECK (isfinite(observed_at)),
  constraint status_events_publisher_bounded CHECK ((length((publisher)::text) <= 500)),
  constraint status_events_rule_has_confidence CHECK (((confidence IS NULL) = (extraction_rule IS NULL))),
  constraint status_events_states_something CHECK (((kind = 'STATUS'::status_event_kind) = (status IS NOT NULL))),
  constraint status_events_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id),
  constraint status_events_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX status_events_basis ON public.status_events USING btree (basis, recommendation_id);
CREATE INDEX status_events_confidence ON public.status_events USING btree (confidence, id) WHERE (confidence IS NOT NULL);
CREATE INDEX status_events_history ON public.status_events USING btree (recommendation_id, as_of_key, observed_at, id);
CREATE INDEX status_events_kind ON public.status_events USING btree (kind, recommendation_id);
CREATE UNIQUE INDEX status_events_natural_key ON public.status_events USING btree (recommendation_id, source_id, as_of_key, kind, COALESCE(status, 'UNKNOWN'::recommendation_status), COALESCE(resolution, 'UNKNOWN'::resolution_status));
CREATE INDEX status_events_source ON public.status_events USING btree (source_id);
CREATE TRIGGER status_events_append_only BEFORE DELETE OR UPDATE ON public.status_events FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER status_events_follow AFTER INSERT ON public.status_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_last_event();
CREATE TRIGGER status_events_no_truncate BEFORE TRUNCATE ON public.status_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER status_events_note_disputes AFTER INSERT ON public.status_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_disputes();
CREATE TRIGGER status_events_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.status_events FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER status_events_states_insert AFTER INSERT ON public.status_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
CREATE TRIGGER status_events_tell_changes AFTER INSERT ON public.status_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('STATUS');
comment on table status_events is 'What a source said of a recommendation on a day. Rows are only ever added.';
comment on column status_events.id is 'Surrogate key.';
comment on column status_events.recommendation_id is 'The recommendation.';
comment on column status_events.kind is 'A status was stated, or an open list did not show it.';
comment on column status_events.status is 'The status stated; null for NOT_SHOWN.';
comment on column status_events.status_raw is 'The source''s own words for it.';
comment on column status_events.resolution is 'The resolution stated; null when the source does not speak of it.';
comment on column status_events.resolution_raw is 'The source''s own words for it.';
comment on column status_events.closed_on is 'Day of closing, where the event closes it and the source says when.';
comment on column status_events.basis is 'Stated by a source, or by the rule that a recommendation opens with its report.';
comment on column status_events.as_of is 'The day on which this was true; null when the source gives none.';
comment on column status_events.observed_at is 'When we learned it.';
comment on column status_events.note is 'Remark of the source or the importer.';
comment on column status_events.source_id is 'Who says so.';
comment on column status_events.as_of_key is 'as_of for sorting; unknown days come first.';
comment on column status_events.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column status_events.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column status_events.source_quote is 'The words of the text that state it; null when the source is not prose.';
comment on column status_events.publisher is 'Who says so, as the source names it; null where that is the publisher of the source itself.';

create table status_tallies (
  id bigint generated always as identity not null,
  report_id bigint not null,
  publisher nonblank not null,
  as_of calendar_date,
  total_count integer,
  open_count integer,
  closed_count integer,
  resolved_count integer,
  unresolved_count integer,
  source_quote nonblank,
  confidence double precision,
  extraction_rule nonblank,
  source_id bigint not null,
  as_of_key date generated always as (COALESCE((as_of)::date, '-infinity'::date)) stored not null,
  constraint status_tallies_pkey PRIMARY KEY (id),
  constraint status_tallies_natural_key UNIQUE (report_id, publisher, as_of_key),
  constraint status_tallies_closed_count_check CHECK (((closed_count >= 0) AND (closed_count <= 10000))),
  constraint status_tallies_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint status_tallies_open_count_check CHECK (((open_count >= 0) AND (open_count <= 10000))),
  constraint status_tallies_parts_within_total CHECK ((GREATEST(open_count, closed_count, resolved_count, unresolved_count, (COALESCE(open_count, 0) + COALESCE(closed_count, 0)), (COALESCE(resolved_count, 0) + COALESCE(unresolved_count, 0))) <= total_count)),
  constraint status_tallies_publisher_bounded CHECK ((length((publisher)::text) <= 500)),
  constraint status_tallies_resolved_count_check CHECK (((resolved_count >= 0) AND (resolved_count <= 10000))),
  constraint status_tallies_rule_has_confidence CHECK (((confidence IS NULL) = (extraction_rule IS NULL))),
  constraint status_tallies_says_something CHECK ((COALESCE(open_count, closed_count, resolved_count, unresolved_count) IS NOT NULL)),
  constraint status_tallies_total_count_check CHECK (((total_count >= 0) AND (total_count <= 10000))),
  constraint status_tallies_unresolved_count_check CHECK (((unresolved_count >= 0) AND (unresolved_count <= 10000))),
  constraint status_tallies_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports(id) ON DELETE CASCADE,
  constraint status_tallies_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX status_tallies_as_of ON public.status_tallies USING btree (as_of_key, id);
CREATE INDEX status_tallies_confidence ON public.status_tallies USING btree (confidence, id) WHERE (confidence IS NOT NULL);
CREATE INDEX status_tallies_open ON public.status_tallies USING btree (open_count, id);
CREATE INDEX status_tallies_report ON public.status_tallies USING btree (report_id, as_of_key, id);
CREATE INDEX status_tallies_source ON public.status_tallies USING btree (source_id);
CREATE INDEX status_tallies_unresolved ON public.status_tallies USING btree (unresolved_count, id);
CREATE TRIGGER status_tallies_follow_delete AFTER DELETE ON public.status_tallies REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION follow_tallies();
CREATE TRIGGER status_tallies_follow_insert AFTER INSERT ON public.status_tallies REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_tallies();
CREATE TRIGGER status_tallies_follow_update AFTER UPDATE ON public.status_tallies REFERENCING OLD TABLE AS erased NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_tallies();
CREATE TRIGGER status_tallies_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.status_tallies FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table status_tallies is 'How many of a report''s recommendations stand how on a day, where the source does not say which.';
comment on column status_tallies.id is 'Surrogate key.';
comment on column status_tallies.report_id is 'The report that makes the recommendations.';
comment on column status_tallies.publisher is 'Who says so.';
comment on column status_tallies.as_of is 'The day on which this was true; null when the source gives none.';
comment on column status_tallies.total_count is 'Of how many it speaks; null when the source does not say.';
comment on column status_tallies.open_count is 'How many are open; null when the source does not say.';
comment on column status_tallies.closed_count is 'How many are closed; null when the source does not say.';
comment on column status_tallies.resolved_count is 'Of how many office and management agree; null when the source does not say.';
comment on column status_tallies.unresolved_count is 'Of how many they do not; null when the source does not say.';
comment on column status_tallies.source_quote is 'The source''s own words for it.';
comment on column status_tallies.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column status_tallies.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column status_tallies.source_id is 'Where it was read.';
comment on column status_tallies.as_of_key is 'as_of for sorting; unknown days come first.';

create table sum_changes (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  kind money_kind not null,
  amount money_amount not null,
  unsupported_amount money_amount,
  issued_amount money_amount,
  issued_unsupported_amount money_amount,
  happened_on calendar_date,
  observed_on calendar_date default ((now() AT TIME ZONE 'UTC'::text))::date not null,
  occurrence integer default 1 not null,
  note text,
  source_id bigint not null,
  constraint sum_changes_pkey PRIMARY KEY (id),
  constraint sum_changes_occurrence_check CHECK ((occurrence > 0)),
  constraint sum_changes_unsupported_is_a_part CHECK (((unsupported_amount)::numeric <= (amount)::numeric)),
  constraint sum_changes_unsupported_is_questioned CHECK (((kind = 'QUESTIONED_COSTS'::money_kind) OR (unsupported_amount IS NULL))),
  constraint sum_changes_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id),
  constraint sum_changes_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX sum_changes_day ON public.sum_changes USING btree (happened_on, id);
CREATE UNIQUE INDEX sum_changes_natural_key ON public.sum_changes USING btree (recommendation_id, source_id, kind, COALESCE((happened_on)::date, 'infinity'::date), amount, occurrence);
CREATE INDEX sum_changes_source ON public.sum_changes USING btree (source_id);
CREATE TRIGGER sum_changes_append_only BEFORE DELETE OR UPDATE ON public.sum_changes FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER sum_changes_keep_issued BEFORE INSERT ON public.sum_changes FOR EACH ROW EXECUTE FUNCTION keep_issued_amount();
CREATE TRIGGER sum_changes_no_truncate BEFORE TRUNCATE ON public.sum_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER sum_changes_revision AFTER INSERT ON public.sum_changes FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER sum_changes_states_insert AFTER INSERT ON public.sum_changes REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
comment on table sum_changes is 'A sum of a recommendation is changed after issue: an adjustment in the semiannual tables. Rows are only ever added.';
comment on column sum_changes.id is 'Surrogate key.';
comment on column sum_changes.recommendation_id is 'The recommendation.';
comment on column sum_changes.kind is 'Which sum.';
comment on column sum_changes.amount is 'What it is from that day on, US dollars.';
comment on column sum_changes.unsupported_amount is 'The unsupported part from that day on, US dollars; null where it stays as it was.';
comment on column sum_changes.issued_amount is 'What the sum was when the report was issued, US dollars; null when none was stated.';
comment on column sum_changes.issued_unsupported_amount is 'The unsupported part at that time; null when not stated.';
comment on column sum_changes.happened_on is 'Day of the change; null when unknown.';
comment on column sum_changes.observed_on is 'Day on which it was learned; an undated change counts from here.';
comment on column sum_changes.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column sum_changes.note is 'Remark of the source.';
comment on column sum_changes.source_id is 'Who says so.';

create table target_events (
  id bigint generated always as identity not null,
  recommendation_id bigint not null,
  target_on calendar_date not null,
  happened_on calendar_date,
  observed_on calendar_date default ((now() AT TIME ZONE 'UTC'::text))::date not null,
  occurrence integer default 1 not null,
  note text,
  source_id bigint not null,
  constraint target_events_pkey PRIMARY KEY (id),
  constraint target_events_occurrence_check CHECK ((occurrence > 0)),
  constraint target_events_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES recommendations(id),
  constraint target_events_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX target_events_day ON public.target_events USING btree (happened_on, id);
CREATE UNIQUE INDEX target_events_natural_key ON public.target_events USING btree (recommendation_id, source_id, COALESCE((happened_on)::date, 'infinity'::date), target_on, occurrence);
CREATE INDEX target_events_source ON public.target_events USING btree (source_id);
CREATE TRIGGER target_events_append_only BEFORE DELETE OR UPDATE ON public.target_events FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER target_events_no_truncate BEFORE TRUNCATE ON public.target_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER target_events_revision AFTER INSERT ON public.target_events FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
CREATE TRIGGER target_events_states_insert AFTER INSERT ON public.target_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_stale_states('recommendation_id');
CREATE TRIGGER target_events_tell_changes AFTER INSERT ON public.target_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_changes('TARGET');
comment on table target_events is 'Days by which final action was promised, each as it was set or moved. Rows are only ever added.';
comment on column target_events.id is 'Surrogate key.';
comment on column target_events.recommendation_id is 'The recommendation.';
comment on column target_events.target_on is 'Day by which final action is promised.';
comment on column target_events.happened_on is 'Day on which the target was set; null when unknown.';
comment on column target_events.observed_on is 'Day on which it was learned; an undated target counts from here.';
comment on column target_events.occurrence is 'Which of several equal statements of one source it is, from 1: two payments of the same sum on one day are two.';
comment on column target_events.note is 'Remark of the source.';
comment on column target_events.source_id is 'Who says so.';

create table topic_totals (
  topic_id bigint not null,
  report_count integer default 0 not null,
  constraint topic_totals_pkey PRIMARY KEY (topic_id),
  constraint topic_totals_report_count_check CHECK ((report_count >= 0)),
  constraint topic_totals_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE CASCADE
);
comment on table topic_totals is 'How many reports are filed under each topic. Maintained by triggers; no row means none.';
comment on column topic_totals.topic_id is 'The topic.';
comment on column topic_totals.report_count is 'Reports filed under it.';

create table topics (
  id bigint generated always as identity not null,
  slug text collate "C" not null,
  name nonblank not null,
  constraint topics_pkey PRIMARY KEY (id),
  constraint topics_natural_key UNIQUE (slug),
  constraint topics_name_bounded CHECK ((length((name)::text) <= 500)),
  constraint topics_slug_check CHECK (is_slug(slug))
);
CREATE INDEX topics_name ON public.topics USING btree (name, id);
CREATE INDEX topics_name_words ON public.topics USING gin (name gin_trgm_ops);
CREATE TRIGGER topics_revision AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.topics FOR EACH STATEMENT EXECUTE FUNCTION bump_data_revision();
comment on table topics is 'Subjects under which offices file their reports: topic pages, oversight areas, keywords.';
comment on column topics.id is 'Surrogate key.';
comment on column topics.slug is 'Short name, for example deportation. Natural key.';
comment on column topics.name is 'Name as published.';

-- Views

create view agency_ancestors as
 SELECT component_id,
    agency_id,
    depth
   FROM agency_subtrees
  WHERE depth > 0;
comment on view agency_ancestors is 'The agencies above each agency.';

create view current_recommendation_states as
 SELECT recommendation_id,
    valid_from,
    valid_until,
    known_from,
    known_until,
    report_issued_key,
    report_fiscal_key,
    status,
    status_raw,
    status_as_of,
    status_basis,
    status_since,
    resolution,
    resolution_raw,
    resolution_basis,
    resolved_on,
    closed_on,
    is_closing_date_unknown,
    target_on,
    first_target_on,
    questioned_costs,
    unsupported_costs,
    better_use,
    disallowed,
    allowed,
    agreed,
    not_agreed,
    recovered,
    written_off,
    completed,
    dropped,
    decided_on,
    opening,
    closes,
    is_open,
    is_decided,
    unresolved_key,
    overdue_from,
    overdue_possible_from
   FROM recommendation_states
  WHERE known_until = 'infinity'::date AND valid_until = 'infinity'::date;
comment on view current_recommendation_states is 'What is true of each recommendation now, as known now.';

create view current_statuses as
 SELECT COALESCE(s.recommendation_id, a.recommendation_id) AS recommendation_id,
    COALESCE(s.status, 'UNKNOWN'::recommendation_status) AS status,
    s.status_raw,
    s.as_of,
    s.closed_on,
    COALESCE(a.resolution, 'UNKNOWN'::resolution_status) AS resolution,
    a.resolution_raw,
    s.basis AS status_basis,
    a.basis AS resolution_basis
   FROM ( SELECT DISTINCT ON (e.recommendation_id) e.recommendation_id,
            e.status,
            e.status_raw,
            e.as_of,
            e.closed_on,
            e.basis
           FROM status_events e
          WHERE e.kind = 'STATUS'::status_event_kind AND NOT (EXISTS ( SELECT
                   FROM retractions x
                  WHERE x.status_event_id = e.id))
          ORDER BY e.recommendation_id, e.as_of_key DESC, e.observed_at DESC, e.id DESC) s
     FULL JOIN ( SELECT DISTINCT ON (e.recommendation_id) e.recommendation_id,
            e.resolution,
            e.resolution_raw,
            e.basis
           FROM status_events e
          WHERE e.resolution IS NOT NULL AND NOT (EXISTS ( SELECT
                   FROM retractions x
                  WHERE x.status_event_id = e.id))
          ORDER BY e.recommendation_id, e.as_of_key DESC, e.observed_at DESC, e.id DESC) a ON a.recommendation_id = s.recommendation_id;
comment on view current_statuses is 'The last stated status of each recommendation, and the last stated resolution; what was retracted left out.';

create view event_sources as
 SELECT status_events.id AS event_id,
    status_events.source_id
   FROM status_events
UNION ALL
 SELECT status_event_sources.event_id,
    status_event_sources.source_id
   FROM status_event_sources;
comment on view event_sources is 'Every source by which a statement came.';
comment on column event_sources.event_id is 'The statement.';
comment on column event_sources.source_id is 'A source that has it.';

create view office_recommendation_totals as
 SELECT office_id,
    sum(count)::bigint AS count,
    sum(open_count)::bigint AS open_count,
    sum(unresolved_count)::bigint AS unresolved_count,
    sum(resolution_unknown_count)::bigint AS resolution_unknown_count
   FROM office_recommendation_cells
  GROUP BY office_id;
comment on view office_recommendation_totals is 'How many recommendations each office has made, from its cells.';
comment on column office_recommendation_totals.office_id is 'The office.';
comment on column office_recommendation_totals.count is 'All of them.';
comment on column office_recommendation_totals.open_count is 'Those that are open.';
comment on column office_recommendation_totals.unresolved_count is 'Those that are proven unresolved.';
comment on column office_recommendation_totals.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';

create view office_recommendations as
 SELECT r.office_id,
    c.id AS recommendation_id,
    r.issued_key AS report_issued_key
   FROM reports r
     JOIN recommendations c ON c.report_id = r.id;
comment on view office_recommendations is 'Recommendations of each office: those of its reports. The day of issue is read from the report, so that an office''s reports are walked in their order.';
comment on column office_recommendations.office_id is 'The office.';
comment on column office_recommendations.recommendation_id is 'The recommendation.';
comment on column office_recommendations.report_issued_key is 'The day its report was issued; -infinity when unknown.';

create view request_viewers as
 SELECT 1::bigint AS id;
comment on view request_viewers is 'One row, for whoever asks; what is said of the viewer comes with the request.';

create view service_facts as
 SELECT 1::bigint AS id,
    revision,
    changed_at
   FROM data_revision;
comment on view service_facts is 'One row: the data revision and when it last changed.';

create view status_claims as
 SELECT id,
    recommendation_id,
    publisher,
    kind,
    status,
    status_raw,
    resolution,
    resolution_raw,
    closed_on,
    basis,
    as_of,
    observed_at,
    source_id,
    (EXISTS ( SELECT
           FROM status_conflicts k
          WHERE k.recommendation_id = c.recommendation_id AND k.event_id = c.id AND k.is_certain)) AS disagrees
   FROM ( SELECT DISTINCT ON (e.recommendation_id, (COALESCE(e.publisher, s.publisher))) e.id,
            e.recommendation_id,
            COALESCE(e.publisher, s.publisher) AS publisher,
            e.kind,
            e.status,
            e.status_raw,
            e.resolution,
            e.resolution_raw,
            e.closed_on,
            e.basis,
            e.as_of,
            e.observed_at,
            e.source_id
           FROM status_events e
             JOIN sources s ON s.id = e.source_id
          WHERE NOT (EXISTS ( SELECT
                   FROM retractions x
                  WHERE x.status_event_id = e.id))
          ORDER BY e.recommendation_id, (COALESCE(e.publisher, s.publisher)), e.as_of_key DESC, e.observed_at DESC, e.id DESC) c;
comment on view status_claims is 'The last thing each publisher said of each recommendation; two that disagree are both here.';
comment on column status_claims.publisher is 'Who says so.';
comment on column status_claims.disagrees is 'Another publisher states something incompatible with it for the same time.';

create view status_conflicts as
 SELECT a.recommendation_id,
    a.id AS event_id,
    b.id AS other_event_id,
    COALESCE(is_of_one_time(a.holds_from::date, a.holds_until::date, a.is_dated, b.holds_from::date, b.holds_until::date, b.is_dated), false) AS is_certain
   FROM status_statements a
     JOIN status_statements b ON b.recommendation_id = a.recommendation_id AND b.publisher::text <> a.publisher::text
  WHERE is_incompatible(a.status, a.resolution, b.status, b.resolution) AND is_of_one_time(a.holds_from::date, a.holds_until::date, a.is_dated, b.holds_from::date, b.holds_until::date, b.is_dated) IS NOT FALSE;
comment on view status_conflicts is 'Pairs of statements by two publishers that cannot both be true, of the same time or, where a day is unknown, perhaps of the same time.';
comment on column status_conflicts.recommendation_id is 'The recommendation.';
comment on column status_conflicts.event_id is 'One statement.';
comment on column status_conflicts.other_event_id is 'The other one.';
comment on column status_conflicts.is_certain is 'Whether it is known that both speak of the same time.';

create view status_statements as
 SELECT e.id,
    e.recommendation_id,
    COALESCE(e.publisher, s.publisher) AS publisher,
    e.status,
    e.resolution,
    LEAST(e.closed_on, e.as_of) AS holds_from,
    GREATEST(e.as_of, e.closed_on) AS holds_until,
    e.as_of IS NOT NULL AS is_dated
   FROM status_events e
     JOIN sources s ON s.id = e.source_id
  WHERE e.kind <> 'NOT_SHOWN'::status_event_kind AND e.basis <> 'RULE'::event_basis AND NOT (EXISTS ( SELECT
           FROM retractions x
          WHERE x.status_event_id = e.id));
comment on view status_statements is 'What publishers state, and for which time.';
comment on column status_statements.publisher is 'Who states it.';
comment on column status_statements.holds_from is 'First day of which it is said; null when unknown.';
comment on column status_statements.holds_until is 'Last day of which it is said, as far as known.';
comment on column status_statements.is_dated is 'Whether the day for which it is stated is known.';

create view suggestible_names as
 SELECT 'AGENCY'::text AS type,
    a.id * 4 AS id,
    a.id AS agency_id,
    NULL::bigint AS office_id,
    NULL::bigint AS topic_id,
    a.name::text AS name
   FROM agencies a
UNION ALL
 SELECT 'OFFICE'::text AS type,
    o.id * 4 + 1 AS id,
    NULL::bigint AS agency_id,
    o.id AS office_id,
    NULL::bigint AS topic_id,
    o.name
   FROM offices o
UNION ALL
 SELECT 'TOPIC'::text AS type,
    t.id * 4 + 2 AS id,
    NULL::bigint AS agency_id,
    NULL::bigint AS office_id,
    t.id AS topic_id,
    t.name
   FROM topics t;
comment on view suggestible_names is 'Names that a misspelt one may mean.';
