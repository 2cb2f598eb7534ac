// Offices by the names that others give them: "Department of Homeland Security OIG" and "DHS OIG" are dhs-oig.
import type { CanonicalRecord } from "../records/records";
import { agencyNamed, slugOf } from "./federal-records";
import { officeSlug } from "./office-slugs";

export interface NamedOffice {
  readonly slug: string;
  /** The agency that the office is part of, where the name says so. */
  readonly agency: string | undefined;
  readonly records: readonly CanonicalRecord[];
}

const suffix =
  /[\s,:–-]*\b(?:OIG|O\.I\.G\.|Office of (?:the )?Inspector General|Inspector General(?:'s Office)?)\.?\s*(?:\([A-Z ]+\))?\s*$/i;
const prefix = /^\s*(?:the\s+)?Office of (?:the )?Inspector General\s*(?:of|for|at|,|-|–)?\s*(?:the\s+)?/i;
const special: Readonly<Record<string, string>> = {
  "special inspector general for afghanistan reconstruction": "sigar",
  "treasury inspector general for tax administration": "tigta",
  "special inspector general for the troubled asset relief program": "sigtarp",
  "special inspector general for pandemic recovery": "sigpr",
  "government accountability office": "gao",
  "u.s. government accountability office": "gao",
};

/** Undefined for a name without a letter. `given` is the caller's own word, which outranks the name. */
export function officeOfName(name: string, given?: string): NamedOffice | undefined {
  const label = name.replace(/\s+/g, " ").trim();
  const known = special[label.toLowerCase()];
  const body = label.replace(suffix, "").replace(prefix, "").trim();
  const agency = known === undefined ? agencyNamed(body) : undefined;
  const own = slugOf(body === "" ? label : body);
  const slug = given ?? known ?? (agency ? officeSlug(agency) : own && `${own.replace(/-oig$/, "")}-oig`);
  if (slug === undefined || (given === undefined && label === "")) return undefined;
  return {
    slug,
    agency,
    records: [
      {
        record: "office",
        slug,
        name:
          label === ""
            ? slug
            : agency && /\bOIG$/.test(label)
              ? `${body}, Office of Inspector General`
              : label,
        kind: slug === "gao" ? "GAO" : "INSPECTOR_GENERAL",
        mention: true,
      },
      ...(agency ? [{ record: "office_agency", office: slug, agency } as const] : []),
    ],
  };
}
