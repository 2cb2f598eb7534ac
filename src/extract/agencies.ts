// Which agencies a text names, by the alias table, and where. "the Department" is read as the office's own department,
// a short form in brackets after a full name ("Federal Student Aid (FSA)") as that name from there on.

import type { AgencyMention, Context } from "./facts";
import { departmentOf, FEDERAL_AGENCIES, federalAgency } from "./federal-agencies";
import { quoteOf, squeeze, Taken } from "./text";

const SLUGS = new Map<string, string[]>();
const SOURCES: string[] = [];

for (const { slug, name, abbreviation, aliases } of FEDERAL_AGENCIES) {
  const head = /^Department of (?!State$)(.*)/u.exec(name);
  const secretary = head ? [`Secretary of ${head[1]}`] : [];
  for (const alias of [name, ...aliases, ...secretary, ...(abbreviation ? [abbreviation] : [])])
    addAlias(alias, slug);
}

const OPEN = "(?<![\\p{L}\\p{N}_&@./-])";
const CLOSE = "(?![\\p{L}\\p{N}_&@]|[./-][\\p{L}\\p{N}])";
const ALIAS = new RegExp(`${OPEN}(?:${SOURCES.sort((a, b) => b.length - a.length).join("|")})${CLOSE}`, "gu");
// "the Department of Nowhere" is not the office's own department, nor is "Fire Department"; "Department policies" is.
const OWN =
  /(?<![\p{L}\p{N}])(?:[Tt]he\s+(Department|Commission|Agency|Bureau)|(?<!\p{Lu}[\p{L}.]*[\s\u00A0])(Department)(?=[\s\u00A0]+\p{Ll}|[’']s))(?![\p{L}\p{N}]|[\s\u00A0]+(?:of|on|for)[\s\u00A0])/gu;

/**
 * Every mention, in the order of the text, overlapping ones merged into the longest. Empty when none is named.
 * `home` decides what "the Department" means; with null it is left out.
 */
export function agenciesMentioned(text: string, context: Context): AgencyMention[] {
  const found: AgencyMention[] = [];
  const taken = new Taken(text.length);
  const add = (slug: string, start: number, end: number) => {
    const quote = quoteOf(text, start, end);
    if (quote && taken.take(start, end)) found.push({ slug, ...quote });
  };
  for (const match of text.matchAll(ALIAS)) {
    const slug = slugOf(match[0], context);
    if (slug && !isElsewhere(text, match[0], match.index))
      add(slug, match.index, match.index + match[0].length);
  }
  dropStrangers(text, found, context);
  for (const { short, slug, from } of definedShortForms(text, found)) {
    const word = new RegExp(`${OPEN}(?:[Tt]he )?${short}${CLOSE}`, "gu");
    for (const match of text.matchAll(word))
      if (match.index >= from) add(slug, match.index, match.index + match[0].length);
  }
  const home = context.home === null ? null : federalAgency(context.home);
  for (const match of home ? text.matchAll(OWN) : []) {
    if (fitsOwn(home!.name, match[1] ?? match[2]!))
      add(home!.slug, match.index, match.index + match[0].length);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Slugs of the agencies named, each once, in the order of first mention. */
export function agencySlugs(text: string, context: Context): string[] {
  return [...new Set(agenciesMentioned(text, context).map(({ slug }) => slug))];
}

function addAlias(alias: string, slug: string): void {
  const plain = alias.replace(/^U\.S\. /u, "");
  SLUGS.set(key(plain), [...new Set([...(SLUGS.get(key(plain)) ?? []), slug])]);
  const isWritten = alias === alias.toUpperCase() || /^\p{Lu}+\p{Ll}{1,2}\p{Lu}+$/u.test(alias);
  const prefix =
    alias === plain ? "" : "(?:U\\.?S\\.?[\\s\\u00A0]+|[Uu]nited[\\s\\u00A0]+[Ss]tates[\\s\\u00A0]+)?";
  const words = plain.split(" ").map((word) => (isWritten ? literal(word) : anyCase(literal(word))));
  SOURCES.push(prefix + words.join("[\\s\\u00A0]+"));
}

/** The one agency of that name; of several, the one in the office's own department; else null. */
function slugOf(words: string, context: Context): string | null {
  const slugs = SLUGS.get(key(words)) ?? [];
  const isOffice = /^Office of|^OFO$|^Management Directorate/iu.test(words);
  if (slugs.length === 1 && !(isOffice && isStrange(slugs[0]!, context))) return slugs[0]!;
  return slugs.find((slug) => context.home !== null && departmentOf(slug) === context.home) ?? null;
}

// Short forms that mean other things too (economic price adjustment, a computer system): read only in the department's own
// texts, or beside the full name.
const SHARED = /^(?:GPO|ETA|EPA|NPS|FRA|FTA|OCC|FNS|IHS|NCA|OJP|FHA|BIA|NRC|SEC|ORR|FCC|FTC|FS|NSF)$/u;

function dropStrangers(text: string, found: AgencyMention[], context: Context): void {
  const inFull = new Set(found.filter(({ quote }) => !SHARED.test(quote)).map(({ slug }) => slug));
  const redefined = new Map<string, boolean>();
  const kept = found.filter(({ slug, quote }) => {
    if (!redefined.has(quote)) redefined.set(quote, isRedefined(text, slug, quote));
    if (redefined.get(quote)) return false;
    return !SHARED.test(quote) || departmentOf(slug) === context.home || inFull.has(slug);
  });
  found.splice(0, found.length, ...kept);
}

/** "Transitional Sheltering Assistance (TSA)": from a text that gives a short form another meaning, the agency is not read. */
function isRedefined(text: string, slug: string, short: string): boolean {
  if (!/^[A-Z]{3,6}$/u.test(short)) return false;
  const at = text.indexOf(`(${short})`);
  const words = `((?:\\p{Lu}[\\p{L}-]+[\\s\\u00A0]+(?:(?:and|of|for|the)[\\s\\u00A0]+)?){${short.length - 1},${short.length}})$`;
  const phrase = at < 0 ? null : new RegExp(words, "u").exec(text.slice(Math.max(0, at - 160), at))?.[1];
  if (!phrase) return false;
  const names = new Set(federalAgency(slug)!.name.toLowerCase().split(/\s+/u));
  const own = squeeze(phrase).split(" ");
  const initials = own.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word[0]);
  return initials.join("").endsWith(short) && !own.some((word) => names.has(word.toLowerCase()));
}

/** Many departments have an "Office of Field Operations": only their own offices' texts mean this one. */
function isStrange(slug: string, context: Context): boolean {
  const { parent } = federalAgency(slug)!;
  return parent !== null && context.home !== null && parent !== context.home;
}

function key(alias: string): string {
  return squeeze(alias)
    .toLowerCase()
    .replace(/^(?:u\.?s\.?|united states) (?=\p{L})/u, "");
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

function anyCase(text: string): string {
  return text.replace(/\p{L}/gu, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

/** "Arlington, VA 22209" is the state, "Indiana Department of Homeland Security" a state's own department, "the FAA Reform Act" a law. */
function isElsewhere(text: string, word: string, at: number): boolean {
  const before = /(\p{Lu}[\p{L}.]*)[\s\u00A0]+$/u.exec(text.slice(Math.max(0, at - 40), at))?.[1];
  if (
    /^Department/iu.test(word) &&
    before &&
    !/^(?:The|U\.S\.|US|States|This|Our|Federal|Under|By|At|For|In|And|Since|Because|With|To|From|When|While)$/u.test(
      before,
    )
  )
    return true;
  const after = text.slice(at + word.length, at + word.length + 90);
  if (/^Department of/iu.test(word) && OF_A_STATE.test(after)) return true;
  // "HUD and Recovery Act requirements" names two things, "the FAA Reform Act" one.
  if (
    /^(?![\s\u00A0]+(?:and|or)[\s\u00A0])(?:[\s\u00A0]+(?:\p{Lu}\p{L}+|and|of|for|the)){0,7}[\s\u00A0]+Act(?![\p{L}])/u.test(
      after,
    )
  )
    return true;
  // "Massachusetts Executive Office of …", "New York Army National Guard", "State Education Department": a state's own.
  if (before && STATE_BODY.test(`${before} ${word}${after}`)) return true;
  return (
    word === "VA" &&
    /\p{L},\s*$/u.test(text.slice(0, at)) &&
    /^\s*(?:\d{5}|[.,;)]|$)/u.test(text.slice(at + 2))
  );
}

const STATE_BODY =
  /^State (?:\p{Lu}\p{L}+[\s\u00A0])?Department|^(?:York|Jersey|Mexico|Hampshire|Carolina|Dakota|Virginia|Island|Columbia|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Washington|Wisconsin|Wyoming|State|City|County)(?:[’']s)? (?:Army|Air|Department|Education Department|Transportation|Environmental)/u;

// "Department of Transportation and Public Works": a state's or a territory's own.
const OF_A_STATE =
  /^[\s\u00A0]+and[\s\u00A0]+(?:Public|Development|Consumer|Early|Environmental|Infrastructure|Forestry|Natural|Rural|Workforce|Economic|Emergency)(?![\p{L}])/u;

interface ShortForm {
  readonly short: string;
  readonly slug: string;
  readonly from: number;
}

function definedShortForms(text: string, mentions: readonly AgencyMention[]): ShortForm[] {
  const defined = new Map<string, ShortForm>();
  for (const { slug, span } of mentions) {
    const bracket = /^(?:[’']s?)?[\s\u00A0]*\((?:the\s+)?([\p{L}&-]{2,12})\)/u.exec(
      text.slice(span.end, span.end + 40),
    );
    const short = bracket && /^\p{Lu}/u.test(bracket[1]!) ? literal(bracket[1]!) : null;
    if (short && !defined.has(short)) defined.set(short, { short, slug, from: span.end });
  }
  return [...defined.values()];
}

function fitsOwn(name: string, word: string): boolean {
  return name.toLowerCase().includes(word.toLowerCase());
}
