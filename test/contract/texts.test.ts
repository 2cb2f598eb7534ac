// Every naughty string in every text argument: a right answer or a refusal that says why, never a failure, and not a
// word of PostgreSQL's.
import { serviceSchema } from "../../src/schema";
import { post } from "../http/stub-service";
import { naughtyStrings } from "./naughty-strings";
import { realService } from "./real-service";
import { textPlaces } from "./text-arguments";

const real = realService();
const places = textPlaces(serviceSchema().schema);
// Every string is sent somewhere and every place gets one; CONTRACT=30000 sends as many, up to all to all.
const wanted = Number(process.env.CONTRACT ?? 2000);
const share = Math.max(1, Math.ceil((places.length * naughtyStrings.length) / wanted));

const internals =
  /syntax error at|invalid input syntax|invalid byte|relation "|column "|operator does not|SQLSTATE|pg_catalog|node_modules| {4}at /;

interface AgencyPage {
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

async function check(
  query: string,
  variables: Record<string, unknown>,
  what: string,
): Promise<string | undefined> {
  const reply = await post(real.url, { query, variables });
  const codes = reply.body?.errors?.map((error) => error.extensions.code) ?? [];
  const text = JSON.stringify(reply.body?.errors ?? "");
  const fine =
    reply.status < 500 &&
    !codes.includes("INTERNAL_SERVER_ERROR") &&
    !internals.test(text) &&
    (reply.body.data || codes.length > 0);
  return fine ? undefined : `${what}: ${reply.status} ${text.slice(0, 300)}`;
}

test("the schema has text arguments, and filters among them", () => {
  expect(places.length).toBeGreaterThan(50);
  expect(places.map(({ name }) => name)).toContain("reports(filter.number.contains)");
});

test("no string in any text argument makes the service fail", async () => {
  const wrong: string[] = [];
  let sent = 0;
  const jobs = places.flatMap(({ name, query, variables }, place) =>
    naughtyStrings
      .filter((_text, index) => (place + index) % share === 0)
      .map(
        (text) => () => check(query, variables(text), `${name} with ${JSON.stringify(text.slice(0, 60))}`),
      ),
  );
  const worker = async () => {
    for (let job = jobs.pop(); job; job = jobs.pop()) {
      const problem = await job();
      sent++;
      if (problem) wrong.push(problem);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(naughtyStrings.length);
  expect(real.logged).toEqual([]);
}, 600_000);

test("patterns mean themselves in contains and startsWith", async () => {
  const query =
    "query($filter: AgencyFilter, $after: String) { agencies(first: 100, after: $after, filter: $filter) { nodes { name } pageInfo { endCursor hasNextPage } } }";
  const namesOf = async (filter?: object) => {
    const names: string[] = [];
    for (let after: string | null = null; ; ) {
      const reply = await post(real.url, { query, variables: { filter, after } });
      const { nodes, pageInfo } = (reply.body.data as { agencies: AgencyPage }).agencies;
      names.push(...nodes.map(({ name }) => name));
      if (!pageInfo.hasNextPage) return names;
      after = pageInfo.endCursor;
    }
  };
  const names = await namesOf();
  for (const text of ["%", "_", "\\", "a%", ".", "U.S.", "u.s.", "*", "[a-z]", "and"])
    for (const operator of ["contains", "startsWith"] as const) {
      const found = await namesOf({ name: { [operator]: text } });
      const [low, wanted] = [(name: string) => name.toLowerCase(), text.toLowerCase()];
      const expected = names.filter((name) =>
        operator === "contains" ? low(name).includes(wanted) : low(name).startsWith(wanted),
      );
      expect([operator, text, [...found].sort()]).toEqual([operator, text, [...expected].sort()]);
    }
});

test.each([
  ["first", [0, -1, 101, 1.5, 1e10, "1", true, [], {}, "x", null]],
  ["last", [0, -1, 101, 1.5, 1e10, "1", true, [], {}, "x", null]],
])("%s takes whole numbers from 1 to 100 alone", async (name, values) => {
  for (const value of values) {
    const reply = await post(real.url, {
      query: `query($value: Int) { reports(${name}: $value) { nodes { id } } }`,
      variables: { value },
    });
    expect([value, reply.status]).toEqual([value, value === null ? 200 : 400]);
  }
});

test("names of object prototypes are no fields, arguments or variables", async () => {
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "prototype"]) {
    const replies = [
      await post(real.url, { query: `{ ${name} }` }),
      await post(real.url, { query: `{ reports(${name}: 1) { nodes { id } } }` }),
      await post(real.url, { query: `{ reports(filter: { ${name}: { eq: "1" } }) { nodes { id } } }` }),
      await post(real.url, {
        query: `query($${name}: Int) { reports(first: $${name}) { nodes { id } } }`,
        variables: {},
      }),
      await post(
        real.url,
        `{"query":"query($f: ReportFilter) { reports(filter: $f) { nodes { id } } }","variables":{"f":{"${name}":{"eq":"1"}}}}`,
      ),
      await post(real.url, `{"query":"{ __typename }","${name}":{"a":1},"variables":{"${name}":1}}`),
      await post(real.url, { query: `query ${name} { ${name}: __typename }`, operationName: name }),
    ];
    for (const { status } of replies) expect(status).toBeLessThan(500);
  }
});
