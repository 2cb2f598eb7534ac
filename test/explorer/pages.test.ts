// The explorer's pages over HTTP: each one is there, says what the API says, escapes what sources wrote, and tells
// clearly what it cannot show.
import { parse, validate } from "graphql";
import { pageDocuments } from "../../src/explorer/documents";
import { explorerRoutes } from "../../src/explorer/routes";
import { loadSample } from "../../src/sample/sample";
import { serviceSchema } from "../../src/schema";
import { realService } from "../contract/real-service";
import { importRecords } from "../import/importing";

const hostile = `<script>alert(1)</script>"'&${"x".repeat(300)}\u202e`;
const real = realService(
  {},
  ({ pipeline }) => explorerRoutes({ pipeline }),
  async (database) => {
    await loadSample(database);
    await importRecords(database, [
      { record: "agency", slug: "hostile", name: hostile },
      { record: "office", slug: "hostile-oig", name: hostile, homepageUrl: "javascript:alert(1)" },
      {
        record: "report",
        office: "hostile-oig",
        number: "H-1",
        title: hostile,
        url: "javascript:alert(1)",
        summary: `${hostile} It failed.`,
      },
      { record: "report_agency", office: "hostile-oig", report: "H-1", agency: "hostile" },
      { record: "recommendation", office: "hostile-oig", report: "H-1", number: "1/2 #3", text: hostile },
      {
        record: "recommendation_agency",
        office: "hostile-oig",
        report: "H-1",
        recommendation: "1/2 #3",
        agency: "hostile",
      },
    ]);
  },
);

const paths = [
  "/",
  "/search",
  "/search?q=detention",
  "/search?q=oig%2021%2036",
  "/agencies",
  "/agencies/ice",
  "/agencies/hostile",
  "/offices",
  "/offices/dhs-oig",
  "/offices/hostile-oig",
  "/reports",
  "/reports?agency=ice&from=2020&order=open",
  "/reports/dhs-oig/OIG-21-36",
  "/reports/dhs-oig/oig%2021-36",
  "/reports/hostile-oig/H-1",
  "/reports/dhs-oig/OIG-21-36/findings/1",
  "/reports/dhs-oig/OIG-21-36/recommendations/1",
  `/reports/hostile-oig/H-1/recommendations/${encodeURIComponent("1/2 #3")}`,
  "/recommendations",
  "/recommendations?isOpen=yes&isOverdue=no&order=oldest&words=detention",
  "/topics",
  "/topics/deportation",
  "/statistics",
  "/statistics?by=FISCAL_YEAR&agency=ice",
  "/backlog",
  "/backlog?unit=FISCAL_QUARTER&agency=ice&from=2020&to=2023",
  "/semiannual",
  "/semiannual?period=2021-09-30&office=dhs-oig&agency=dhs&components=yes",
  "/agencies/ice?asOf=2022-01-01",
  "/reports/dhs-oig/OIG-21-36?asOf=2026-01-01",
  "/statistics?by=OFFICE&asOf=2022-01-01",
  "/about",
];

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${real.url}${path}`, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test("every operation of a page is valid, also about a day", () => {
  const { schema } = serviceSchema();
  for (const [name, { text, asOfText }] of pageDocuments())
    for (const document of [text, asOfText])
      expect([name, validate(schema, parse(document))]).toEqual([name, []]);
});

test.each(paths)("%s is a whole page without a script", async (path) => {
  const { status, text, headers } = await get(path);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(text).toMatch(/^<!doctype html><html lang="en">/);
  expect(text.match(/<h1>/g)).toHaveLength(1);
  expect(text).not.toContain("<script>alert");
  expect(text).not.toMatch(/href="javascript:/);
  expect(text).not.toMatch(/undefined|\[object Object\]|NaN/);
});

test("figures on a page are those of the API", async () => {
  const { text } = await get("/agencies/ice");
  const { data } = JSON.parse((await get("/agencies/ice.json")).text) as {
    data: { agency: { reports: { totalCount: number }; openRecommendations: { totalCount: number } } };
  };
  const figures = [...text.matchAll(/<strong>(\d+)<\/strong>/g)].map(([, figure]) => Number(figure));
  expect(figures.slice(0, 2)).toEqual([
    data.agency.reports.totalCount,
    data.agency.openRecommendations.totalCount,
  ]);
});

test("a page about a day says so, and shows what was there", async () => {
  const now = JSON.parse((await get("/offices/dhs-oig.json")).text) as {
    data: { years: { total: { count: number } } };
  };
  const then = await get("/offices/dhs-oig?asOf=2019-01-01");
  expect(then.text).toContain("As the graph stood at the close of");
  const past = JSON.parse((await get("/offices/dhs-oig.json?asOf=2019-01-01")).text) as {
    data: { asOf: { years: { total: { count: number } } } };
  };
  expect(past.data.asOf.years.total.count).toBeLessThan(now.data.years.total.count);
  expect(past.data.asOf.years.total.count).toBeGreaterThan(0);
  // Links and forms of the page stay on the day.
  expect(then.text).toContain('href="/agencies?asOf=2019-01-01"');
  const links = [...then.text.matchAll(/href="(\/(?:reports|agencies|backlog)[^"]*)"/g)].map(
    ([, href]) => href,
  );
  expect(links.length).toBeGreaterThan(5);
  for (const href of links) expect(href).toContain("asOf=2019-01-01");
});

test("a report's page shows a source's count beside the rows, in the source's words", async () => {
  const { text } = await get("/reports/dhs-oig/OIG-23-26");
  expect(text).toContain("5 open, 3 closed, 7 resolved, 1 unresolved, of 8");
  expect(text).toContain("“three resolved and closed, four resolved and open, one unresolved and open”");
  const other = await get("/reports/dhs-oig/OIG-24-03");
  expect(other.text).not.toContain("without saying which");
});

test("a number alone leads to its report, however it is written", async () => {
  for (const path of ["/OIG-21-36", "/oig-21-36", "/oig%2021-36", "/oig2136"]) {
    const { status, headers } = await get(path);
    expect([path, status, headers.get("location")]).toEqual([path, 302, "/reports/dhs-oig/OIG-21-36"]);
  }
});

test.each([
  ["/agencies/nobody", 404, "nobody"],
  ["/reports/dhs-oig/OIG-99-99", 404, "OIG-99-99"],
  ["/reports/dhs-oig/OIG-21-36/recommendations/99", 404, "99"],
  ["/nothing-of-that-name", 404, "nothing-of-that-name"],
  ["/recommendations?status=DONE", 400, "DONE"],
  ["/reports?from=soon", 400, "soon"],
  ["/statistics?by=MOON", 400, "MOON"],
  ["/reports?after=nonsense", 400, "cursor"],
  ["/agencies/ice?asOf=yesterday", 400, "yesterday"],
  ["/semiannual?period=2021-09-29", 400, "2021-09-29"],
  ["/backlog?unit=WEEK", 400, "WEEK"],
  ["/reports/dhs-oig/OIG-21-36?asOf=2020-01-01", 404, "OIG-21-36"],
])("%s says what is wrong, with %i", async (path, expected, part) => {
  const { status, text, headers } = await get(path);
  expect(status).toBe(expected);
  expect(headers.get("content-type")).toContain("text/html");
  expect(text).toContain(part);
  expect(text).toContain("<h1>");
});

test("an unchanged page is not sent again", async () => {
  const first = await get("/agencies/ice");
  const etag = first.headers.get("etag");
  if (etag) expect((await get("/agencies/ice", { "if-none-match": etag })).status).toBe(304);
});

test("the suffixes give the answer, the list, the chart and a notebook", async () => {
  expect(JSON.parse((await get("/statistics.json")).text)).toHaveProperty("data.recommendationStatistics");
  const csv = await get("/recommendations.csv?agency=ice&isOpen=yes");
  expect([csv.status, new URL(csv.headers.get("location") ?? "", real.url).pathname]).toEqual([
    307,
    "/data/recommendations.csv",
  ]);
  const chart = await get("/statistics.svg");
  expect([chart.status, chart.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  expect(chart.text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  const notebook = JSON.parse((await get("/agencies/ice.ipynb")).text) as {
    nbformat: number;
    cells: unknown[];
  };
  expect([notebook.nbformat, notebook.cells.length]).toEqual([4, 4]);
});
