// What clients see of errors: the codes of the list and no others, nothing internal, the request's id.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GraphQLError } from "graphql";
import { DatabaseUnavailable, PoolExhausted, StatementTimeout } from "../../src/database/errors";
import { errorCodes, present, refusal } from "../../src/errors";
import { post, type StubService, startStub, stubDatabase } from "./stub-service";

const secret = "row contents: (alice, 4711)";
const data = { query: "{ agency { name } }" };

let stub: StubService | undefined;
afterEach(() => stub?.close());

const failing = async (error: unknown) => {
  stub = await startStub({
    database: stubDatabase(async () => {
      throw error;
    }),
  });
  return post(stub.url, data);
};

test("docs/errors.md lists every code with its status", () => {
  const text = readFileSync(join(__dirname, "..", "..", "docs", "errors.md"), "utf8");
  const rows = [...text.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  expect(rows).toEqual(Object.entries(errorCodes).map(([code, { status }]) => [code, status]));
});

test.each([
  [new DatabaseUnavailable(secret), 503, "SERVICE_UNAVAILABLE"],
  [new PoolExhausted(secret), 503, "SERVICE_UNAVAILABLE"],
  [new StatementTimeout(secret), 503, "TIMEOUT"],
  [new Error(secret), 500, "INTERNAL_SERVER_ERROR"],
  [new TypeError(secret), 500, "INTERNAL_SERVER_ERROR"],
  [secret, 500, "INTERNAL_SERVER_ERROR"],
  [undefined, 500, "INTERNAL_SERVER_ERROR"],
  [new GraphQLError(secret, { extensions: { code: "SOME_INTERNAL_CODE" } }), 500, "INTERNAL_SERVER_ERROR"],
  [new GraphQLError(secret, { originalError: new Error(secret) }), 500, "INTERNAL_SERVER_ERROR"],
])("%p is %d %s and says nothing of its cause", async (error, status, code) => {
  const reply = await failing(error);
  expect([reply.status, reply.body.errors?.[0]?.extensions.code]).toEqual([status, code]);
  expect(JSON.stringify(reply.body)).not.toContain("alice");
  expect(JSON.stringify(reply.body)).not.toMatch(/stack|node_modules|\.ts/);
  expect(reply.body.errors?.[0]?.extensions.requestId).toBe(reply.headers.get("x-request-id"));
  expect(reply.headers.get("retry-after")).toBe(status === 503 ? "1" : null);
});

test("the cause stands in the log, under the request's id, and only once in a flood", async () => {
  await failing(new Error(secret));
  for (let n = 0; n < 20; n++) await post((stub as StubService).url, data);
  const causes = stub?.logged.filter((line) => line.cause) ?? [];
  expect(causes).toHaveLength(1);
  expect(causes[0]).toMatchObject({ level: "error", cause: { name: "Error", message: secret } });
  expect(causes[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test("codes that Apollo names otherwise are those of the list", () => {
  const code = (name: string) => present(new GraphQLError("x", { extensions: { code: name } })).code;
  expect([code("BAD_REQUEST"), code("OPERATION_RESOLUTION_FAILURE")]).toEqual([
    "BAD_USER_INPUT",
    "BAD_USER_INPUT",
  ]);
  for (const name of ["constructor", "__proto__", "toString"])
    expect(code(name)).toBe("INTERNAL_SERVER_ERROR");
});

test("a refusal keeps its words, hint and headers, and shows no HTTP details", () => {
  const { formatted, headers, status } = present(
    refusal("CONFLICT", "No.", { hint: "Yes.", headers: new Map([["a", "b"]]) }),
  );
  expect(formatted).toEqual({ message: "No.", extensions: { code: "CONFLICT", hint: "Yes." } });
  expect([status, headers.get("a")]).toEqual([409, "b"]);
});
