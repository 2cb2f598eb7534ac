// A service that is closed to anonymous requests, answers registered documents alone, and limits each key by itself.

import { createKey } from "../../src/access/api-keys";
import { roles } from "../../src/access/viewer";
import { hashOf } from "../../src/http/documents/persisted-documents";
import { accessService } from "./access-service";

const registered = "{ viewer { role } }";
const access = accessService({
  anonymous: "none",
  persisted: [registered],
  settings: { persistedOnly: true, rateLimit: 60 },
});

test("without a key nothing but the probes is answered", async () => {
  const status = async (path: string) => (await fetch(access.url + path, { redirect: "manual" })).status;
  expect(await status("/livez")).toBe(200);
  expect(await status("/schema.graphql")).toBe(401);
  expect(await status(`/graphql?query=${encodeURIComponent(registered)}`)).toBe(401);
  expect((await access.ask(registered)).body.errors?.[0]?.extensions).toMatchObject({
    code: "UNAUTHENTICATED",
    hint: "Send Authorization: Bearer and your key.",
  });
  for (const role of roles)
    expect((await access.ask(registered, access.keys[role])).body.data).toEqual({ viewer: { role } });
});

test("only registered documents are answered, by text, by documentId and by hash", async () => {
  const key = await createKey(access.db.database, { name: "documents", role: "READER" });
  const sent = async (body: Record<string, unknown>) => {
    const response = await fetch(`${access.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const apq = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
  expect(await sent({ documentId: `sha256:${hashOf(registered)}` })).toBe(200);
  expect(await sent({ extensions: apq(registered) })).toBe(200);
  const other = "{ viewer { name } }";
  expect(await sent({ query: other })).toBe(403);
  expect(await sent({ query: "{ __schema { queryType { name } } }" })).toBe(403);
  expect(await sent({ query: other, extensions: apq(other) })).toBe(403);
  expect(await sent({ extensions: apq(other) })).toBe(403);
  expect(await sent({ documentId: `sha256:${hashOf(other)}` })).toBe(404);
});

test("each key has a rate limit of its own, and wrong credentials have one too", async () => {
  const first = await createKey(access.db.database, { name: "first", role: "READER" });
  const second = await createKey(access.db.database, { name: "second", role: "READER" });
  let status = 200;
  for (let tries = 0; status === 200 && tries < 100; tries++)
    status = (await access.ask(registered, first)).status;
  expect(status).toBe(429);
  expect((await access.ask(registered, second)).status).toBe(200);
  let tries = 0;
  for (status = 401; status === 401 && tries < 100; tries++)
    status = (await access.ask(registered, "og_1_wrong")).status;
  expect(status).toBe(429);
  expect(tries).toBeLessThan(60);
});
