"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// sql/schema.sql is what the migrations make, and every kind of object is in it.
const node_fs_1 = require("node:fs");
const migration_files_1 = require("../../src/database/migration-files");
const schema_dump_1 = require("../../src/database/schema-dump");
const database_1 = require("../support/database");
const db = (0, database_1.testDatabase)();
const own = (0, database_1.testDatabase)({ empty: true });
test("sql/schema.sql is current (if not: npm run schema:sql)", async () => {
    expect(await (0, schema_dump_1.dumpSchema)(db.database)).toBe((0, node_fs_1.readFileSync)((0, migration_files_1.sqlFolder)("schema.sql"), "utf8"));
});
test("every kind of object is printed, always in the same order", async () => {
    const script = `
    create type colour as enum ('RED', 'GREEN');
    create domain short as text collate "C" check (length(value) < 9);
    create function twice(n int) returns int language sql immutable as 'select 2 * n';
    create table things (id int generated always as identity primary key, name short not null default 'x',
      double int generated always as (twice(2)) stored, colour colour, parent int references things, check (parent <> id));
    create index things_parent on things (parent) where parent is not null;
    create function nothing() returns trigger language plpgsql as 'begin return new; end';
    create trigger watch before update on things for each row execute function nothing();
    create view red_things as select id from things where colour = 'RED';
    comment on table things is 'It''s things.'; comment on column things.id is 'Which.'; comment on view red_things is 'Red.';`;
    await own.database.transaction((transaction) => transaction.script(script));
    const dump = await (0, schema_dump_1.dumpSchema)(own.database);
    expect(dump.slice(dump.indexOf("-- Enumerations"))).toMatchSnapshot();
});
//# sourceMappingURL=schema-dump.test.js.map