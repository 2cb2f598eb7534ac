// The values that the benchmark's variables take: agencies of every size, reports from everywhere. The same for all peers.
import type { BuiltDatabase } from "./built";

export interface Samples {
  /** Slugs of agencies: a third large, a third in the middle, a third with about three reports. */
  readonly slugs: readonly string[];
  readonly reportNumbers: readonly string[];
  readonly largest: string;
  readonly smallest: string;
}

export async function readSamples(database: BuiltDatabase): Promise<Samples> {
  const agencies = await database.query<{ slug: string; reports: number }>(
    "select a.slug, count(*) as reports from report_agencies r join agencies a on a.id = r.agency_id group by a.slug order by 2 desc, 1",
  );
  const numbers = await database.query<{ number: string }>(
    "select number from reports where number is not null order by md5(id::text) limit 400",
  );
  const few = agencies.filter(({ reports }) => reports === 3).map(({ slug }) => slug);
  const many = agencies.filter(({ reports }) => reports > 20).map(({ slug }) => slug);
  const slugs: string[] = [];
  for (let at = 0; at < 30; at += 1)
    slugs.push(many[at % 5]!, many[(5 + at * 3) % many.length]!, few[(at * 7) % few.length]!);
  return { slugs, reportNumbers: numbers.map(({ number }) => number), largest: many[0]!, smallest: few[0]! };
}
