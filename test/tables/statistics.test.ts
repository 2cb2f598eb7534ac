// Statistics as files: the same rows as the statistics field answers.
import { records, tableService } from "./table-service";

const service = tableService();
const get = (path: string) => fetch(`${service.url}/data/statistics/${path}`);

test("the rows of the statistics field, keys first, every measure", async () => {
  const filter = { report: { fiscalYear: { eq: 2021 } } };
  const { recommendationStatistics } = await service.graphql<{
    recommendationStatistics: { rows: Record<string, unknown>[] };
  }>(
    `query ($filter: RecommendationFilter) { recommendationStatistics(groupBy: [AGENCY, FISCAL_YEAR], filter: $filter, first: 1000) {
      rows { agency { slug name } fiscalYear count openCount questionedCosts oldestOpenIssuedOn medianDaysToClose } } }`,
    { filter },
  );
  const response = await get(
    `recommendations.csv?groupBy=AGENCY,FISCAL_YEAR&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  );
  expect(response.headers.get("x-revision")).toMatch(/^\d+$/);
  const rows = records(await response.text());
  expect(Object.keys(rows[0]!).slice(0, 4)).toEqual(["agency_slug", "agency_name", "fiscal_year", "count"]);
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  expect(recommendationStatistics.rows.length).toBeGreaterThan(2);
  expect(
    rows.map((row) => [row.agency_slug, row.agency_name, row.fiscal_year, row.count, row.questioned_costs]),
  ).toEqual(
    recommendationStatistics.rows.map((row) => {
      const agency = row.agency as { slug: string; name: string } | null;
      return [agency?.slug ?? null, agency?.name ?? null, row.fiscalYear, row.count, row.questionedCosts].map(
        text,
      );
    }),
  );
});

test("without groupBy it is one row; reports and findings have theirs", async () => {
  for (const table of ["recommendations", "reports", "findings"]) {
    const rows = records(await (await get(`${table}.csv`)).text());
    expect(rows.length).toBe(1);
    const { list } = await service.graphql<{ list: { totalCount: number } }>(
      `{ list: ${table} { totalCount } }`,
    );
    expect(rows[0]!.count).toBe(String(list.totalCount));
  }
});

test("periods without rows are rows where that is asked for", async () => {
  const months = async (path: string) =>
    records(await (await get(path)).text()).map(({ month }) => month ?? "");
  const all = await months("reports.csv?groupBy=MONTH&fillGaps=true");
  const known = await months("reports.csv?groupBy=MONTH");
  expect(all.length).toBeGreaterThan(known.length);
  expect(all).toEqual(expect.arrayContaining(known));
  const dated = all.filter((month) => month !== "");
  const wanted = dated.slice(1).map((month) => {
    const day = new Date(`${month}T00:00:00Z`);
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
  });
  expect(dated.slice(0, -1)).toEqual(wanted);
});

test.each([
  ["recommendations.csv?groupBy=STATUS&fillGaps=true", 400, /fillGaps/],
  ["offices.csv", 404, /no statistics of/],
  ["constructor.csv", 404, /no statistics of/],
  ["recommendations.csv?groupBy=SIZE", 400, /SIZE/],
  ["recommendations.csv?group=AGENCY", 400, /no parameter/],
  ['recommendations.csv?filter={"size":1}', 400, /size/],
  ['recommendations.csv?filter={"number":{"eq":null}}', 400, /null/],
  ["recommendations.csv?orderBy=SIZE", 400, /SIZE/],
])("%s is refused", async (path, status, message) => {
  const response = await get(path);
  const { errors } = (await response.json()) as { errors: { message: string }[] };
  expect([response.status, errors[0]!.message]).toEqual([status, expect.stringMatching(message)]);
});
