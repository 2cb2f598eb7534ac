// Migrations: applied once however many start at once, refused when history was changed, mistakes shown with a caret.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkReadiness, MigrationError, migrate, pendingMigrations } from "../../src/database";
import { readMigrations } from "../../src/database/schema/migration-files";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { runCommand } from "../support/processes";

let folder: string;
let db: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "oversight-graph-migrations-"));
  db = await createTestDatabase({ empty: true });
});

afterEach(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

function files(contents: Record<string, string>) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(folder, name), text);
  return readMigrations(folder);
}

const first = { "0001_first.sql": "create table first (id int);\ninsert into first values (1);\n" };

test("five at once apply every file once, in order", async () => {
  const migrations = files({
    ...first,
    "0002_second.sql": "select pg_sleep(0.05);\ninsert into first values (2);",
  });
  expect(await pendingMigrations(db.database, migrations)).toEqual(["0001_first.sql", "0002_second.sql"]);
  const pools = Array.from({ length: 5 }, () => db.open({ poolMax: 1 }));
  const applied = await Promise.all(pools.map((pool) => migrate(pool, migrations)));
  expect(applied.flat().sort()).toEqual(["0001_first.sql", "0002_second.sql"]);
  expect(await db.database.rows({ text: "select id from first order by id", values: [] })).toEqual([
    ["1"],
    ["2"],
  ]);
  expect(await pendingMigrations(db.database, migrations)).toEqual([]);
  expect(await migrate(db.database, migrations)).toEqual([]);
});

test("a mistake is shown with file, line and caret, and leaves nothing of its file", async () => {
  const migrations = files({
    ...first,
    "0002_wrong.sql":
      "-- Ümläuts and 😀 count as one character\ncreate table half (id int);\n\tselect idd from half;\n",
  });
  const failed = migrate(db.database, migrations);
  await expect(failed).rejects.toBeInstanceOf(MigrationError);
  const message = await failed.catch((error: Error) => error.message);
  expect(message).toBe(
    '0002_wrong.sql:3:9: column "idd" does not exist (SQLSTATE 42703)\n' +
      "  \tselect idd from half;\n" +
      "  \t       ^\n" +
      '  hint: Perhaps you meant to reference the column "half.id".',
  );
  expect(await pendingMigrations(db.database, migrations)).toEqual(["0002_wrong.sql"]);
  expect(await db.database.rows({ text: "select to_regclass('half')", values: [] })).toEqual([[null]]);
});

test("a mistake in the data has no place, but its reason", async () => {
  const migrations = files({
    "0001_data.sql": "create table one (id int primary key);\ninsert into one values (1), (1);",
  });
  await expect(migrate(db.database, migrations)).rejects.toThrow(
    /^0001_data\.sql: duplicate key .*\(SQLSTATE 23505\)\n {2}detail: Key \(id\)=\(1\) already exists\.$/,
  );
});

test("a file that ends its own transaction is refused", async () => {
  await expect(
    migrate(db.database, files({ "0001_commits.sql": "select 1; commit; begin;" })),
  ).rejects.toThrow("0001_commits.sql ends its own transaction");
  await expect(migrate(db.database, files({ "0001_commits.sql": "rollback;" }))).rejects.toThrow(
    MigrationError,
  );
});

test("changed, missing and late files are all named together", async () => {
  await migrate(
    db.database,
    files({ ...first, "0003_third.sql": "select 3;", "0004_fourth.sql": "select 4;" }),
  );
  const changed = files({
    "0001_first.sql": "-- changed",
    "0002_late.sql": "select 2;",
    "0004_fourth.sql": "select 4;",
  });
  const message = await migrate(db.database, changed).catch((error: Error) => error.message);
  expect(message).toMatch(/0001_first\.sql was changed/);
  expect(message).toMatch(/0002_late\.sql comes before 0004_fourth\.sql/);
  expect(message).toMatch(/0003_third\.sql was applied .* not in this release/);
  await expect(pendingMigrations(db.database, changed)).rejects.toBeInstanceOf(MigrationError);
  expect(await checkReadiness(db.database, changed)).toMatchObject({ ready: false });
});

test("line ends of another system change nothing", async () => {
  await migrate(db.database, files(first));
  expect(
    await migrate(db.database, files({ "0001_first.sql": first["0001_first.sql"].replace(/\n/g, "\r\n") })),
  ).toEqual([]);
});

test("the command applies what is missing, says so, and ends with the code that fits", async () => {
  const env = { DATABASE_URL: db.url };
  const done = await runCommand("commands/migrate", [], env);
  expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Applied 0001_.*\.\n$/), stderr: "" });
  expect(await runCommand("commands/migrate", [], env)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Nothing to do/),
  });
  expect(await runCommand("commands/verify", [], env)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/invariants hold/),
  });
  const away = await runCommand("commands/migrate", [], {
    DATABASE_URL: "postgres://x:secret@127.0.0.1:1/x",
  });
  expect(away).toMatchObject({ code: 1, stderr: expect.stringContaining("not reachable") });
  expect(away.stderr).not.toContain("secret");
  const unusable = await runCommand("commands/migrate", ["--forward"], { ...env, PORT: "x" });
  expect(unusable).toMatchObject({ code: 2, stderr: expect.stringMatching(/PORT.*--forward/s) });
});
