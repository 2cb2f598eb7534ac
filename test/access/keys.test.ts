// API keys and tokens: who is let in as whom, and what is refused; nothing of a secret in log or database.
import { createKey, listKeys, revokeKey } from "../../src/access/api-keys";
import { accessService } from "./access-service";

const access = accessService();
const query = "{ viewer { name role isAnonymous } }";

const code = ({ body }: Awaited<ReturnType<typeof access.ask>>) => body.errors?.[0]?.extensions.code;

test("nobody in particular may read", async () => {
  const { body } = await access.ask(query);
  expect(body.data).toEqual({ viewer: { name: "anonymous", role: "READER", isAnonymous: true } });
});

test.each(["READER", "EDITOR", "ADMIN"] as const)("a key of role %s is known by its name", async (role) => {
  const { body } = await access.ask(query, access.keys[role]);
  expect(body.data).toEqual({ viewer: { name: `the ${role.toLowerCase()}`, role, isAnonymous: false } });
});

test("two keys never share a cached answer", async () => {
  const asked = async (key?: string) => (await access.ask(query, key)).body.data;
  for (let round = 0; round < 3; round++) {
    expect(await asked(access.keys.ADMIN)).toMatchObject({ viewer: { role: "ADMIN" } });
    expect(await asked(access.keys.EDITOR)).toMatchObject({ viewer: { role: "EDITOR" } });
    expect(await asked()).toMatchObject({ viewer: { role: "READER" } });
  }
});

test("a key with one character changed, one without its number, and a made-up one are refused alike", async () => {
  const key = access.keys.EDITOR;
  const last = key.at(-1) === "A" ? "B" : "A";
  const wrong = [
    key.slice(0, -1) + last,
    key.replace(/^og_\d+_/, "og_999999_"),
    key.replace(/^og_\d+_/, "og_"),
    `${key}A`,
    "og_1_",
    "og_99999999999999999999999999_x",
    "something",
    "a.b.c",
    "x".repeat(9000),
  ];
  const replies = await Promise.all(wrong.map((one) => access.ask(query, one)));
  for (const reply of replies) {
    expect(reply.status).toBe(401);
    expect(code(reply)).toBe("UNAUTHENTICATED");
    expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(reply.body.errors?.[0]?.message).toBe("The credential is not known here.");
  }
});

test("other schemes are refused, not ignored", async () => {
  for (const authorization of ["Basic eDp5", "Bearer", "Bearer a b"]) {
    const response = await fetch(`${access.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(401);
  }
});

test("a revoked key is refused from the next request on, and an expired one", async () => {
  const { database } = access.db;
  const key = await createKey(database, { name: "short", role: "EDITOR" });
  expect((await access.ask(query, key)).status).toBe(200);
  const id = key.split("_")[1]!;
  expect(await revokeKey(database, id)).toBe(true);
  expect(await revokeKey(database, id)).toBe(false);
  const refused = await access.ask(query, key);
  expect([refused.status, refused.body.errors?.[0]?.message]).toEqual([401, "The credential was revoked."]);
  const old = await createKey(database, { name: "old", role: "EDITOR", expiresAt: "2020-01-01T00:00:00Z" });
  expect((await access.ask(query, old)).body.errors?.[0]?.message).toBe("The credential has expired.");
});

test("tokens: the role comes from a claim, and none of the wrong ones pass", async () => {
  const { provider } = access;
  const editor = { sub: "u1", name: "Ada", realm: { roles: ["staff", "editor"] } };
  expect((await access.ask(query, await provider.token(editor))).body.data).toEqual({
    viewer: { name: "Ada", role: "EDITOR", isAnonymous: false },
  });
  expect((await access.ask(query, await provider.token({ sub: "u2" }))).body.data).toEqual({
    viewer: { name: "u2", role: "READER", isAnonymous: false },
  });
  const whole = await provider.token(editor);
  const [head, , signature] = whole.split(".");
  const claims = Buffer.from(
    JSON.stringify({ ...editor, iss: "x", exp: 4e9, realm: { roles: ["admin"] } }),
  ).toString("base64url");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  const wrong = {
    "a forged signature": await provider.forged(editor),
    "claims changed": `${head}.${claims}.${signature}`,
    "no signature": `${none}.${whole.split(".")[1]}.`,
    "another audience": await provider.token(editor, { audience: "others" }),
    "another issuer": await provider.token(editor, { issuer: "https://evil.example.org" }),
  };
  for (const [what, token] of Object.entries(wrong))
    expect([what, (await access.ask(query, token)).status]).toEqual([what, 401]);
  const expired = await access.ask(query, await provider.token(editor, { expires: "-5m" }));
  expect(expired.body.errors?.[0]?.message).toBe("The credential has expired.");
  // All of that with one look at the provider's keys.
  expect(provider.fetches).toBe(1);
});

test("pages of other origins may send a key that they hold, and never what a browser adds by itself", async () => {
  const response = await fetch(`${access.url}/graphql`, {
    method: "OPTIONS",
    headers: { origin: "https://app.example.org", "access-control-request-headers": "authorization" },
  });
  expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
  expect(response.headers.get("access-control-allow-credentials")).toBeNull();
});

test("every use of a key has its line in the log; no secret stands anywhere", async () => {
  await access.ask(query, access.keys.ADMIN);
  const token = await access.provider.token({ sub: "u1", name: "Ada" });
  await access.ask(query, token);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const lines = access.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  const number = access.keys.ADMIN.split("_")[1];
  expect(lines).toContainEqual(
    expect.objectContaining({ viewer: `key:${number}`, name: "the admin", role: "ADMIN", path: "/graphql" }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ viewer: "token:u1", name: "Ada" }));
  const rows = JSON.stringify(
    await access.db.database.query("select *, encode(secret_hash, 'escape') from access_keys"),
  );
  for (const text of [access.logged.join("\n"), rows, JSON.stringify(await listKeys(access.db.database))]) {
    for (const key of Object.values(access.keys))
      expect(text).not.toContain(key.split("_").slice(2).join("_"));
    expect(text).not.toContain(token.split(".")[2]!);
  }
});
