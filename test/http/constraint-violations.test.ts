// What the database refuses of a change is a refusal with its code and the names of the fields, never a 500, and tells
// nothing of what the rows hold.
import { changingService } from "./changing-service";

const changing = changingService();

const secret = "Contents of a Row";
test.each([
  ["a unique key", `insert into topics (slug, name) values ('disasters', '${secret}')`, "CONFLICT", ["slug"]],
  [
    "a unique key of generated columns",
    "insert into reports (office_id, number, title, source_id) select office_id, number, 'Contents of a Row', source_id from reports where id = 1",
    "CONFLICT",
    ["office", "number", "title"],
  ],
  [
    "a unique index",
    `insert into agencies (slug, name, uei) select 'new', '${secret}', uei from agencies where uei is not null limit 1`,
    "CONFLICT",
    ["uei"],
  ],
  ["a missing value", `insert into topics (slug) values ('contents-of-a-row')`, "BAD_USER_INPUT", ["name"]],
  [
    "a reference to nothing",
    `insert into agencies (slug, name, parent_id) values ('new', '${secret}', 987654321)`,
    "BAD_USER_INPUT",
    ["parent"],
  ],
  ["something referred to", "delete from sources", "BAD_USER_INPUT", ["source"]],
  ["a check", `insert into topics (slug, name) values ('${secret}', 'x')`, "BAD_USER_INPUT", ["slug"]],
  [
    "a domain",
    "insert into topics (slug, name) values ('contents-of-a-row', ' ')",
    "BAD_USER_INPUT",
    undefined,
  ],
  [
    "a value out of range",
    "update reports set declared_recommendation_count = 99999999999",
    "BAD_USER_INPUT",
    undefined,
  ],
  ["a value of no enumeration", `update agencies set kind = '${secret}'`, "BAD_USER_INPUT", undefined],
  ["a rule of a trigger", "update agencies set parent_id = 2 where id = 1", "BAD_USER_INPUT", undefined],
  ["history that is append-only", "delete from status_events", "BAD_USER_INPUT", undefined],
  [
    "a rule that is checked at the end",
    "update recommendations set status = 'CLOSED_IMPLEMENTED', closed_on = '2024-01-01' where id = (select min(id) from recommendations where status = 'OPEN')",
    "BAD_USER_INPUT",
    undefined,
  ],
])("%s is refused with its code and fields, and nothing of the rows", async (_, sql, code, fields) => {
  const reply = await changing.change("mutation ($sql: String!) { run(sql: $sql) { slug } }", { sql });
  const [error] = reply.body.errors!;
  expect(error).toMatchObject({
    extensions: { code, hint: expect.any(String), requestId: expect.any(String) },
  });
  expect((error!.extensions as { fields?: string[] }).fields).toEqual(fields);
  expect(reply.status).toBe(code === "CONFLICT" ? 409 : 400);
  expect(JSON.stringify(reply.body)).not.toMatch(/contents.of.a.row|987654321|Key \(|Failing row|DETAIL/i);
});

test("a mistake of the service's own stays an internal error, without its text", async () => {
  const reply = await changing.change('mutation { run(sql: "select nonsense") { slug } }');
  expect(reply.status).toBe(500);
  expect(JSON.stringify(reply.body)).not.toContain("nonsense");
  // A type that promises rows which may be missing is a mistake of the schema.
  expect((await changing.change("mutation { promised { slug } }")).status).toBe(500);
});
