// Taking back over HTTP: what a person recorded is gone from status and history, what files say of the same stands as before;
// the work is done by the database user that cannot change the schema.
import { verify } from "../../src/database/schema/verify";
import { importRecords } from "../import/importing";
import { accessService } from "./access-service";

const access = accessService();

const report = { office: "x-oig", report: "R-1" } as const;

test("a person's entry is taken back by an editor, and the file's words stand again", async () => {
  await importRecords(access.db.database, [
    { record: "office", slug: "x-oig", name: "X OIG", kind: "INSPECTOR_GENERAL" },
    { record: "report", office: "x-oig", number: "R-1", title: "On keys", issuedOn: "2024-01-05" },
    { record: "recommendation", ...report, number: "1", text: "Hide the keys." },
    { record: "status_event", ...report, recommendation: "1", status: "OPEN", asOf: "2024-01-05" },
  ]);
  const query = `{ report(number: "R-1", office: "x-oig") { recommendations { nodes { id status statusEvents(first: 9) { nodes { status source { id kind } } } responses { position } } } } }`;
  type Rec = {
    id: string;
    status: string;
    statusEvents: { nodes: { source: { id: string } }[] };
    responses: unknown[];
  };
  const look = async () =>
    ((await access.ask(query)).body.data!.report as { recommendations: { nodes: Rec[] } }).recommendations
      .nodes[0]!;
  const before = await look();
  const change = async (document: string, input: unknown) => {
    const { body } = await access.ask(document, access.keys.EDITOR, { input });
    expect(body.errors).toBeUndefined();
    return body.data!;
  };
  await change(
    "mutation ($input: RecordResponseInput!) { recordResponse(input: $input) { userErrors { code } } }",
    {
      recommendation: before.id,
      agency: "ice",
      position: "CONCUR",
    },
  );
  await change(
    "mutation ($input: RecordStatusInput!) { recordStatus(input: $input) { userErrors { code } } }",
    {
      recommendation: before.id,
      status: "CLOSED_IMPLEMENTED",
      closedOn: "2024-06-01",
    },
  );
  const recorded = await look();
  expect(recorded).toMatchObject({ status: "CLOSED_IMPLEMENTED", responses: [{ position: "CONCUR" }] });
  const { retract } = await change(
    "mutation ($input: RetractInput!) { retract(input: $input) { source { id retractedAt retractionNote } reportCount removedReportCount replayedSourceCount userErrors { code message } } }",
    { source: recorded.statusEvents.nodes.at(-1)!.source.id, reason: "wrong report" },
  );
  expect(retract).toEqual({
    source: {
      id: expect.any(String),
      retractedAt: expect.any(String),
      retractionNote: "the editor: wrong report",
    },
    reportCount: 1,
    removedReportCount: 0,
    replayedSourceCount: 2,
    userErrors: [],
  });
  const after = await look();
  // The answer that another entry recorded is told again.
  expect(after).toEqual({ ...before, statusEvents: after.statusEvents, responses: [{ position: "CONCUR" }] });
  expect(after.statusEvents.nodes).toHaveLength(before.statusEvents.nodes.length);
  expect((await verify(access.db.database)).violations).toEqual([]);
});
