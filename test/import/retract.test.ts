// A source that is taken back leaves nothing: the graph is what it would be had the source never been read. Random files
// about the same reports, in random order, one of them taken back, against the others alone. RETRACTIONS=200 for more.

import type { Database } from "../../src/database";
import { verify } from "../../src/database/schema/verify";
import { exportGraph } from "../../src/import/export";
import { importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { retract } from "../../src/import/loader/retract";
import { testDatabase } from "../support/database";

const with_ = testDatabase();
const without = testDatabase();
const cases = Number(process.env.RETRACTIONS ?? 5);

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const statuses = ["OPEN", "CLOSED_IMPLEMENTED", "CLOSED_UNSPECIFIED", "OPEN_PARTIALLY_ADDRESSED"];
const resolutions = [null, "RESOLVED", "UNRESOLVED"];
const positions = ["CONCUR", "NON_CONCUR", null];

/** One publisher's file as canonical records; `of` tells the case apart so that no two files have the same bytes. */
function file(of: string, name: string, pick: (below: number) => number): string {
  const some = <T>(values: readonly T[]): T => values[pick(values.length)]!;
  const office = {
    record: "office",
    slug: some(["x-oig", "y-oig"]),
    name: some(["X OIG", "Y OIG"]),
    kind: "INSPECTOR_GENERAL",
    mention: pick(2) === 0,
  };
  const records: object[] = [{ ...office, homepageUrl: some([undefined, `https://${name}.example`]) }];
  const agencies = ["a-1", "a-2", "a-3"].filter(() => pick(2) === 0);
  for (const slug of agencies)
    records.push({
      record: "agency",
      slug,
      name: `Agency ${some([slug, name])}`,
      kind: some(["COMPONENT", "OTHER"]),
      mention: pick(2) === 0,
      acronym: some([undefined, slug.toUpperCase()]),
    });
  for (const number of ["R-1", "R-2", "R-3"].filter(() => pick(3) > 0)) {
    const ref = { office: office.slug, report: number };
    records.push({
      record: "report",
      office: office.slug,
      number,
      title: some([undefined, `Title by ${name}`, "The title"]),
      issuedOn: some([undefined, "2021-03-04"]),
      questionedCosts: some([undefined, "10", "20.50"]),
    });
    for (const agency of agencies.filter(() => pick(2) === 0))
      records.push({ record: "report_agency", ...ref, agency });
    for (const agency of agencies.filter(() => pick(2) === 0))
      records.push({
        record: "recommendation_share",
        ...ref,
        party: agency,
        agency,
        position: some(["CONCUR", "NON_CONCUR"]),
        recommendationCount: some([undefined, 1, 2]),
      });
    if (pick(2) === 0)
      records.push(
        { record: "topic", slug: "t-1", name: "Topic", mention: true },
        { record: "report_topic", ...ref, topic: "t-1" },
      );
    if (pick(2) === 0)
      records.push({
        record: "finding",
        ...ref,
        number: "1",
        statement: some(["It failed.", `It failed, says ${name}.`]),
        class: "DEFICIENCY",
      });
    for (const recommendation of ["1", "2"].filter(() => pick(3) > 0)) {
      const own = { ...ref, recommendation };
      records.push({
        record: "recommendation",
        ...ref,
        number: recommendation,
        text: some([undefined, "Do it.", `Do it, says ${name}.`]),
        textMissingReason: undefined,
        targetOn: some([undefined, "2022-01-01"]),
      });
      const [agency] = agencies;
      if (agency && pick(2) === 0)
        records.push(
          { record: "recommendation_agency", ...own, agency },
          {
            record: "response",
            ...own,
            agency,
            position: some(positions),
            respondedOn: some([undefined, "2021-05-01"]),
          },
        );
      if (pick(3) > 0)
        records.push({
          record: "status_event",
          ...own,
          status: some(statuses),
          resolution: some(resolutions),
          asOf: some([undefined, "2021-06-30", "2022-06-30"]),
        });
    }
  }
  if (pick(4) === 0) records.push({ record: "open_list", office: office.slug, asOf: "2023-01-01" });
  records.push({ record: "topic", slug: "z", name: `Case ${of}`, mention: true });
  return records.map((one) => JSON.stringify(one)).join("\n");
}

async function take(database: Database, text: string, name: string): Promise<string> {
  const bytes = await bytesOf(text, `${name}.ndjson`);
  await importFile(database, bytes, { format: "canonical", asOf: "2023-02-01" });
  return bytes.sha256();
}

/** The export with every moment named by the source that was imported then. */
async function graph(database: Database): Promise<string> {
  let text = "";
  await exportGraph(database, async (lines) => void (text += lines));
  const moments = new Map<string, string>();
  for (const line of text.split("\n").filter((one) => one.includes('"record":"source"'))) {
    const { importedAt, sha256 } = JSON.parse(line) as { importedAt: string; sha256: string };
    moments.set(importedAt, sha256);
    // The moment of a row's last change is stored in milliseconds, rounded.
    moments.set(roundedToMilliseconds(importedAt), sha256);
  }
  return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (moment) => moments.get(moment) ?? moment);
}

/** 12:00:00.123500Z becomes 12:00:00.124000Z, as in a column of type timestamptz(3). */
function roundedToMilliseconds(moment: string): string {
  const microseconds = Number(moment.slice(23, 26));
  const up = microseconds >= 500 ? 1 : 0;
  return new Date(Date.parse(`${moment.slice(0, 23)}Z`) + up).toISOString().replace("Z", "000Z");
}

test(`${cases} sources taken back leave nothing`, async () => {
  for (let at = 0; at < cases; at++) {
    const seed = 7919 * (at + 1) + Number(process.env.SEED ?? 0);
    const pick = random(seed);
    const names = ["one", "two", "three"].slice(0, 2 + pick(2)).sort(() => pick(3) - 1);
    const files = names.map((name) => [name, file(`${at}`, name, pick)] as const);
    const gone = pick(files.length);
    const hashes: string[] = [];
    for (const [name, text] of files) hashes.push(await take(with_.database, text, name));
    await retract(with_.database, hashes[gone]!, "a test");
    for (const [index, [name, text]] of files.entries())
      if (index !== gone) await take(without.database, text, name);
    expect([seed, await graph(with_.database)]).toEqual([seed, await graph(without.database)]);
    // Everything taken back: nothing is left of anything.
    for (const database of [with_.database, without.database])
      for (const [index, hash] of hashes.entries()) if (index !== gone) await retract(database, hash);
    expect([seed, await graph(with_.database)]).toEqual([seed, ""]);
    expect([seed, await graph(without.database)]).toEqual([seed, ""]);
  }
  expect((await verify(with_.database)).violations).toEqual([]);
}, 600_000);
