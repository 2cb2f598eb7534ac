"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// Migrations: applied once however many start at once, refused when history was changed, mistakes shown with a caret.
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const database_1 = require("../../src/database");
const migration_files_1 = require("../../src/database/migration-files");
const database_2 = require("../support/database");
const processes_1 = require("../support/processes");
let folder;
let db;
beforeEach(async () => {
    folder = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), "oversight-graph-migrations-"));
    db = await (0, database_2.createTestDatabase)({ empty: true });
});
afterEach(async () => {
    await db.drop();
    (0, node_fs_1.rmSync)(folder, { recursive: true, force: true });
});
function files(contents) {
    (0, node_fs_1.rmSync)(folder, { recursive: true, force: true });
    (0, node_fs_1.mkdirSync)(folder);
    for (const [name, text] of Object.entries(contents))
        (0, node_fs_1.writeFileSync)((0, node_path_1.join)(folder, name), text);
    return (0, migration_files_1.readMigrations)(folder);
}
const first = { "0001_first.sql": "create table first (id int);\ninsert into first values (1);\n" };
test("five at once apply every file once, in order", async () => {
    const migrations = files({
        ...first,
        "0002_second.sql": "select pg_sleep(0.05);\ninsert into first values (2);",
    });
    expect(await (0, database_1.pendingMigrations)(db.database, migrations)).toEqual(["0001_first.sql", "0002_second.sql"]);
    const pools = Array.from({ length: 5 }, () => db.open({ poolMax: 1 }));
    const applied = await Promise.all(pools.map((pool) => (0, database_1.migrate)(pool, migrations)));
    expect(applied.flat().sort()).toEqual(["0001_first.sql", "0002_second.sql"]);
    expect(await db.database.rows({ text: "select id from first order by id", values: [] })).toEqual([
        ["1"],
        ["2"],
    ]);
    expect(await (0, database_1.pendingMigrations)(db.database, migrations)).toEqual([]);
    expect(await (0, database_1.migrate)(db.database, migrations)).toEqual([]);
});
test("a mistake is shown with file, line and caret, and leaves nothing of its file", async () => {
    const migrations = files({
        ...first,
        "0002_wrong.sql": "-- Ümläuts and 😀 count as one character\ncreate table half (id int);\n\tselect idd from half;\n",
    });
    const failed = (0, database_1.migrate)(db.database, migrations);
    await expect(failed).rejects.toBeInstanceOf(database_1.MigrationError);
    const message = await failed.catch((error) => error.message);
    expect(message).toBe('0002_wrong.sql:3:9: column "idd" does not exist (SQLSTATE 42703)\n' +
        "  \tselect idd from half;\n" +
        "  \t       ^\n" +
        '  hint: Perhaps you meant to reference the column "half.id".');
    expect(await (0, database_1.pendingMigrations)(db.database, migrations)).toEqual(["0002_wrong.sql"]);
    expect(await db.database.rows({ text: "select to_regclass('half')", values: [] })).toEqual([[null]]);
});
test("a mistake in the data has no place, but its reason", async () => {
    const migrations = files({
        "0001_data.sql": "create table one (id int primary key);\ninsert into one values (1), (1);",
    });
    await expect((0, database_1.migrate)(db.database, migrations)).rejects.toThrow(/^0001_data\.sql: duplicate key .*\(SQLSTATE 23505\)\n {2}detail: Key \(id\)=\(1\) already exists\.$/);
});
test("a file that ends its own transaction is refused", async () => {
    await expect((0, database_1.migrate)(db.database, files({ "0001_commits.sql": "select 1; commit; begin;" }))).rejects.toThrow("0001_commits.sql ends its own transaction");
    await expect((0, database_1.migrate)(db.database, files({ "0001_commits.sql": "rollback;" }))).rejects.toThrow(database_1.MigrationError);
});
test("changed, missing and late files are all named together", async () => {
    await (0, database_1.migrate)(db.database, files({ ...first, "0003_third.sql": "select 3;", "0004_fourth.sql": "select 4;" }));
    const changed = files({
        "0001_first.sql": "-- changed",
        "0002_late.sql": "select 2;",
        "0004_fourth.sql": "select 4;",
    });
    const message = await (0, database_1.migrate)(db.database, changed).catch((error) => error.message);
    expect(message).toMatch(/0001_first\.sql was changed/);
    expect(message).toMatch(/0002_late\.sql comes before 0004_fourth\.sql/);
    expect(message).toMatch(/0003_third\.sql was applied .* not in this release/);
    await expect((0, database_1.pendingMigrations)(db.database, changed)).rejects.toBeInstanceOf(database_1.MigrationError);
    expect(await db.database.ready(changed)).toMatchObject({ ready: false });
});
test("line ends of another system change nothing", async () => {
    await (0, database_1.migrate)(db.database, files(first));
    expect(await (0, database_1.migrate)(db.database, files({ "0001_first.sql": first["0001_first.sql"].replace(/\n/g, "\r\n") }))).toEqual([]);
});
test("the command applies what is missing, says so, and ends with the code that fits", async () => {
    const env = { DATABASE_URL: db.url };
    const done = await (0, processes_1.runCommand)("database/migrate-cli", [], env);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Applied 0001_.*\.\n$/), stderr: "" });
    expect(await (0, processes_1.runCommand)("database/migrate-cli", [], env)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^Nothing to do/),
    });
    expect(await (0, processes_1.runCommand)("database/verify-cli", [], env)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/invariants hold/),
    });
    const away = await (0, processes_1.runCommand)("database/migrate-cli", [], {
        DATABASE_URL: "postgres://x:secret@127.0.0.1:1/x",
    });
    expect(away).toMatchObject({ code: 1, stderr: expect.stringContaining("not reachable") });
    expect(away.stderr).not.toContain("secret");
    const unusable = await (0, processes_1.runCommand)("database/migrate-cli", ["--forward"], { ...env, PORT: "x" });
    expect(unusable).toMatchObject({ code: 2, stderr: expect.stringMatching(/PORT.*--forward/s) });
});
//# sourceMappingURL=migrate.test.js.map