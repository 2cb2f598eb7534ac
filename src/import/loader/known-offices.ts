// Which offices there are to name: those of the graph, and those of federal agencies that it may not hold yet.
import type { Database } from "../../database";
import { FEDERAL_AGENCIES } from "../../extract/federal-agencies";
import { officeSlug, ownSlugs } from "../formats/office-slugs";

/** Undefined for a slug that is known; otherwise the known slugs that resemble it most, best first. */
export async function slugsNear(database: Database, slug: string): Promise<readonly string[] | undefined> {
  const shipped = [...ownSlugs, ...FEDERAL_AGENCIES.map((agency) => officeSlug(agency.slug))];
  const rows = await database.query<{ slug: string }>(
    `select slug from (select slug::text from offices union select unnest($1::text[])) known
     where slug = $2 or similarity(slug, $2) >= 0.3 or slug like $2 || '-%'
     order by slug = $2 desc, slug = $2 || '-oig' desc, similarity(slug, $2) desc, slug limit 4`,
    [shipped, slug],
  );
  const slugs = rows.map((row) => row.slug);
  return slugs[0] === slug ? undefined : slugs;
}
