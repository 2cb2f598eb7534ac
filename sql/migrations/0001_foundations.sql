-- What the tables share: extensions, value types, enumerations and text keys. Refers to no table.

create extension if not exists pg_trgm;

-- The first condition is a shortcut for the usual text, which begins with a visible ASCII character.
create domain nonblank as text collate "C" check (left(value, 1) between '!' and '~' or value ~ '\S');
comment on domain nonblank is 'Text with at least one visible character; compared and sorted by code point, so that every server sorts alike.';

create domain calendar_date as date check (value between date '1789-01-01' and date '2199-12-31');
comment on domain calendar_date is 'A finite, plausible day. Plain date would accept infinity and typing errors such as the year 20221.';

create domain money_amount as numeric(20, 2) check (value >= 0 and value <> 'NaN');
comment on domain money_amount is 'US dollars and cents, exact, never negative. A check of >= 0 alone would let NaN pass.';

-- Awards of single audits: credits and corrections can exceed what was spent.
create domain signed_amount as numeric(20, 2) check (value <> 'NaN');
comment on domain signed_amount is 'US dollars and cents, exact; negative for credits.';

create type agency_kind as enum ('DEPARTMENT', 'COMPONENT', 'INDEPENDENT_AGENCY', 'AUDITEE', 'LOCAL_GOVERNMENT', 'OTHER');
comment on type agency_kind is 'What sort of body is reviewed: a cabinet department, a part of one, an independent federal agency, a recipient of federal awards (single audits), a state or local body.';

create type office_kind as enum ('INSPECTOR_GENERAL', 'GAO', 'STATE_AUDITOR', 'LOCAL_AUDITOR', 'INDEPENDENT_AUDITOR', 'GRAND_JURY', 'COMMISSION', 'OTHER');
comment on type office_kind is 'What sort of body does the oversight.';

create type agency_role as enum ('REVIEWED', 'RESPONSIBLE', 'MENTIONED');
comment on type agency_role is 'Why a report concerns an agency: its programmes were reviewed; it has to act; it is only named.';

create type report_type as enum ('AUDIT', 'INSPECTION_EVALUATION', 'INVESTIGATION', 'MANAGEMENT_ALERT', 'SPECIAL_REVIEW', 'SEMIANNUAL_REPORT', 'PEER_REVIEW', 'TOP_MANAGEMENT_CHALLENGES', 'VERIFICATION_REVIEW', 'MANAGEMENT_LETTER', 'OTHER');
comment on type report_type is 'Kind of oversight product. Null on a report means that no source states it.';

create type report_link_kind as enum ('FOLLOWS_UP', 'REVISES', 'REFERENCES');
comment on type report_link_kind is 'How one report points to another.';

create type finding_class as enum ('DEFICIENCY', 'COMPLIANT', 'CONCLUSION', 'OBSERVATION');
comment on type finding_class is 'What a finding says: something is wrong; something is as required; the auditors'' overall judgement; a neutral fact.';

create type recommendation_status as enum ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'CLOSED_IMPLEMENTED', 'CLOSED_ALTERNATIVE', 'CLOSED_NOT_IMPLEMENTED', 'CLOSED_NO_LONGER_VALID', 'CLOSED_SUPERSEDED', 'CLOSED_UNSPECIFIED', 'UNKNOWN');
comment on type recommendation_status is 'Is final action complete? The first of three independent axes.';

create type resolution_status as enum ('RESPONSE_NOT_YET_DUE', 'UNRESOLVED', 'RESOLVED', 'ON_HOLD', 'UNKNOWN');
comment on type resolution_status is 'Do office and management agree on what will be done (OMB Circular A-50)? The second axis.';

create type management_position as enum ('CONCUR', 'PARTIALLY_CONCUR', 'NON_CONCUR', 'NO_POSITION', 'NOT_YET_DUE', 'UNKNOWN');
comment on type management_position is 'What management answered. The third axis; concurrence never implies resolution.';

create type text_missing_reason as enum ('NOT_PUBLISHED', 'WITHHELD', 'NOT_IMPORTED');
comment on type text_missing_reason is 'Why a recommendation has no text: the source does not give it; it is classified or sensitive; only numbers were imported.';

create type status_event_kind as enum ('STATUS', 'NOT_SHOWN');
comment on type status_event_kind is 'A source states a status, or a list that names what is open does not show it (which is no statement that it is closed).';

create type event_basis as enum ('STATED', 'RULE');
comment on type event_basis is 'Whether a source states the status or the rule "open from the day of issue" gives it.';

create type recommendation_link_kind as enum ('REPEATS', 'SUPERSEDES');
comment on type recommendation_link_kind is 'How a recommendation points to an earlier one.';

create type age_bucket as enum ('UNDER_6_MONTHS', 'FROM_6_TO_12_MONTHS', 'FROM_1_TO_3_YEARS', 'FROM_3_TO_5_YEARS', 'OVER_5_YEARS');
comment on type age_bucket is 'How long ago a report was issued, in five steps, the youngest first.';

-- Not declared strict: PostgreSQL inlines a strict function only when its body is certainly strict, and a case expression
-- never is. Inlining halves the cost of a call.
create function natural_part_key(part text) returns text
  language sql immutable parallel safe
  return (lower(rtrim(part, '0123456789')) || case
    when rtrim(part, '0123456789') = part then ''
    else lpad(right(part, length(part) - length(rtrim(part, '0123456789'))), 20, '0')
  end) collate "C";
comment on function natural_part_key(text) is 'Sort key of a piece of a printed number that has digits at its end only, at most 20.';

create function natural_sort_key(label text) returns text
  language sql immutable parallel safe
  return case
    when length(label) between 1 and 20 and ltrim(label, '0123456789') = '' then lpad(label, 20, '0')
    -- OIG-21-36, 2b-1: up to four pieces, digits at their ends. Several plain calls cost less than regexp_replace.
    when length(label) <= 20 and label ~ '^[^0-9-]*[0-9]*(-[^0-9-]*[0-9]*){0,3}$' then
      natural_part_key(split_part(label, '-', 1))
      || case when label like '%-%' then '-' || natural_part_key(split_part(label, '-', 2)) else '' end
      || case when label like '%-%-%' then '-' || natural_part_key(split_part(label, '-', 3)) else '' end
      || case when label like '%-%-%-%' then '-' || natural_part_key(split_part(label, '-', 4)) else '' end
    else regexp_replace(regexp_replace(lower(label), '(\d+)', '00000000000000000000\1', 'g'), '\d*(\d{20})', '\1', 'g')
  end collate "C";
comment on function natural_sort_key(text) is 'Sort key of a printed number: digit runs padded to 20 places, so that 2 comes before 10 and 2b after 2.';

create function report_number_key(number text) returns text
  language sql immutable parallel safe
  return case
    when number ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' then number
    else trim(both '-' from regexp_replace(upper(number), '[\s/_\u00a0\u00ad\u2010-\u2015\u2212-]+', '-', 'g'))
  end collate "C";
comment on function report_number_key(text) is 'Identity of a report number: case, spaces, dashes of every kind and slashes folded. Separators fold to one dash and do not vanish, else OIG-2-136 and OIG-21-36 would be one report.';

-- Folds a title's case alike in every database, whatever its locale: lower() knows only ASCII under some of them.
create function folded_title(title text) returns text language sql immutable strict parallel safe as $$
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
$$;
comment on function folded_title is 'A title in lower case, in one Unicode form; the key of reports without a number.';

-- Letters and digits of all scripts, in lower case, joined by single dashes; no other ASCII characters.
create function is_slug(slug text) returns boolean language sql immutable strict parallel safe as $$
  select slug collate "C" ~ '^[^-\x01-\x2f\x3a-\x60\x7b-\x7f]+(-[^-\x01-\x2f\x3a-\x60\x7b-\x7f]+)*$';
$$;
comment on function is_slug is 'Whether a text can be a slug: lower-case words of any script, joined by dashes.';
