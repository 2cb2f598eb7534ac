// GAO's page of a report: its recommendations with agency, status and comment; matters for Congress are told, not taken.
import { testDatabase } from "../support/database";
import { ask, importText } from "./importing";

const db = testDatabase();

const row = (agency: string, text: string, status: string, comment = "") => `<tr>
  <td class="views-field views-field-name">${agency}</td>
  <td class="views-field views-field-field-recommendation">${text}</td>
  <td class="views-field views-field-field-status-code"><div class="code">${status}</div><div class="comment">${comment}</div></td></tr>`;
const table = (block: number, rows: string) => `<section class="view--recommendations--block-${block}"><table>
  <thead><tr><th class="views-field views-field-name">Agency Affected</th>
  <th class="views-field views-field-field-recommendation">Recommendation</th><th>Status</th></tr></thead><tbody>${rows}</tbody></table></section>`;
const page = (
  tables: string,
) => `<!doctype html><html><head><link rel="canonical" href="https://www.gao.gov/products/gao-24-999901">
  <meta property="og:title" content="U.S. GAO - Fuel Cards: Made-up Title"></head><body><main><h1>Fuel Cards: Made-up Title</h1>
  <span class="d-block text-small"><strong>GAO-24-999901</strong> Published: Feb 01, 2024. Publicly Released: Mar 04, 2024.</span>
  <a href="/assets/gao-24-999901-highlights.pdf">Highlights</a><a href="/assets/d24999901.pdf">Full report</a>${tables}</main></body></html>`;

const whole = page(
  table(
    1,
    row(
      "Department of Homeland Security : Immigration and Customs Enforcement",
      "The director should count the cards. (Recommendation 1)",
      "Open",
      "It began in May.",
    ) +
      row(
        "Made-up Commission",
        "The chair should name a keeper. (Recommendation 2)",
        "Closed – Implemented",
      ) +
      row(
        "Department of Commerce",
        "Priority Rec. The secretary should publish the count. (Recommendation 3)",
        "Under review",
      ),
  ) + table(3, row("Congress", "Congress should consider a law.", "Open")),
);

test("a report's recommendations come with agencies, statuses and links", async () => {
  const outcome = await importText(db.database, whole, {}, "page.html");
  expect({ format: outcome.format, rejects: outcome.rejects, rejected: outcome.rejected }).toEqual({
    format: "gao-page",
    rejects: [],
    rejected: 0,
  });
  expect(outcome.notes).toContain(
    "1 for the consideration of Congress is no recommendation to an agency and left out",
  );
  expect(
    await ask(
      db.database,
      `select c.number, c.status, c.status_raw, c.is_significant::text, a.slug from recommendations c
       join recommendation_agencies x on x.recommendation_id = c.id join agencies a on a.id = x.agency_id order by 1`,
    ),
  ).toEqual([
    ["1", "OPEN", "Open", null, "ice"],
    ["2", "CLOSED_IMPLEMENTED", "Closed – Implemented", null, "made-up-commission"],
    ["3", "UNKNOWN", "Under review", "true", "doc"],
  ]);
  expect(
    await ask(db.database, "select number, title, issued_on::text, url, landing_url from reports"),
  ).toEqual([
    [
      "GAO-24-999901",
      "Fuel Cards: Made-up Title",
      "2024-02-01",
      "https://www.gao.gov/assets/d24999901.pdf",
      "https://www.gao.gov/products/gao-24-999901",
    ],
  ]);
});

test("a page with the same table and another address is not GAO's", async () => {
  await expect(
    importText(db.database, whole.replaceAll("gao.gov", "example.org"), {}, "page.html"),
  ).rejects.toThrow("none of the known formats");
});
