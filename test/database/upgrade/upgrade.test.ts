// A database of an earlier release, with rows in it, becomes one of this release; and released migrations stay as they were.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Database, dumpSchema, migrate, sqlFolder, verify } from "../../../src/database";
import { type MigrationFile, readMigrations } from "../../../src/database/schema/migration-files";
import { exported, importText } from "../../import/importing";
import { testDatabase } from "../../support/database";

const files = readMigrations();
const schema = readFileSync(sqlFolder("schema.sql"), "utf8");

// Names and fingerprints of released migrations. Written at a release, and then only added to.
const manifest = join(__dirname, "released-migrations.json");
const released: Record<string, string> = JSON.parse(readFileSync(manifest, "utf8"));

// rows-after-0013.sql: rows for the schema that the migrations up to 0013 make.
const states = readdirSync(__dirname).flatMap((name) => {
  const number = /^rows-after-(\d{4})\.sql$/.exec(name)?.[1];
  return number === undefined ? [] : [{ number, rows: readFileSync(join(__dirname, name), "utf8") }];
});

/** A migration that no release has: it shows that what is applied after the others is really applied, to rows too. */
const extra: MigrationFile = {
  name: "9999_extra.sql",
  text: `
    alter table reports add column page_count integer not null default 1 check (page_count > 0);
    comment on column reports.page_count is 'How many pages it has.';
    update reports set title = title || ' (final)' where number = 'OIG-19-02';
    update findings set statement = 'Inspections are overdue.' where statement = 'Inspections are late.';`,
  sha256: "f".repeat(64),
};

test("released migrations are unchanged (new ones at a release: RELEASE=1 npm test -- upgrade)", () => {
  expect(problems(files, released)).toEqual([]);
  if (process.env.RELEASE !== undefined) {
    writeFileSync(manifest, `${JSON.stringify(fingerprints(files), null, 2)}\n`);
  }
});

test("a released migration that is edited, removed or preceded by a new one is named, with what to do", () => {
  const [first, second, ...others] = files as [MigrationFile, MigrationFile, ...MigrationFile[]];
  const recorded = fingerprints(files);
  expect(problems([{ ...first, sha256: "0".repeat(64) }, second, ...others], recorded)).toEqual([
    "0001_foundations.sql is released and was edited: restore it, and change the schema by a new migration.",
  ]);
  expect(problems([first, ...others], recorded)).toEqual([
    "0002_agencies_and_offices.sql is released and is missing: restore it, and drop what it made by a new migration.",
  ]);
  expect(problems([first, { ...second, name: "0001_z.sql" }, second, ...others], recorded)).toEqual([
    `0001_z.sql comes before ${files.at(-1)?.name}, which is released: give it a later number.`,
  ]);
  expect(problems([...files, extra], recorded)).toEqual([]);
});

test("there are rows for the first released state, all of whose migrations are recorded", () => {
  expect(states.map(({ number }) => number)).toContain("0013");
  const recorded = Object.keys(released).map((name) => name.slice(0, 4));
  expect(recorded).toEqual(
    expect.arrayContaining(Array.from({ length: 13 }, (_, i) => `${i + 1}`.padStart(4, "0"))),
  );
});

describe.each(states)("from migration $number", ({ number, rows }) => {
  const db = testDatabase({ empty: true });
  const fresh = testDatabase();
  const isBefore = ({ name }: MigrationFile) => name.slice(0, 4) <= number;
  let before: Record<string, number>;

  beforeAll(async () => {
    await migrate(db.database, files.filter(isBefore));
    await db.database.transaction((transaction) => transaction.script(rows));
    before = await counts(db.database);
  });

  test("every table that imports write has rows", () => {
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["reports", "recommendations", "status_events"]),
    );
  });

  test("the later migrations make the schema of this release, lose no rows and break no rule", async () => {
    const later = files.filter((file) => !isBefore(file)).map(({ name }) => name);
    expect(await migrate(db.database, files)).toEqual(later);
    expect(await dumpSchema(db.database)).toBe(schema);
    expect(await counts(db.database)).toMatchObject(before);
    expect((await verify(db.database)).violations).toEqual([]);
  });

  test("what it exports is what an empty database of this release exports after importing it", async () => {
    const text = await exported(db.database);
    expect((await importText(fresh.database, text, { format: "canonical" })).rejects).toEqual([]);
    expect(await exported(fresh.database)).toBe(text);
  });

  test("a further migration changes schema and rows, and breaks no rule", async () => {
    expect(await migrate(db.database, [...files, extra])).toEqual([extra.name]);
    const dump = await dumpSchema(db.database);
    expect(dump.split("\n").filter((line) => line.includes("page_count"))).toHaveLength(3);
    expect(await exported(db.database)).toContain("Inspections are overdue.");
    expect(withoutPages(dump)).toEqual(withoutPages(schema));
    expect(await counts(db.database)).toMatchObject(before);
    expect((await verify(db.database)).violations).toEqual([]);
  });
});

function withoutPages(dump: string): string[] {
  return dump.split("\n").filter((line) => !line.includes("page_count"));
}

/** Numbers of rows of the tables whose changes count in the data revision: those that hold facts. */
async function counts(database: Database): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    "select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'bump_data_revision'::regproc order by 1",
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ count: string }>(`select count(*) as count from ${name}`);
    found[name] = Number(row?.count);
  }
  return found;
}

function fingerprints(current: readonly MigrationFile[]): Record<string, string> {
  return Object.fromEntries(current.map(({ name, sha256 }) => [name, sha256]));
}

function problems(current: readonly MigrationFile[], recorded: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  const byName = new Map(current.map((file) => [file.name, file.sha256]));
  for (const [name, sha256] of Object.entries(recorded)) {
    const now = byName.get(name);
    if (now === undefined)
      found.push(`${name} is released and is missing: restore it, and drop what it made by a new migration.`);
    else if (now !== sha256)
      found.push(`${name} is released and was edited: restore it, and change the schema by a new migration.`);
  }
  const last = Object.keys(recorded).sort().at(-1) ?? "";
  for (const { name } of current)
    if (!(name in recorded) && name < last)
      found.push(`${name} comes before ${last}, which is released: give it a later number.`);
  return found;
}
