// The hand-written statements and writers. They rely on rows arriving as they were read, also where a join could change
// that: a bar that is set as high as it can be. Every row begins with its kind and the key of its parent.
import type { Row } from "./built";

export interface Handler {
  readonly text: string;
  readonly values: (variables: Readonly<Record<string, string>>) => readonly string[];
  readonly write: (rows: readonly Row[]) => string;
}

const needsEscape = /[\u0000-\u001f"\\\ud800-\udfff]/;

function quoted(text: string | null | undefined): string {
  if (text === null || text === undefined) return "null";
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Rows of one kind, a text for each parent. */
class Lists {
  private readonly texts = new Map<string, string>();

  add(parent: string, text: string): void {
    const before = this.texts.get(parent);
    this.texts.set(parent, before === undefined ? text : `${before},${text}`);
  }

  of(parent: string): string {
    return this.texts.get(parent) ?? "";
  }
}

const point: Handler = {
  text: `with r as materialized (select id, number, title, issued_on, fiscal_year, summary from reports where number_key = report_number_key($1) and number is not null limit 2)
    select 0, null::text, number::text, title::text, issued_on::text, fiscal_year::text, summary::text from r
    union all select 1, null, f.number, f.statement, f.class::text, null, null from r cross join lateral (select number, statement, class from findings where report_id = r.id order by sort_key, id limit 20) f
    union all select 2, null, c.number, c.text, c.status::text, c.resolution::text, null from r cross join lateral (select number, text, status, resolution from recommendations where report_id = r.id order by sort_key, id limit 20) c`,
  values: ({ number }) => [number!],
  write(rows) {
    const report = rows[0];
    if (!report) return '{"report":null}';
    let findings = "";
    let recommendations = "";
    for (const row of rows) {
      if (row[0] === "1")
        findings += `${findings === "" ? "" : ","}{"number":${quoted(row[2])},"statement":${quoted(row[3])},"class":${quoted(row[4])}}`;
      if (row[0] === "2")
        recommendations += `${recommendations === "" ? "" : ","}{"number":${quoted(row[2])},"text":${quoted(row[3])},"status":"${row[4]}","resolution":"${row[5]}"}`;
    }
    return `{"report":{"number":${quoted(report[2])},"title":${quoted(report[3])},"issuedOn":${quoted(report[4])},"fiscalYear":${report[5]},"summary":${quoted(report[6])},"findings":{"nodes":[${findings}]},"recommendations":{"nodes":[${recommendations}]}}}`;
  },
};

const headline: Handler = {
  text: `with a as materialized (select id, name from agencies where slug = $1),
    r as materialized (select r.id, r.number, r.title, r.fiscal_year, r.issued_on from a cross join lateral (select report_id from report_agencies where agency_id = a.id order by fiscal_key desc, report_id desc limit 10) l join reports r on r.id = l.report_id),
    c as materialized (select r.id as report_id, c.* from r cross join lateral (select id, number, text, status, resolution from recommendations where report_id = r.id and unresolved_key = 3 order by sort_key, id limit 20) c)
    select 0, null::text, name::text, coalesce((select report_count from agency_totals where agency_id = a.id), 0)::text, null::text, null::text, null::text from a
    union all select 1, id::text, number, title, fiscal_year::text, issued_on::text, (select count(*) from recommendations where report_id = r.id and unresolved_key = 3)::text from r
    union all select 2, r.id::text, f.statement, f.source_quote, null, null, null from r cross join lateral (select statement, source_quote from findings where report_id = r.id order by sort_key, id limit 20) f
    union all select 3, report_id::text, id::text, number, text, status::text, resolution::text from c
    union all select 4, c.id::text, x.position::text, g.slug, null, null, null from c cross join lateral (select position, agency_id from responses where recommendation_id = c.id order by id limit 10) x join agencies g on g.id = x.agency_id`,
  values: ({ slug }) => [slug!],
  write(rows) {
    const agency = rows[0];
    if (!agency) return '{"agency":null}';
    const findings = new Lists();
    const recommendations: Row[] = [];
    const responses = new Lists();
    const reports: Row[] = [];
    for (const row of rows) {
      const parent = row[1]!;
      if (row[0] === "1") reports.push(row);
      else if (row[0] === "2")
        findings.add(parent, `{"statement":${quoted(row[2])},"sourceQuote":${quoted(row[3])}}`);
      else if (row[0] === "3") recommendations.push(row);
      else if (row[0] === "4")
        responses.add(parent, `{"position":"${row[2]}","agency":{"slug":"${row[3]}"}}`);
    }
    const unresolved = new Lists();
    for (const row of recommendations)
      unresolved.add(
        row[1]!,
        `{"number":${quoted(row[3])},"text":${quoted(row[4])},"status":"${row[5]}","resolution":"${row[6]}","responses":[${responses.of(row[2]!)}]}`,
      );
    const nodes = reports.map(
      (row) =>
        `{"number":${quoted(row[2])},"title":${quoted(row[3])},"fiscalYear":${row[4]},"issuedOn":${quoted(row[5])},"findings":{"nodes":[${findings.of(row[1]!)}]},"unresolvedRecommendations":{"totalCount":${row[6]},"nodes":[${unresolved.of(row[1]!)}]}}`,
    );
    return `{"agency":{"name":${quoted(agency[2])},"reports":{"totalCount":${agency[3]},"nodes":[${nodes.join(",")}]}}}`;
  },
};

const deep: Handler = {
  text: `with a as materialized (select id, slug from agencies where kind = $1::agency_kind order by name, id limit 10),
    r as materialized (select a.id as agency_id, l.n, r.id, r.number, r.title, r.issued_on from a cross join lateral (select report_id, row_number() over () as n from (select report_id from report_agencies where agency_id = a.id order by issued_key desc, report_id desc limit 10) x) l join reports r on r.id = l.report_id),
    d as materialized (select distinct id from r),
    f as materialized (select f.* from d cross join lateral (select d.id as report_id, id, number, statement from findings where report_id = d.id order by sort_key, id limit 5) f)
    select 0, id::text, slug, null::text, null::text, null::text from a
    union all select 1, agency_id::text, id::text, number, title, issued_on::text from r
    union all select 2, report_id::text, id::text, number, statement, null from f
    union all select 3, f.id::text, c.number, c.text, c.status::text, null from f cross join lateral (select number, text, status from recommendation_findings l join recommendations c on c.id = l.recommendation_id where l.finding_id = f.id order by c.report_issued_key desc, c.id desc limit 5) c`,
  values: ({ kind }) => [kind!],
  write(rows) {
    const agencies: Row[] = [];
    const reports: Row[] = [];
    const findings: Row[] = [];
    const recommendations = new Lists();
    for (const row of rows) {
      if (row[0] === "0") agencies.push(row);
      else if (row[0] === "1") reports.push(row);
      else if (row[0] === "2") findings.push(row);
      else
        recommendations.add(
          row[1]!,
          `{"number":${quoted(row[2])},"text":${quoted(row[3])},"status":"${row[4]}"}`,
        );
    }
    const ofReport = new Lists();
    for (const row of findings)
      ofReport.add(
        row[1]!,
        `{"number":${quoted(row[3])},"statement":${quoted(row[4])},"recommendations":{"nodes":[${recommendations.of(row[2]!)}]}}`,
      );
    const ofAgency = new Lists();
    for (const row of reports)
      ofAgency.add(
        row[1]!,
        `{"number":${quoted(row[3])},"title":${quoted(row[4])},"issuedOn":${quoted(row[5])},"findings":{"nodes":[${ofReport.of(row[2]!)}]}}`,
      );
    return `{"agencies":{"nodes":[${agencies.map((row) => `{"slug":"${row[2]}","reports":{"nodes":[${ofAgency.of(row[1]!)}]}}`).join(",")}]}}`;
  },
};

const statuses = [
  "OPEN",
  "OPEN_PARTIALLY_ADDRESSED",
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
];

/** Five pages of recommendations with what is joined to each. */
function pages(columns: string, joins: string, one: (row: Row) => string): Handler {
  const page = (status: string, at: number) =>
    `(select '${at + 1}', c.number, c.text, c.status::text, r.number, r.title, r.issued_on::text, ${columns} from (select id, number, text, status, report_id from recommendations where status = '${status}' order by report_issued_key desc, id desc limit 100) c join reports r on r.id = c.report_id ${joins})`;
  return {
    text: statuses.map(page).join(" union all "),
    values: () => [],
    write(rows) {
      const lists = new Lists();
      for (const row of rows)
        lists.add(
          row[0]!,
          `{"number":${quoted(row[1])},"text":${quoted(row[2])},"status":"${row[3]}","report":{"number":${quoted(row[4])},"title":${quoted(row[5])},"issuedOn":${quoted(row[6])}${one(row)}}`,
        );
      return `{${statuses.map((_, at) => `"p${at + 1}":{"nodes":[${lists.of(String(at + 1))}]}`).join(",")}}`;
    },
  };
}

const flat = pages(
  "g.slug, g.name",
  "left join lateral (select a.slug, a.name from recommendation_agencies l join agencies a on a.id = l.agency_id where l.recommendation_id = c.id order by l.agency_id limit 1) g on true",
  (row) =>
    `},"agencies":{"nodes":[${row[7] === null ? "" : `{"slug":"${row[7]}","name":${quoted(row[8])}}`}]}`,
);

const wide = pages(
  "o.slug, o.name",
  "join offices o on o.id = r.office_id",
  (row) => `,"office":{"slug":"${row[7]}","name":${quoted(row[8])}}}`,
);

const statistics: Handler = {
  text: `select a.slug, a.name, c.count::text, c.open::text from (select agency_id, count(*) as count, count(*) filter (where is_open) as open
    from recommendation_agencies group by agency_id order by 2 desc, 1 limit 50) c join agencies a on a.id = c.agency_id`,
  values: () => [],
  write: (rows) =>
    `{"recommendationStatistics":{"rows":[${rows.map(([slug, name, count, open]) => `{"agency":{"slug":"${slug}","name":${quoted(name)}},"count":${count},"openCount":${open}}`).join(",")}]}}`,
};

export const handlers: Readonly<Record<string, Handler>> = {
  Point: point,
  Headline: headline,
  Deep: deep,
  Flat: flat,
  Wide: wide,
  Statistics: statistics,
};
