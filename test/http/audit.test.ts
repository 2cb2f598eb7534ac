// The whole GraphQL-over-HTTP audit of graphql-http: every item, with no notice and no warning.
import { serverAudits } from "graphql-http";
import { type StubService, startStub } from "./stub-service";

let stub: StubService;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const audits = serverAudits({ url: () => `${stub.url}/graphql`, fetchFn: fetch });

test("the audit has as many items as the service was built for", () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  "%s %s",
  async (_id, _name, audit) => {
    const result = await audit.fn();
    if (result.status !== "ok") throw new Error(`${result.status}: ${result.reason}`);
  },
);
