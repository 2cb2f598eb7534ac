// The federal agencies of our table as records: an agency that some text names, with the bodies it is a part of.
import { FEDERAL_AGENCIES, type FederalAgency, federalAgency } from "../../extract/federal-agencies";
import type { RecordOf } from "../records/records";

const parents: ReadonlySet<string | null> = new Set(FEDERAL_AGENCIES.map((agency) => agency.parent));

/** Records of the agencies and everything above them; slugs that the table does not know are left out. */
export function mentionsOf(slugs: Iterable<string>): RecordOf<"agency">[] {
  const found = new Map<string, RecordOf<"agency">>();
  const add = (slug: string | null) => {
    const agency = slug === null ? null : federalAgency(slug);
    if (agency === null || found.has(agency.slug)) return;
    add(agency.parent);
    found.set(agency.slug, { ...agencyRecord(agency), mention: true });
  };
  for (const slug of slugs) add(slug);
  return [...found.values()];
}

export function agencyRecord(agency: FederalAgency): RecordOf<"agency"> {
  const kind =
    agency.parent !== null
      ? "COMPONENT"
      : parents.has(agency.slug) || /\bDepartment\b/.test(agency.name)
        ? "DEPARTMENT"
        : "INDEPENDENT_AGENCY";
  return {
    record: "agency",
    slug: agency.slug,
    name: agency.name,
    acronym: agency.abbreviation,
    kind,
    parent: agency.parent,
  };
}

const bySpelling = new Map<string, string | null>();
for (const { slug, name, abbreviation, aliases } of FEDERAL_AGENCIES)
  for (const spelling of [slug, name, ...(abbreviation ? [abbreviation] : []), ...aliases]) {
    const key = spellingKey(spelling);
    // A spelling that two agencies share tells neither.
    bySpelling.set(key, bySpelling.has(key) && bySpelling.get(key) !== slug ? null : slug);
  }

/**
 * One form for the ways to write a body's name: case, "&" and "and", "U. S." and "United States", "Dept." and
 * "Department", a leading article and punctuation do not tell bodies apart.
 */
export function spellingKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/['’.]/g, (mark) => (mark === "." ? " " : ""))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim()
    .replace(/^the /, "")
    .replace(/^(?:u s|us|united states)(?: of america)? (?=\S)/, "")
    .replace(/\bdept\b/g, "department")
    .replace(/\badmin\b/g, "administration")
    .replace(/\bnatl\b/g, "national");
}

/**
 * Slug of the agency that a label names, or undefined: "Immigration & Customs Enforcement (ICE)", "DHS - CBP",
 * "Department of Homeland Security: Transportation Security Administration". A component outranks its department.
 */
export function agencyNamed(label: string): string | undefined {
  const whole = exactly(label);
  if (whole !== undefined) return whole;
  const trailing = /^(.*\S)\s*\(([^()]+)\)\s*$/u.exec(label);
  if (trailing) {
    const [named, short] = [agencyNamed(trailing[1]!), exactly(trailing[2]!)];
    // "(CBP)" after another body's name is a contradiction, and tells nothing.
    if (named !== undefined)
      return short === undefined || short === named || isWithin(named, short) ? named : undefined;
  }
  const parts = label.split(/\s*(?::|;|\/|\||>|–|—|\s-\s|,\s)\s*/u).filter((part) => part !== "");
  if (parts.length !== 2) return undefined;
  const [first, second] = [exactly(parts[0]!), exactly(parts[1]!)];
  if (first === undefined || second === undefined) return undefined;
  if (isWithin(second, first)) return second;
  return isWithin(first, second) ? first : undefined;
}

function exactly(label: string): string | undefined {
  return bySpelling.get(spellingKey(label)) ?? undefined;
}

function isWithin(component: string, department: string): boolean {
  return federalAgency(component)?.parent === department;
}

/** Spellings that mean one agency only, as alias records. */
export function aliasRecords(agency: FederalAgency): RecordOf<"agency_alias">[] {
  const spellings = new Set([
    agency.name,
    ...(agency.abbreviation ? [agency.abbreviation] : []),
    ...agency.aliases,
  ]);
  return [...spellings]
    .filter((spelling) => bySpelling.get(spellingKey(spelling)) === agency.slug)
    .map((alias) => ({ record: "agency_alias", alias, agency: agency.slug }));
}

/**
 * A slug made of a name: lower-case words joined by dashes. Latin letters lose their accents; letters of other scripts
 * stay as they are, so that names keep apart. Undefined for a name without a letter or digit.
 */
export function slugOf(name: string): string | undefined {
  const words = name
    .replace(/&/g, " and ")
    .replace(/['’]/g, "")
    .normalize("NFKC")
    .replace(/\p{Script=Latin}\p{M}*/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""))
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  const slug = words.replace(/^-+|-+$/g, "");
  return /[\p{L}\p{N}]/u.test(slug) ? [...slug].slice(0, 120).join("").replace(/-+$/, "") : undefined;
}
