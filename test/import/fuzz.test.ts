// Files with bytes changed, lost and doubled: each is imported, rejected in part or refused, and no half of one is ever kept.
// IMPORT_MUTATIONS says how many (npm run import:fuzz: 5000); a failure prints the seed of its file.
import { gzipSync } from "node:zlib";
import { verify } from "../../src/database/schema/verify";
import { type FileOptions, importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { InputError } from "../../src/import/input/input-error";
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";
import { ask, exported } from "./importing";

const mutations = Number(process.env.IMPORT_MUTATIONS ?? 150);
const db = testDatabase();

/** A small repeatable stream of numbers below one. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const tracker =
  "office,report_number,report_title,issued_on,agency,recommendation_number,recommendation,questioned_costs,position,target_on,status,resolution,as_of\n" +
  Array.from(
    { length: 6 },
    (_, i) =>
      `fuzz-oig,F-${i},"Title, ${i} “quoted”",2021-03-0${i + 1},ICE,${i},Do it,"$1,234.50",CONCUR,2022-01-01,OPEN,RESOLVED,2021-12-31`,
  ).join("\n");
const page =
  "Topic\n\n  • A Title\n\n    Executive Summary\n\n    We determined that ICE’s records were wrong.  We made two recommendations.  ICE concurred with both recommendations.\n\n    Report Number\n    OIG-21-36\n    Issue Date\n    Document File\n    DHS Agency\n    Fiscal Year\n    2021";
const fac =
  'accepted_date,id,report_id,auditee_name,auditee_uei,award_reference,reference_number,aln,cog_over,federal_program_name,amount_expended,is_direct,is_major,is_passthrough_award,passthrough_amount,is_modified_opinion,is_other_matters,is_material_weakness,is_significant_deficiency,is_other_findings,is_questioned_costs,is_repeat_finding,prior_finding_ref_numbers\n2024-02-01,9,2023-06-GSAFAC-0000011762,"Hospital, Inc.",XZNBV6B3YJ75,AWARD-0001,2023-001,10.766,OVER-10,COMMUNITY,4500000,YES,YES,NO,,NO,NO,YES,NO,NO,NO,YES,2022-001\n';
const registry = JSON.stringify([
  {
    slug: "dhs",
    name: "DHS, Office of Inspector General",
    short_name: "DHS",
    agencies: ["Department of Homeland Security"],
    statutory_reference: "5 U.S.C. 402",
    established_year: 2002,
    active: true,
    homepage_url: null,
    publishes_reports: true,
  },
]);
const scraped = JSON.stringify({
  inspector: "va",
  inspector_url: "http://va",
  agency: "VHA",
  agency_name: "Department of Veterans Affairs",
  report_id: "08-1",
  title: "Title",
  type: "audit",
  published_on: "2009-07-29",
  url: "http://va/1.pdf",
  year: 2009,
  summary: "We found that VHA lost 3 files. We made no recommendations.",
});
const lists =
  'report_number,issue_date,n_recommendations,response,status_at_issuance,recs_shown_open_2026_07_14,source\nOIG-24-23,2024-04-18,7,ICE concurred with all seven recommendations,"1,2,3,5,7 resolved/open; 4,6 resolved/closed",1;2;3,public record\n';

interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: FileOptions;
}

function mutate(bytes: Buffer, random: () => number): Buffer {
  let result = Buffer.from(bytes);
  const at = () => Math.floor(random() * (result.length + 1));
  for (let times = 1 + Math.floor(random() * 5); times > 0 && result.length > 0; times--) {
    const from = at();
    const to = Math.min(result.length, from + Math.floor(random() * 40));
    const kind = Math.floor(random() * 6);
    if (kind === 0 && from < result.length) result[from] = Math.floor(random() * 256);
    else if (kind === 1) result = Buffer.concat([result.subarray(0, from), result.subarray(to)]);
    else if (kind === 2) result = Buffer.concat([result.subarray(0, to), result.subarray(from)]);
    else if (kind === 3)
      result = Buffer.concat([
        result.subarray(0, from),
        Buffer.from(
          ['"', ",", "\n", "\0", "\ufeff", "{", "}", "😀", "9999999999", "-", "null", "\r"][
            Math.floor(random() * 12)
          ]!,
        ),
        result.subarray(from),
      ]);
    else if (kind === 4) result = result.subarray(0, from);
    else if (from < result.length) result[from]! ^= 1 << Math.floor(random() * 8);
  }
  return result;
}

test(
  `${mutations} files with damaged bytes`,
  async () => {
    await loadSample(db.database);
    const canonical = (await exported(db.database))
      .split("\n")
      .filter((_, index) => index % 9 === 0)
      .join("\n");
    const seeds: readonly Seed[] = [
      { name: "tracker", bytes: Buffer.from(tracker), options: { format: "tracker" } },
      { name: "page", bytes: Buffer.from(page), options: { format: "dhs-oig-page" } },
      { name: "fac", bytes: Buffer.from(fac), options: { format: "fac-findings" } },
      { name: "fac.gz", bytes: gzipSync(fac), options: { format: "fac-findings" } },
      { name: "registry", bytes: Buffer.from(registry), options: { format: "office-registry" } },
      { name: "scraped", bytes: Buffer.from(scraped), options: { format: "unitedstates-report" } },
      { name: "lists", bytes: Buffer.from(lists), options: { format: "dhs-oig-lists" } },
      { name: "canonical", bytes: Buffer.from(canonical), options: { format: "canonical" } },
      { name: "utf16", bytes: Buffer.from(`\ufeff${tracker}`, "utf16le"), options: {} },
    ];
    const ends = { imported: 0, inPart: 0, refused: 0 };
    const revision = async () => (await ask(db.database, "select revision from data_revision"))[0]?.[0];
    let last = await revision();
    for (let round = 0; round < mutations; round++) {
      const seed = seeds[round % seeds.length]!;
      const bytes = mutate(seed.bytes, randomOf(round));
      const options = round % 4 === 0 ? {} : seed.options;
      try {
        const outcome = await importFile(db.database, await bytesOf(bytes, `${seed.name}-${round}`), options);
        ends[outcome.rejected === 0 ? "imported" : "inPart"]++;
        last = await revision();
      } catch (error) {
        if (!(error instanceof InputError))
          throw new Error(
            `${seed.name}, seed ${round}: ${(error as Error).message}\n${(error as Error).stack}`,
          );
        ends.refused++;
        // Whatever writes anything raises this number.
        expect({ round, revision: await revision() }).toEqual({ round, revision: last });
      }
      if (round % 500 === 499)
        expect({ round, violations: (await verify(db.database)).violations }).toEqual({
          round,
          violations: [],
        });
    }
    expect((await verify(db.database)).violations).toEqual([]);
    console.log(
      `${mutations} damaged files: ${ends.imported} imported, ${ends.inPart} in part with rejects, ${ends.refused} refused, 0 crashes`,
    );
  },
  60_000 + mutations * 1_000,
);
