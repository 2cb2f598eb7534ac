// The registry of oversight offices (inspectors.json): offices, the agencies they oversee, the laws that establish them.
// With it comes our own table of departments, their components and the names they go by.
import { FEDERAL_AGENCIES, federalAgency } from "../../extract/federal-agencies";
import type { Bytes } from "../input/bytes";
import { InputError } from "../input/input-error";
import { wholeJson } from "../input/whole-file";
import { type Item, reject } from "../records/items";
import type { CanonicalRecord } from "../records/records";
import { slug as slugType } from "../records/values";
import { agencyNamed, agencyRecord, aliasRecords, slugOf } from "./federal-records";
import type { Format, ImportOptions, Reading } from "./format";
import { officeSlug } from "./office-slugs";

const version = "1";

export const registry: Format = {
  name: "office-registry",
  version,
  about: "the registry of oversight offices (inspectors.json)",
  proof: "offices with their statutory references",
  detects: (sample) =>
    /^\s*\[\s*\{/.test(sample) && sample.includes('"statutory_reference"') && sample.includes('"agencies"'),
  read,
};

type Raw = Readonly<Record<string, unknown>>;

async function read(bytes: Bytes, options: ImportOptions): Promise<Reading> {
  const given = await wholeJson(bytes, options);
  if (!Array.isArray(given)) throw new InputError("The registry is not a list of offices.");
  async function* items(): AsyncGenerator<readonly Item[]> {
    yield FEDERAL_AGENCIES.map((agency) => ({ row: 0, record: agencyRecord(agency) }));
    yield (given as unknown[]).flatMap((office, index) => officeItems(office, index + 1));
    yield FEDERAL_AGENCIES.flatMap(aliasRecords).map((record) => ({ row: 0, record }));
  }
  return {
    items: items(),
    source: () => ({
      publisher: "Registry of oversight offices",
      fileName: bytes.fileName,
      format: "office-registry",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

function officeItems(given: unknown, row: number): Item[] {
  if (typeof given !== "object" || given === null) return [reject(row, null, "is not an office", given)];
  const office = given as Raw;
  const name = office.slug;
  if (typeof name !== "string" || slugType.problem(name))
    return [reject(row, "slug", slugType.problem(name) ?? "is missing", name)];
  const slug = officeSlug(name);
  const names = Array.isArray(office.agencies)
    ? office.agencies.filter((one) => typeof one === "string")
    : [];
  const records: CanonicalRecord[] = [
    {
      record: "office",
      slug,
      name: office.name as string,
      shortName: shortName(office, names),
      kind: slug === "gao" ? "GAO" : slug === "osc" ? "OTHER" : "INSPECTOR_GENERAL",
      homepageUrl: (office.homepage_url ?? null) as string | null,
      statutoryReference: (office.statutory_reference ?? null) as string | null,
      establishedYear: (office.established_year ?? null) as number | null,
      isActive: (office.active ?? null) as boolean | null,
      publishesReports: (office.publishes_reports ?? null) as boolean | null,
    },
  ];
  const rejects: Item[] = [];
  for (const agency of names) {
    const known = agencyNamed(agency);
    const own = known ?? slugOf(agency);
    if (own === undefined) rejects.push(reject(row, "agencies", "has no letter or digit", agency));
    else
      records.push(
        ...(known === undefined
          ? [{ record: "agency", slug: own, name: agency, kind: "INDEPENDENT_AGENCY" } as const]
          : []),
        { record: "office_agency", office: slug, agency: own },
      );
  }
  return [...records.map((record) => ({ row, record })), ...rejects];
}

// "Department of Homeland Security" is what the registry calls the office for short; people say DHS OIG.
function shortName(office: Raw, agencies: readonly string[]): string | null {
  const only = agencies.length === 1 ? federalAgency(agencyNamed(agencies[0]!) ?? "") : null;
  const isNamedForIt =
    only !== null &&
    /Office of (?:the )?Inspector General/.test(String(office.name)) &&
    office.short_name === agencies[0];
  return isNamedForIt && only.abbreviation
    ? `${only.abbreviation} OIG`
    : ((office.short_name ?? null) as string | null);
}
