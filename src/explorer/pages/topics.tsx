// The topics that offices file reports under, and the reports of one.
import { notFound, page } from "../page";
import { type PageInfo, Pager, pageArguments, ReportList, type ReportRow } from "../parts/lists";
import { counted } from "../parts/values";

interface TopicName {
  readonly slug: string;
  readonly name: string;
}

export const topics = page<{
  readonly topics: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly TopicName[];
  };
  readonly counts: {
    readonly rows: readonly { readonly topic: { readonly slug: string } | null; readonly count: number }[];
  };
}>({
  path: "/topics",
  document: "topics",
  variables: ({ query }) => ({ after: query.get("after") || undefined }),
  view({ topics: found, counts }, request) {
    const reports = new Map(counts.rows.map(({ topic, count }) => [topic?.slug, count]));
    return {
      title: "Topics",
      download: { table: "topics", parameters: {} },
      body: (
        <>
          <h1>Topics</h1>
          <p class="lede">As the offices themselves file their reports.</p>
          <ul class="tree">
            {found.nodes.map(({ slug, name }) => (
              <li>
                <a href={`/topics/${slug}`}>{name}</a>{" "}
                <span class="small">{counted(reports.get(slug) ?? 0, "report")}</span>
              </li>
            ))}
          </ul>
          <Pager
            request={request}
            info={{ ...found.pageInfo, hasPreviousPage: false }}
            label="Pages of topics"
          />
        </>
      ),
    };
  },
});

export const topic = page<{
  readonly topic:
    | (TopicName & {
        readonly reports: {
          readonly totalCount: number;
          readonly pageInfo: PageInfo;
          readonly nodes: readonly ReportRow[];
        };
      })
    | null;
}>({
  path: "/topics/:slug",
  document: "topic",
  variables: (request) => ({ slug: request.params.slug, ...pageArguments(request) }),
  view({ topic: found }, request) {
    if (found === null) throw notFound(`A topic “${request.params.slug}”`);
    return {
      title: found.name,
      download: {
        table: "reports",
        parameters: { filter: JSON.stringify({ topics: { some: { slug: { eq: found.slug } } } }) },
      },
      body: (
        <>
          <h1>{found.name}</h1>
          <p role="status">{counted(found.reports.totalCount, "report")}, latest first.</p>
          <ReportList reports={found.reports.nodes} />
          <Pager request={request} info={found.reports.pageInfo} label="Pages of reports" />
        </>
      ),
    };
  },
});
