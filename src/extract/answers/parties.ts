// Who answers: an agency of the table, the office's own department where "management" speaks, or a party that is no agency
// (a city, grantee, contractor, auditor), which is never taken for the department.

import { agenciesMentioned } from "../agencies";
import type { AgencyMention, Context } from "../facts";
import { squeeze } from "../text";

export interface Actors {
  readonly slugs: readonly string[];
  /** The party in the text's words, where it is no agency. */
  readonly respondent: string | null;
  readonly isInferred: boolean;
  readonly basis: "named" | "before" | "department";
}

const PARTY_NOUN =
  "[Cc]ity|[Cc]ounty|[Ss]tate(?![’']s (?:Bureau|Office))|[Tt]own(?:ship)?|[Vv]illage|[Pp]arish|[Bb]orough|[Tt]erritory|[Cc]ommonwealth|[Mm]unicipality|[Gg]overnment of \\p{Lu}\\p{L}+|[Aa]uthorit(?:y|ies)|[Ss]ub-?grantees?|[Gg]rantees?|[Ss]ub-?recipients?|[Rr]ecipients?|[Aa]wardees?|[Ss]ub-?contractors?|[Cc]ontractors?|[Aa]uditees?|[Ll]enders?|[Bb]anks?|[Uu]niversity|[Cc]ollege|[Ss]chools?|[Hh]ospitals?|[Dd]istrict|[Cc]orporation|[Cc]ompany|[Cc]ompanies|Inc|LLC|LLP|Corp|[Ff]oundation|[Nn]on-?profit|[Tt]ribe|[Nn]ation|[Cc]ooperative|[Aa]irlines?|[Pp]roviders?|[Oo]wners?|[Ss]ponsors?|[Aa]ssociation|[Mm]ortgagee|[Aa]uditors?|[Ff]irms?|[Vv]endors?|[Aa]pplicants?|[Ii]nsurers?|[Cc]arriers?|[Uu]tility|[Ll]andlords?|[Bb]orrowers?|[Ss]ociety|[Pp]artnership|[Ii]nstitute|[Dd]iocese|[Cc]hurch|[Mm]useum|[Ll]aboratory|[Ss]ervicers?|[Aa]gent|[Cc]onsultants?|[Cc]linics?|[Hh]omes?|[Nn]etwork|[Cc]oalition|[Ss]heriff|[Pp]olice|[Ss]tates|[Cc]ities|[Cc]ounties|[Dd]epartment of \\p{Lu}[\\p{L} ]+ of the (?:State|Commonwealth)";
const PARTY = new RegExp(`(?<![\\p{L}])(?:${PARTY_NOUN})(?![\\p{L}])`, "gu");
const PLACES =
  "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin|Wyoming|Puerto Rico|Guam|American Samoa|Virgin Islands|District of Columbia";
const PLACE = new RegExp(`(?<![\\p{L}])(?:${PLACES})(?![\\p{L}])`, "u");

// Who speaks for the audited body as such. A bureau or office that the table doesn't know is part of the department.
const MANAGEMENT =
  /(?<![\p{L}])(?:[Mm]anagement|[Mm]anagers|[Oo]fficials?|[Ll]eadership|[Ss]ecretary|[Aa]dministrators?|[Cc]ommissioners?|[Dd]irectors?|[Cc]hief|[Cc]hairman|[Cc]hairperson|[Cc]hair|[Aa]rchivist|[Ss]uperintendent|[Pp]ostmaster|[Aa]ttorney General|[Cc]ommandant|[Cc]omptroller|[Dd]eputy|[Cc]ommander|[Gg]eneral [Cc]ounsel|[Oo]fficers?|[Ee]mbassy|[Mm]ission|[Aa]gency|[Aa]gencies|[Dd]epartment|[Bb]ureaus?|[Cc]ommission|[Cc]omponents?|[Oo]ffices?|[Dd]irectorate|[Dd]ivision|[Ss]ervice|[Aa]dministration|[Bb]oard|[Cc]orps|[Cc]enters?|[Cc]ommand|[Rr]egions?|[Hh]eadquarters|[Ss]taff|[Ff]acility|[Pp]rograms?|VISN|[Ii]nspector)(?![\p{L}])/u;
const PRONOUN = /^(?:[^,]{0,60}, )?(?:however, |also |but )?(?:it|they|he|she|both|all|each)(?![\p{L}])/iu;

/** The party or agency that a clause's subject names; null where it names nobody. */
export function named(subject: string, context: Context): Actors | null {
  const mentions = agenciesMentioned(subject, context);
  const party = partyIn(subject, mentions);
  if (party !== null) return { slugs: [], respondent: party, isInferred: false, basis: "named" };
  const slugs = [...new Set(mentions.map(({ slug }) => slug))];
  return slugs.length > 0 ? { slugs, respondent: null, isInferred: false, basis: "named" } : null;
}

/** The words of a party that is no agency. A party's own noun after an agency's name ("FEMA's contractor") is that party. */
function partyIn(subject: string, mentions: readonly AgencyMention[]): string | null {
  const isInside = (at: number) => mentions.some(({ span }) => span.start <= at && at < span.end);
  const noun = [...subject.matchAll(PARTY)].filter(({ index }) => !isInside(index)).at(-1);
  const place = PLACE.exec(subject);
  const at = noun?.index ?? (place && !isInside(place.index) ? place.index : -1);
  if (at < 0) return null;
  const end = at + (noun?.[0].length ?? place![0].length);
  // "the contractor's work, FEMA concurred": the agency stands nearer to the verb. "FEMA and the County" speak together: the agency is told.
  if (mentions.some(({ span }) => span.start >= end)) return null;
  if (
    mentions.length > 0 &&
    /(?<![\p{L}])(?:and|for|on behalf of)(?![\p{L}])/u.test(subject.slice(mentions.at(-1)!.span.end, at))
  )
    return null;
  // "Officials from the State Department of X", "state auditor" … and "auditors" that are the office itself are left alone.
  if (
    /^[Aa]uditors?$|^[Ff]irms?$/u.test(subject.slice(at, end)) &&
    /(?<![\p{L}])(?:our|the office)(?![\p{L}])/iu.test(subject)
  )
    return null;
  // "the State Department", "the District Director", "the state director": an agency's own people.
  const after = subject.slice(end);
  if (
    /^[\s\u00A0]+(?:Director|Manager|Office|Engineer|Administrator|Secretary|Commander)(?![\p{L}])/u.test(
      after,
    )
  )
    return null;
  const clause = subject.slice(
    Math.max(
      0,
      ...[
        ...subject
          .slice(0, at)
          .matchAll(/[;,](?=\s)|(?<![\p{L}])(?:that|but|while|because|although)(?![\p{L}])/gu),
      ].map((m) => m.index + m[0].length),
    ),
  );
  const words = squeeze(clause)
    .replace(
      /^(?:In (?:its|their) \p{L}+(?: \p{L}+)?,? |However,? |In general,? |Generally,? |Although |The management of )/u,
      "",
    )
    .replace(/[,;]$/u, "");
  return (
    words
      .replace(
        / (?:generally|also|officials?|management|has|have|had|fully|partially|did|does|do|not|neither|stated that (?:it|they)|said (?:it|they))+$/gu,
        "",
      )
      .slice(0, 120)
      .trim() || null
  );
}

/** Whether the words are a body's management, so that the office's own department may be meant. */
export function isManagement(subject: string): boolean {
  return MANAGEMENT.test(subject);
}

/** "However, it agreed": who spoke before speaks again. */
export function pointsBack(subject: string): boolean {
  return PRONOUN.test(squeeze(subject));
}

/** A name that the table doesn't know: capitalised words, no management's title among them. */
export function unknownName(subject: string): string | null {
  const words = squeeze(subject);
  if (isManagement(words)) return null;
  const name =
    /(?:^|[,;] |\b(?:and|but|while) )(?:[Tt]he )?((?:\p{Lu}[\p{L}\d.&’'-]*)(?:,? (?:\p{Lu}[\p{L}\d.&’'-]*|of|and|for|the|&))*)(?: (?:generally|also|fully|partially|has|have|did|does|not|neither|stated|said|only)(?: that it)?)*$/u.exec(
      words,
    )?.[1];
  return name &&
    !/^(?:In|We|However|Although|While|When|As|It|They|This|These|Both|All|After|Additionally|Further|OIG|The|He|She|You|Your|Therefore|Overall|Finally|For|On|At|To|By|Of|If|Officials)$/u.test(
      name,
    )
    ? name
    : null;
}
