// Slugs of federal oversight offices. Registries and scrapers name an office by its agency ("dhs"); here an office and an
// agency are two things with two slugs, so the office is dhs-oig.

/** Those whose registry name is the office's own already. */
const own: Readonly<Record<string, string>> = {
  gaoreports: "gao",
  sigar: "sigar",
  sigir: "sigir",
  sigtarp: "sigtarp",
  tigta: "tigta",
  icig: "icig",
  osc: "osc",
};

export const ownSlugs: readonly string[] = Object.values(own);

export function officeSlug(registryName: string): string {
  return own[registryName] ?? `${registryName}-oig`;
}
