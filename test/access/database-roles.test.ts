// The service's database roles: the one that reads cannot write even when asked to, the one that writes cannot change the
// schema or make keys; both cannot see what they need not.
import { checkReadiness, withLeastPrivilege } from "../../src/database";
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";

const db = testDatabase();

test("reads run as a user that can only read, changes as one that can change rows alone", async () => {
  await loadSample(db.database);
  const database = await withLeastPrivilege(db.open(), { poolMax: 2 });
  const read = (text: string) => database.rows({ text, values: [] }, { readOnly: true });
  const write = (text: string) => database.transaction((transaction) => transaction.script(text));
  try {
    expect(await read("select current_user")).toEqual([[expect.stringMatching(/^oversight_graph_reader_/)]]);
    expect(await checkReadiness(database)).toEqual({ ready: true });
    expect(Number((await read("select count(*) from reports"))[0]![0])).toBeGreaterThan(0);
    for (const text of [
      "insert into topics (slug, name) values ('x', 'X')",
      "update reports set title = 'x'",
      "delete from status_events",
      "create table mine (id int)",
      "with gone as (delete from topics returning 1) select * from gone",
      "select setval(pg_get_serial_sequence('topics', 'id'), 1)",
      "select * from access_keys",
    ])
      await expect(read(text)).rejects.toMatchObject({ sqlState: expect.stringMatching(/^(42501|25006)$/) });
    // Nor after it has been told that it may.
    await expect(
      database.snapshot((snapshot) => snapshot.rows({ text: "delete from topics returning 1", values: [] })),
    ).rejects.toMatchObject({ sqlState: expect.stringMatching(/^(42501|25006)$/) });

    expect((await database.rows({ text: "select current_user", values: [] }))[0]).toEqual([
      expect.stringMatching(/^oversight_graph_service_/),
    ]);
    await write(
      "insert into topics (slug, name) values ('new', 'New'); update topics set name = 'Newer' where slug = 'new'",
    );
    for (const text of [
      "drop table topics",
      "truncate topics",
      "alter table topics add column x int",
      "create table mine (id int)",
      "create function f() returns int language sql as 'select 1'",
      "insert into access_keys (name, role, secret_hash) values ('x', 'ADMIN', decode(repeat('00', 32), 'hex'))",
      "update access_keys set role = 'ADMIN'",
      "delete from migrations",
      "create role mine",
      "alter table status_events disable trigger all",
    ])
      await expect(write(text)).rejects.toMatchObject({ sqlState: "42501" });
  } finally {
    await database.close();
  }
});
