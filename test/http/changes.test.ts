// Mutations: the resolver runs first in one transaction, the selection is answered from the same transaction, and
// everything happens or nothing does.
import { request } from "node:http";
import { changingService, during } from "./changing-service";
import { until } from "./fake-revision";
import { post } from "./stub-service";

const changing = changingService();

test("the selection shows what the resolver changed, counts that triggers keep included, and it is committed", async () => {
  const reply = await changing.change(
    `mutation ($slug: String!) { __typename
      added: addTopic(slug: $slug, name: "Fresh") { slug name reports { totalCount nodes { number topics { nodes { slug } } } } } }`,
    { slug: "fresh" },
  );
  expect(reply.status).toBe(200);
  expect(reply.body.data).toMatchObject({
    __typename: "Mutation",
    added: {
      slug: "fresh",
      name: "Fresh",
      reports: { totalCount: 1, nodes: [{ topics: { nodes: expect.arrayContaining([{ slug: "fresh" }]) } }] },
    },
  });
  expect(reply.body.extensions).toMatchObject({ cost: { maximum: 5000 } });
  expect(await changing.topics()).toContain("fresh");
});

test("a payload has rows and values side by side, in the order asked for", async () => {
  const query = `mutation ($name: String) { renameTopic(id: "topic_1", name: $name) {
    __typename tried userErrors { message field } topic { name id } } }`;
  const reply = await changing.change(query, { name: "Removals" });
  expect(JSON.stringify(reply.body.data)).toBe(
    '{"renameTopic":{"__typename":"TopicPayload","tried":1,"userErrors":[],"topic":{"name":"Removals","id":"topic_1"}}}',
  );
  expect((await changing.change(query)).body.data).toEqual({
    renameTopic: {
      __typename: "TopicPayload",
      tried: 0,
      userErrors: [{ message: "is missing", field: "name" }],
      topic: null,
    },
  });
});

test("several changes run in order, in one transaction: all or none", async () => {
  const both = await changing.change(`mutation { a: addTopic(slug: "one", name: "One") { slug }
    b: renameTopic(id: "topic_2", name: "Storms") { topic { name } } }`);
  expect(both.body.data).toEqual({ a: { slug: "one" }, b: { topic: { name: "Storms" } } });
  const before = await changing.topics();
  const failing = await changing.change(`mutation { a: addTopic(slug: "two", name: "Two") { slug }
    b: addTopic(slug: "one", name: "Again") { slug } }`);
  expect(failing.body.errors?.[0]?.extensions.code).toBe("CONFLICT");
  expect(failing.body.data).toBeUndefined();
  expect(await changing.topics()).toEqual(before);
});

test("a selection that is refused after the change takes the change back", async () => {
  const before = await changing.topics();
  const tooMuch = `{ nodes { findings(first: 100) { nodes { recommendations(first: 100) { nodes { number } } } } } }`;
  const reply = await changing.change(
    `mutation { addTopic(slug: "three", name: "Three") { reports(first: 100) ${tooMuch} } }`,
  );
  expect(reply.body.errors?.[0]?.extensions.code).toBe("QUERY_TOO_LARGE");
  const wrong = await changing.change(
    'mutation { addTopic(slug: "three", name: "Three") { reports(after: "?") { totalCount nodes { id } } } }',
  );
  expect(wrong.body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  expect(await changing.topics()).toEqual(before);
});

test("nothing of a change is cached or shared: the same one sent twice runs twice", async () => {
  const query = 'mutation { addTopic(slug: "four", name: "Four") { slug } }';
  during.calls = 0;
  const replies = await Promise.all([changing.change(query), changing.change(query), changing.change(query)]);
  expect(during.calls).toBe(3);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  for (const { headers } of replies) {
    expect(headers.get("etag")).toBeNull();
    expect(headers.get("cache-control")).toBe("no-store");
  }
});

test("what was read before is not answered again after a change", async () => {
  const query = '{ topic(slug: "disasters") { name } }';
  const first = await post(changing.url, { query });
  await changing.change('mutation { renameTopic(id: "topic_2", name: "Fires") { tried } }');
  expect((await post(changing.url, { query })).body.data).toEqual({ topic: { name: "Fires" } });
  expect(first.body.data).not.toEqual({ topic: { name: "Fires" } });
});

test("GET and HEAD change nothing", async () => {
  const before = await changing.topics();
  const query = encodeURIComponent('mutation { addTopic(slug: "five", name: "Five") { slug } }');
  for (const method of ["GET", "HEAD"])
    expect((await fetch(`${changing.url}/graphql?query=${query}`, { method })).status).toBe(405);
  expect(await changing.topics()).toEqual(before);
});

test("two changes that lock each other are both done", async () => {
  let waiting = 0;
  const both = new Promise<void>((resolve) => {
    during.meanwhile = async () => {
      waiting++;
      if (waiting === 2) resolve();
      if (waiting <= 2) await both;
    };
  });
  const lock = (id: number) => `run(sql: "select from topics where id = ${id} for update") { slug }`;
  const write = (slug: string) => `addTopic(slug: "${slug}", name: "Seven") { slug }`;
  const replies = await Promise.all([
    changing.change(`mutation { a: ${lock(1)} b: ${lock(2)} c: ${write("seven-a")} }`),
    changing.change(`mutation { a: ${lock(2)} b: ${lock(1)} c: ${write("seven-b")} }`),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  // One of them was run again.
  expect(waiting).toBeGreaterThan(6);
  expect(await changing.topics()).toEqual(expect.arrayContaining(["seven-a", "seven-b"]));
});

test("a client that leaves before the end has changed nothing", async () => {
  const before = await changing.topics();
  let isWaiting = false;
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  during.meanwhile = () => {
    isWaiting = true;
    return held;
  };
  const client = request(`${changing.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
  });
  client.on("error", () => {});
  client.end(JSON.stringify({ query: 'mutation { addTopic(slug: "six", name: "Six") { slug } }' }));
  await until(() => isWaiting);
  const seen = changing.logged.length;
  client.destroy();
  await until(() => changing.logged.length > seen);
  go();
  await until(() => changing.service.admission.counts.running === 0);
  expect(await changing.topics()).toEqual(before);
});
