// Rules that hold when a transaction ends, whoever writes: in its course they may be broken, and nothing is left to check after it.
import { SqlState, StatementRejected } from "../../src/database/errors";
import { testDatabase } from "../support/database";

const db = testDatabase();

const recommendation = (more = "status, is_closing_date_unknown", values = "'OPEN', false") =>
  `insert into recommendations (report_id, number, text, source_id, ${more})
   select id, (select count(*) + 1 from recommendations)::text, 'Do it.', source_id, ${values} from reports returning id`;
const event = (status: string) =>
  `insert into status_events (recommendation_id, status, as_of, source_id)
   select max(c.id), '${status}', date '2021-04-01' + (select count(*) from status_events)::integer, max(c.source_id) from recommendations c`;

function run(...statements: readonly string[]): Promise<void> {
  return db.database.transaction(
    async (transaction) => {
      for (const statement of statements) await transaction.query(statement);
    },
    { timeoutMs: 0 },
  );
}

async function broken(...statements: readonly string[]): Promise<string | undefined> {
  const error = await run(...statements).then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  if (error === undefined) return undefined;
  expect(error).toBeInstanceOf(StatementRejected);
  expect((error as StatementRejected).sqlState).toBe(SqlState.checkViolation);
  return (error as StatementRejected).constraint;
}

const pending = async () =>
  (await db.database.query<{ n: number }>("select count(*) as n from pending_checks"))[0]?.n;

beforeAll(() =>
  run(
    `insert into sources (publisher, file_name, sha256, format, importer_version) values ('P', 'f', repeat('0', 64), 'test', '1')`,
    "insert into offices (slug, name) values ('x-oig', 'X')",
    `insert into reports (office_id, number, summary, source_id)
     select o.id, 'X-1', 'One. Two. Three.', s.id from offices o, sources s`,
  ),
);

afterEach(async () => expect(await pending()).toBe(0));

test("a status without an event is refused, an event that comes later in the transaction makes it right", async () => {
  const rule = "recommendations_status_is_last_event";
  expect(await broken(recommendation())).toBe(rule);
  expect(await broken(recommendation(), event("OPEN"))).toBeUndefined();
  expect(await broken("update recommendations set status = 'OPEN_PARTIALLY_ADDRESSED'")).toBe(rule);
  expect(await broken("update recommendations set status = 'UNKNOWN'")).toBe(rule);
  expect(await broken("update recommendations set resolution = 'RESOLVED'")).toBe(rule);
  expect(
    await broken(
      "update recommendations set status = 'UNKNOWN'",
      "update recommendations set status = 'OPEN'",
    ),
  ).toBeUndefined();
});

test("many are looked at as one is", async () => {
  const many = `insert into recommendations (report_id, number, text, source_id, status)
    select r.id, 'm' || n, 'Do it.', r.source_id, 'OPEN' from reports r, generate_series(1, 10010) n`;
  const events = (until: number) => `insert into status_events (recommendation_id, status, source_id)
    select id, 'OPEN', source_id from recommendations where number like 'm%' order by id limit ${until}`;
  expect(await broken(many, events(10_009))).toBe("recommendations_status_is_last_event");
  expect(await broken(many, events(10_010))).toBeUndefined();
}, 300_000);

test("a quote has to stand in the summary, at its place, when the transaction ends", async () => {
  const finding = (quote: string, start: number) =>
    `insert into findings (report_id, number, source_quote, quote_start, quote_end, source_id)
     select id, '${start}', '${quote}', ${start}, ${start + quote.length}, source_id from reports`;
  expect(await broken(finding("Two.", 4))).toBe("findings_quote_is_true");
  expect(await broken(finding("Two.", 5))).toBeUndefined();
  expect(await broken("update findings set quote_start = 6, quote_end = 10")).toBe("findings_quote_is_true");
  expect(await broken("update reports set summary = 'Another.'")).toBe("reports_quote_is_true");
  expect(
    await broken(
      "update reports set summary = 'One: Two. Three.'",
      "update findings set quote_start = 5, quote_end = 9",
    ),
  ).toBeUndefined();
  expect(await broken(recommendation("source_quote, quote_start, quote_end", "'Three', 0, 5"))).toBe(
    "recommendations_quote_is_true",
  );
  expect(
    await broken(recommendation("source_quote, quote_start, quote_end", "'Three', 10, 15")),
  ).toBeUndefined();
  expect(await broken("update reports set summary = 'One: Two. Tree..'")).toBe("reports_quote_is_true");
});
