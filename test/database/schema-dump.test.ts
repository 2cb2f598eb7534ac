// sql/schema.sql is what the migrations make, and every kind of object is in it.
import { readFileSync } from "node:fs";
import { dumpSchema } from "../../src/database/schema/dump";
import { sqlFolder } from "../../src/database/schema/migration-files";
import { testDatabase } from "../support/database";

const db = testDatabase();
const own = testDatabase({ empty: true });

test("sql/schema.sql is current (if not: npm run schema:sql)", async () => {
  expect(await dumpSchema(db.database)).toBe(readFileSync(sqlFolder("schema.sql"), "utf8"));
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
  const dump = await dumpSchema(own.database);
  expect(dump.slice(dump.indexOf("-- Enumerations"))).toMatchSnapshot();
});
