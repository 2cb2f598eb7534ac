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
  for (const spelling of [
    slug,
    name,
    name.replace(/^U\.S\. /, ""),
    ...(abbreviation ? [abbreviation] : []),
    ...aliases,
  ]) {
    const key = spelling.toLowerCase();
    // A spelling that two agencies share tells neither.
    bySpelling.set(key, bySpelling.has(key) && bySpelling.get(key) !== slug ? null : slug);
  }

/** Slug of the agency that a label names, or undefined: "Immigration and Customs Enforcement", "ICE". */
export function agencyNamed(label: string): string | undefined {
  const key = label.replace(/\s+/g, " ").trim().toLowerCase();
  return (
    bySpelling.get(key) ??
    bySpelling.get(key.replace(/^the /, "")) ??
    bySpelling.get(key.replace(/^(?:the )?(?:u\.s\.|us|united states) /, "")) ??
    undefined
  );
}

/** Spellings that mean one agency only, as alias records. */
export function aliasRecords(agency: FederalAgency): RecordOf<"agency_alias">[] {
  const spellings = new Set([
    agency.name,
    ...(agency.abbreviation ? [agency.abbreviation] : []),
    ...agency.aliases,
  ]);
  return [...spellings]
    .filter((spelling) => bySpelling.get(spelling.toLowerCase()) === agency.slug)
    .map((alias) => ({ record: "agency_alias", alias, agency: agency.slug }));
}

/** A slug made of a name: lower-case words joined by dashes. Undefined for a name without a letter or digit. */
export function slugOf(name: string): string | undefined {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/['’]|\p{M}/gu, "")
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug === "" ? undefined : slug.slice(0, 120).replace(/-+$/, "");
}
