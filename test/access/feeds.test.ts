// Feeds: well-formed, as RFC 4287 and JSON Feed 1.1 have it, of the changes that they are about, and 304 while nothing changed.
import { SaxesParser } from "saxes";
import { feedRoutes } from "../../src/feeds/routes";
import { accessService } from "./access-service";

const access = accessService({ routes: ({ pipeline }) => feedRoutes(pipeline) });
const rec = "recommendation_1";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Throws for what is no well-formed XML. */
function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: "" };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on("text", (piece) => {
    stack.at(-1)!.text += piece;
  });
  parser.on("closetag", () => void stack.pop());
  parser.write(text).close();
  return root.children[0]!;
}

const isIri = (text: string | undefined) => text !== undefined && /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);
const isMoment = (text: string | undefined) =>
  text !== undefined &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
  !Number.isNaN(Date.parse(text));

/** What RFC 4287, section 4, asks of a feed; one complaint for each rule that is broken. */
function atomProblems(feed: Element): string[] {
  const problems: string[] = [];
  const rule = (holds: boolean, text: string) => void (holds || problems.push(text));
  const of = (element: Element, name: string) => element.children.filter((child) => child.name === name);
  const common = (element: Element) => {
    for (const name of ["id", "title", "updated"])
      rule(of(element, name).length === 1, `${element.name}: exactly one ${name}`);
    rule(isIri(of(element, "id")[0]?.text), `${element.name}: id is an IRI`);
    rule(isMoment(of(element, "updated")[0]?.text), `${element.name}: updated is an RFC 3339 moment`);
    for (const link of of(element, "link"))
      rule(isIri(link.attributes.href), `${element.name}: link has an href`);
  };
  rule(
    feed.name === "feed" && feed.attributes.xmlns === "http://www.w3.org/2005/Atom",
    "feed: in the namespace of Atom",
  );
  common(feed);
  rule(
    of(feed, "link").filter(({ attributes }) => attributes.rel === "self").length === 1,
    "feed: one link to itself",
  );
  const entries = of(feed, "entry");
  for (const entry of entries) {
    common(entry);
    rule(of(entry, "author").length > 0, "entry: an author, since the feed has none");
    for (const author of of(entry, "author")) rule(of(author, "name").length === 1, "author: one name");
    rule(
      of(entry, "content").length > 0 ||
        of(entry, "link").some(({ attributes }) => attributes.rel === "alternate"),
      "entry: content or an alternate link",
    );
    rule(of(entry, "summary").length <= 1, "entry: at most one summary");
  }
  const ids = entries.map((entry) => of(entry, "id")[0]?.text);
  rule(new Set(ids).size === ids.length, "entries: each its own id");
  const known = [
    "id",
    "title",
    "updated",
    "link",
    "generator",
    "entry",
    "author",
    "subtitle",
    "category",
    "rights",
  ];
  for (const child of feed.children) rule(known.includes(child.name), `feed: knows no ${child.name}`);
  return problems;
}

interface JsonFeed {
  version: string;
  title: string;
  feed_url: string;
  items: { id: string; url: string; title: string; content_text: string; date_published: string }[];
}

async function record(input: Record<string, unknown>): Promise<void> {
  const query =
    "mutation ($input: RecordStatusInput!) { recordStatus(input: $input) { userErrors { code } } }";
  const { body } = await access.ask(query, access.keys.EDITOR, {
    input: { recommendation: rec, status: "OPEN", ...input },
  });
  expect(body.errors).toBeUndefined();
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(access.url + path, { headers });

test("Atom is as its RFC has it, whatever the words are", async () => {
  await record({ reason: 'a <b> & "c" \u0001 ]]> \u{1f511}' });
  const response = await get("/feeds/changes.atom");
  expect(response.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  const feed = parseXml(await response.text());
  expect(atomProblems(feed)).toEqual([]);
  const [entry] = feed.children.filter(({ name }) => name === "entry");
  expect(entry!.children.find(({ name }) => name === "summary")!.text).toContain(
    'Reason: a <b> & "c"  ]]> \u{1f511}',
  );
});

test("the validator can fail", () => {
  const found = atomProblems(
    parseXml('<feed xmlns="x"><id>no iri</id><entry><title/><updated>yesterday</updated></entry></feed>'),
  );
  expect(found.length).toBeGreaterThan(8);
  expect(() => parseXml("<feed><b></feed>")).toThrow();
});

test("JSON Feed 1.1: required fields, the same entries", async () => {
  const response = await get("/feeds/changes.json");
  expect(response.headers.get("content-type")).toBe("application/feed+json; charset=utf-8");
  const feed = (await response.json()) as JsonFeed;
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: "Changes",
    feed_url: `${access.url}/feeds/changes.json`,
  });
  expect(feed.items.length).toBeGreaterThan(0);
  for (const item of feed.items)
    expect([isIri(item.id), isIri(item.url), isMoment(item.date_published)]).toEqual([true, true, true]);
});

test("each feed has what it is about and nothing else", async () => {
  const { body } = await access.ask(
    `{ node(id: "${rec}") { ... on Recommendation { agencies { nodes { slug } } report { number office { slug } } } } }`,
  );
  const { report } = body.data!.node as { report: { number: string; office: { slug: string } } };
  const count = async (path: string) => ((await (await get(path)).json()) as JsonFeed).items.length;
  const { office, number } = { office: report.office.slug, number: report.number };
  const before = await count(`/feeds/reports/${office}/${number}.json`);
  await record({});
  expect(await count(`/feeds/reports/${office}/${number}.json`)).toBe(before + 1);
  expect(await count(`/feeds/offices/${office}.json`)).toBeGreaterThan(0);
  expect(await count("/feeds/offices/no-such-office.json")).toBe(0);
  expect(await count("/feeds/topics/no-such-topic.json")).toBe(0);
  const filter = (value: object) => `/feeds/changes.json?filter=${encodeURIComponent(JSON.stringify(value))}`;
  expect(await count(filter({ kind: { eq: "BULK" } }))).toBe(0);
  expect((await get("/feeds/changes.json?filter=[")).status).toBe(400);
  expect((await get(filter({ nothing: 1 }))).status).toBe(400);
  expect(await count("/feeds/agencies/ice.json")).toBeGreaterThan(0);
});

test("304 while nothing changed", async () => {
  const first = await get("/feeds/changes.atom");
  const tag = first.headers.get("etag")!;
  expect(tag).toMatch(/^W\//);
  expect((await get("/feeds/changes.atom", { "if-none-match": tag })).status).toBe(304);
  await record({});
  expect((await get("/feeds/changes.atom", { "if-none-match": tag })).status).toBe(200);
});
