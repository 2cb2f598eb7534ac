// What peers with resolvers read: one statement for many parents, as a good DataLoader batch function would.
// Every function takes the parents' keys and gives one result for each, in their order.
import pg from "pg";

const asText = (text) => text;
for (const oid of [1082, 1114, 1184, 1700]) pg.types.setTypeParser(oid, asText);
pg.types.setTypeParser(20, Number);

export function openData(url) {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const rows = async (name, text, values) => (await pool.query({ name, text, values })).rows;

  /** Rows with a `parent` to lists in the parents' order. */
  const lists = async (name, text, keys, ...more) => {
    const byParent = new Map(keys.map((key) => [key, []]));
    for (const row of await rows(name, text, [keys, ...more])) byParent.get(row.parent).push(row);
    return keys.map((key) => byParent.get(key));
  };
  const ones = async (name, text, keys) => {
    const byKey = new Map((await rows(name, text, [keys])).map((row) => [row.key, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  };
  const report = `r.id, r.number, r.title, r.fiscal_year as "fiscalYear", r.issued_on as "issuedOn", r.office_id`;
  const recommendation = "c.id, c.number, c.text, c.status, c.resolution, c.report_id";
  const reportsBy = (
    order,
  ) => `select a.id as parent, ${report} from unnest($1::bigint[]) a (id) cross join lateral (
    select report_id, ${order} as key from report_agencies where agency_id = a.id order by ${order} desc, report_id desc limit $2) l
    join reports r on r.id = l.report_id order by a.id, l.key desc, r.id desc`;

  return {
    close: () => pool.end(),
    agencyBySlug: (keys) =>
      ones("agency_slug", "select slug as key, id, slug, name from agencies where slug = any ($1)", keys),
    agencyById: (keys) =>
      ones("agency_id", "select id as key, id, slug, name from agencies where id = any ($1)", keys),
    officeById: (keys) =>
      ones("office_id", "select id as key, id, slug, name from offices where id = any ($1)", keys),
    reportById: (keys) =>
      ones("report_id", `select r.id as key, ${report} from reports r where r.id = any ($1)`, keys),
    reportByNumber: (keys) =>
      ones(
        "report_number",
        `select given.number as key, ${report}, r.summary from unnest($1::text[]) given (number) join reports r on r.number_key = report_number_key(given.number)`,
        keys,
      ),
    agenciesOfKind: (kind, first) =>
      rows(
        "agencies_kind",
        "select id, slug, name from agencies where kind = $1 order by name, id limit $2",
        [kind, first],
      ),
    reportsOfAgency: (keys, order, first) =>
      lists(
        `reports_${order}`,
        reportsBy(order === "ISSUED_ON_DESC" ? "issued_key" : "fiscal_key"),
        keys,
        first,
      ),
    reportCount: async (keys) => {
      const found = await rows(
        "report_count",
        "select agency_id, count(*) as count from report_agencies where agency_id = any ($1) group by agency_id",
        [keys],
      );
      const counts = new Map(found.map(({ agency_id, count }) => [agency_id, count]));
      return keys.map((key) => counts.get(key) ?? 0);
    },
    findingsOfReport: (keys, first) =>
      lists(
        "findings",
        `select p.id as parent, f.* from unnest($1::bigint[]) p (id) cross join lateral (
      select id, number, statement, class, source_quote as "sourceQuote" from findings where report_id = p.id order by sort_key, id limit $2) f`,
        keys,
        first,
      ),
    recommendationsOfReport: (keys, first) =>
      lists(
        "recommendations",
        `select p.id as parent, x.* from unnest($1::bigint[]) p (id) cross join lateral (
      select ${recommendation} from recommendations c where report_id = p.id order by sort_key, id limit $2) x`,
        keys,
        first,
      ),
    unresolvedOfReport: (keys, first) =>
      lists(
        "unresolved",
        `select p.id as parent, x.* from unnest($1::bigint[]) p (id) cross join lateral (
      select ${recommendation} from recommendations c where report_id = p.id and unresolved_key = 3 order by sort_key, id limit $2) x`,
        keys,
        first,
      ),
    unresolvedCount: async (keys) => {
      const found = await rows(
        "unresolved_count",
        "select report_id, count(*) as count from recommendations where report_id = any ($1) and unresolved_key = 3 group by report_id",
        [keys],
      );
      const counts = new Map(found.map(({ report_id, count }) => [report_id, count]));
      return keys.map((key) => counts.get(key) ?? 0);
    },
    recommendationsOfFinding: (keys, first) =>
      lists(
        "finding_recommendations",
        `select p.id as parent, x.* from unnest($1::bigint[]) p (id) cross join lateral (
      select ${recommendation} from recommendation_findings l join recommendations c on c.id = l.recommendation_id where l.finding_id = p.id order by c.report_issued_key desc, c.id desc limit $2) x`,
        keys,
        first,
      ),
    responsesOfRecommendation: (keys, first) =>
      lists(
        "responses",
        `select p.id as parent, x.* from unnest($1::bigint[]) p (id) cross join lateral (
      select id, position, agency_id from responses where recommendation_id = p.id order by id limit $2) x`,
        keys,
        first,
      ),
    agenciesOfRecommendation: (keys, first) =>
      lists(
        "recommendation_agencies",
        `select p.id as parent, x.* from unnest($1::bigint[]) p (id) cross join lateral (
      select a.id, a.slug, a.name from recommendation_agencies l join agencies a on a.id = l.agency_id where l.recommendation_id = p.id order by a.id limit $2) x`,
        keys,
        first,
      ),
    recommendationsOfStatus: (status, first) =>
      rows(
        "status",
        `select ${recommendation} from recommendations c where status = $1 order by report_issued_key desc, id desc limit $2`,
        [status, first],
      ),
    statistics: (first) =>
      rows(
        "statistics",
        `select a.slug, a.name, c.count, c."openCount" from (
      select agency_id, count(*) as count, count(*) filter (where is_open) as "openCount" from recommendation_agencies group by agency_id) c
      join agencies a on a.id = c.agency_id order by c.count desc, a.id limit $1`,
        [first],
      ),
  };
}
