// verify finds what the constraints would have refused, in data that got past them.
import { describeViolation, readInvariants, verify } from "../../src/database/schema/verify";
import { testDatabase } from "../support/database";

const db = testDatabase();
const own = testDatabase({ empty: true });

test("an empty migrated database breaks nothing, and every check can run", async () => {
  const { checked, violations } = await verify(db.database);
  expect(violations.map(describeViolation)).toEqual([]);
  expect(checked).toBeGreaterThan(100);
});

test("every kind of constraint is checked again", async () => {
  await own.database.transaction((transaction) =>
    transaction.script(`
      create domain positive as int check (value > 0);
      create table parents (id int primary key, name text unique not null);
      create table children (id int primary key, parent int references parents, amount positive, size int check (size < 9));
      set local session_replication_role = replica;
      insert into children values (1, 99, 1, 1);
      alter table children add constraint late check (id > 5) not valid;`),
  );
  const { violations } = await verify(own.database, [
    { name: "stated.sql", sentence: "No child is 1.", select: "select id from children where id = 1" },
    { name: "broken.sql", sentence: "It cannot run.", select: "select nothing_like_this from children" },
  ]);
  const byName = new Map(violations.map((violation) => [violation.name, violation]));
  expect([...byName.keys()].sort()).toEqual([
    "broken.sql",
    "children.children_parent_fkey",
    "children.late",
    "stated.sql",
    "unvalidated constraints",
  ]);
  expect(describeViolation(byName.get("children.children_parent_fkey")!)).toBe(
    'children.children_parent_fkey: Every children (parent) exists in parents.\n  {"id":1,"parent":99,"amount":1,"size":1}',
  );
  expect(byName.get("broken.sql")?.problem).toContain("SQLSTATE 42703");
});

test("what is printed is bounded", async () => {
  const { violations } = await verify(own.database, [
    {
      name: "many",
      sentence: "None.",
      select: "select repeat('x', 1000) as text from generate_series(1, 1000)",
    },
  ]);
  const printed = describeViolation(violations.find((violation) => violation.name === "many")!);
  expect(printed.split("\n")).toHaveLength(7);
  expect(printed.length).toBeLessThan(2000);
});

test("the folder of stated invariants is read as select and sentence", () => {
  for (const invariant of readInvariants()) {
    expect(invariant.sentence).not.toBe(invariant.name);
    expect(invariant.select).toMatch(/\b(select|with)\b/i);
  }
  expect(readInvariants("/nonexistent")).toEqual([]);
});
