// The canonical records: what every importer produces, what the loader takes, what an export writes, one JSON object a line.
// Records refer to each other by natural keys, never by ids. One table here says everything about a kind of record.
import { eventKinds } from "./event-records";
import { byPerson, count, extracted, type Field, flag, key, keyIf, may, mention, moment, must, ofFinding, offset, ofRecommendation, ofReport, place, says, sum, target, year } from "./fields";
import { statementKinds } from "./statement-records";
import { boolean, date, integer, nonblank, number, sha256, short, signedMoney, slug, sourceKey, text, timestamp, title } from "./values";
import {
  agencyKind,
  agencyRole,
  findingClass,
  managementPosition,
  officeKind,
  recommendationLinkKind,
  recommendationStatus,
  reportLinkKind,
  reportList,
  reportType,
  textMissingReason,
} from "./vocabulary";

export type { Field } from "./fields";

/** Every kind of record with its fields, in the order in which they are written and loaded. */
export const kinds = {
  source: {
    sha256: key(sha256),
    format: key(short),
    publisher: must(short),
    url: may(nonblank),
    fileName: must(short),
    importerVersion: must(short),
    asOf: may(date),
    isSynthetic: may(boolean),
    isSecondary: may(boolean),
    isRetold: may(boolean),
    ...byPerson,
    importedAt: may(timestamp),
  },
  agency: {
    slug: key(slug),
    name: must(short),
    acronym: may(short),
    kind: may(agencyKind, { unknown: "OTHER" }),
    parent: may(slug),
    uei: may(short),
    homepageUrl: may(nonblank),
    mention,
    ...says,
  },
  agency_alias: { alias: key(short), agency: must(slug) },
  office: {
    slug: key(slug),
    name: must(short),
    shortName: may(short),
    kind: may(officeKind, { unknown: "OTHER" }),
    homepageUrl: may(nonblank),
    statutoryReference: may(nonblank),
    establishedYear: may(integer(1776, 2199)),
    isActive: may(boolean),
    publishesReports: may(boolean),
    mention,
    ...says,
  },
  office_agency: { office: key(slug), agency: key(slug) },
  topic: { slug: key(slug), name: must(short), mention },
  report: {
    office: key(slug),
    number: keyIf(number),
    title: may(title),
    type: may(reportType, { unknown: "OTHER" }),
    typeRaw: may(nonblank),
    summary: may(nonblank),
    issuedOn: may(date),
    providedOn: may(date),
    commentedOn: may(date),
    areCommentsRecorded: may(boolean),
    fiscalYear: year,
    auditYear: year,
    declaredRecommendationCount: count,
    questionedCosts: sum,
    unsupportedCosts: sum,
    fundsPutToBetterUse: sum,
    isReleased: may(boolean),
    url: may(nonblank),
    landingUrl: may(nonblank),
    location: may(nonblank),
    sourceStart: place,
    sourceEnd: place,
    summaryStart: place,
    createdAt: moment,
    updatedAt: moment,
    ...says,
  },
  report_source: {
    ...ofReport,
    source: must(sourceKey, { role: "key" }),
    sourceStart: place,
    sourceEnd: place,
  },
  report_agency: {
    ...ofReport,
    agency: key(slug),
    role: may(agencyRole),
    isInferred: may(boolean, { quiet: true }),
  },
  report_topic: { ...ofReport, topic: key(slug) },
  report_link: {
    ...ofReport,
    kind: key(reportLinkKind),
    targetRaw: key(short),
    targetOffice: target(slug),
    targetReport: target(number),
    targetTitle: target(title),
    listedAs: may(reportList),
    page: may(integer(1, 100_000)),
    line: may(integer(1, 10_000_000)),
    sourceQuote: may(nonblank),
    ...says,
  },
  finding: {
    ...ofReport,
    number: key(number),
    isNumberPrinted: may(boolean),
    statement: may(nonblank),
    class: may(findingClass),
    condition: may(nonblank),
    criteria: may(nonblank),
    cause: may(nonblank),
    effect: may(nonblank),
    correctiveActionPlan: may(nonblank),
    sourceQuote: may(nonblank),
    quoteStart: offset,
    quoteEnd: offset,
    questionedCosts: sum,
    isModifiedOpinion: flag,
    isOtherMatters: flag,
    isMaterialWeakness: flag,
    isSignificantDeficiency: flag,
    isOtherFinding: flag,
    hasQuestionedCosts: flag,
    isRepeat: flag,
    ...extracted,
    ...says,
  },
  finding_award: {
    ...ofFinding,
    awardReference: key(number),
    assistanceListing: may(short),
    programName: may(nonblank),
    amountExpended: may(signedMoney),
    isDirect: may(boolean),
    isMajor: may(boolean),
    isPassthrough: may(boolean),
    passthroughAmount: may(signedMoney),
  },
  finding_link: {
    ...ofFinding,
    targetRaw: key(short),
    targetOffice: target(slug),
    targetReport: target(number),
    targetTitle: target(title),
    targetFinding: target(number),
    ...says,
  },
  recommendation: {
    ...ofReport,
    number: key(number),
    text: may(nonblank),
    textMissingReason: may(textMissingReason),
    sourceQuote: may(nonblank),
    quoteStart: offset,
    quoteEnd: offset,
    targetOn: may(date),
    questionedCosts: sum,
    unsupportedCosts: sum,
    fundsPutToBetterUse: sum,
    disallowedCosts: sum,
    allowedCosts: sum,
    agreedBetterUse: sum,
    notAgreedBetterUse: sum,
    isSignificant: may(boolean),
    ...extracted,
    createdAt: moment,
    updatedAt: moment,
    ...says,
  },
  recommendation_finding: { ...ofRecommendation, finding: key(number) },
  recommendation_agency: { ...ofRecommendation, agency: key(slug), isInferred: may(boolean, { quiet: true }) },
  /** How many recommendations of a report a party has or answers, where the source does not say which. */
  recommendation_share: {
    ...ofReport,
    /** Slug of the agency, or the party in the source's own words. */
    party: key(short),
    agency: target(slug),
    position: key(managementPosition),
    recommendationCount: count,
    isAll: may(boolean),
    sourceQuote: may(nonblank),
    ...extracted,
    ...says,
  },
  /** How many of a report's recommendations stand how, where the source does not say which. */
  status_tally: {
    ...ofReport,
    /** Who says so, where that is not the publisher of the source. */
    publisher: may(short),
    asOf: may(date),
    totalCount: count,
    openCount: count,
    closedCount: count,
    resolvedCount: count,
    unresolvedCount: count,
    sourceQuote: may(nonblank),
    ...extracted,
    ...says,
  },
  response: {
    ...ofRecommendation,
    agency: key(slug),
    period: keyIf(number),
    position: may(managementPosition, { unknown: "UNKNOWN" }),
    positionRaw: may(nonblank),
    text: may(nonblank),
    plannedAction: may(nonblank),
    respondedOn: may(date),
    observedOn: may(date),
    targetOn: may(date),
    revisedTargetOn: may(date),
    status: may(recommendationStatus),
    statusRaw: may(nonblank),
    sourceQuote: may(nonblank),
    ...extracted,
    ...says,
  },
  recommendation_link: {
    ...ofRecommendation,
    kind: key(recommendationLinkKind),
    targetRaw: key(short),
    targetOffice: target(slug),
    targetReport: target(number),
    targetTitle: target(title),
    targetRecommendation: target(number),
    ...says,
  },
  ...statementKinds,
  ...eventKinds,
  /** The file lists everything of an office that is open on a day: what it does not show gets a NOT_SHOWN event. */
  open_list: { office: key(slug), asOf: must(date), note: may(text, { quiet: true }), ...says },
} as const satisfies Record<string, Record<string, Field>>;

export type Kind = keyof typeof kinds;
type Fields<K extends Kind> = (typeof kinds)[K];
type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredNames<F> = { [N in keyof F]: F[N] extends Field<unknown, true> ? N : never }[keyof F];

/** A record of one kind: required fields present, any other absent or null when not known. */
export type RecordOf<K extends Kind> = { readonly record: K } & {
  readonly [N in RequiredNames<Fields<K>>]: ValueOf<Fields<K>[N]>;
} & { readonly [N in Exclude<keyof Fields<K>, RequiredNames<Fields<K>>>]?: ValueOf<Fields<K>[N]> | null };

export type CanonicalRecord = { [K in Kind]: RecordOf<K> }[Kind];

export const kindNames = Object.keys(kinds) as readonly Kind[];

/** The fields of a kind, by name. */
export function fieldsOf(kind: Kind): Readonly<Record<string, Field>> {
  return kinds[kind];
}

/** `issuedOn` as PostgreSQL spells it: `issued_on`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
