// What a feed tells: its newest changes, asked for by one operation like any client's, and put into words.

export const feedSize = 50;

const newest = `since: 0, first: ${feedSize}, orderBy: [REVISION_DESC, ID_DESC]`;

// Two ways to the same body are two lists: each is found by keys, which "one or the other" is not.
export const feedDocument = `query Feed($filter: ChangeFilter, $other: ChangeFilter, $hasOther: Boolean!) {
  meta { asOf }
  changes(${newest}, filter: $filter) { nodes { ...Told } }
  others: changes(${newest}, filter: $other) @include(if: $hasOther) { nodes { ...Told } }
}
fragment Told on Change {
  id kind changedAt rowCount
  report { number title office { slug name } }
  recommendation { number status resolution }
  source { publisher person reason fileName url }
}`;

/** The newest of two lists, each once. */
export function newestOf(lists: readonly (readonly ChangeNode[])[]): ChangeNode[] {
  const nodes = new Map(lists.flat().map((node) => [node.id, node]));
  return [...nodes.values()]
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0))
    .slice(0, feedSize);
}

export interface ChangeNode {
  readonly id: string;
  readonly kind: string;
  readonly changedAt: string;
  readonly rowCount: number;
  readonly report: {
    readonly number: string | null;
    readonly title: string | null;
    readonly office: { readonly slug: string; readonly name: string };
  } | null;
  readonly recommendation: {
    readonly number: string;
    readonly status: string;
    readonly resolution: string;
  } | null;
  readonly source: {
    readonly publisher: string;
    readonly person: string | null;
    readonly reason: string | null;
    readonly fileName: string;
    readonly url: string | null;
  };
}

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  /** Path of the page of what it is about. */
  readonly path: string;
  readonly updated: string;
}

export interface Feed {
  readonly title: string;
  /** Path with its query. */
  readonly path: string;
  readonly updated: string;
  readonly entries: readonly Entry[];
}

const titles: Readonly<Record<string, (about: string, node: ChangeNode) => string>> = {
  REPORT: (about) => `New report ${about}`,
  FINDING: (about) => `New finding in ${about}`,
  RECOMMENDATION: (about) => `New recommendation: ${about}`,
  STATUS: (about) => `Status stated: ${about}`,
  RESPONSE: (about) => `Answer to ${about}`,
  DECISION: (about) => `Management decision on ${about}`,
  FINAL_ACTION: (about) => `Final action on ${about}`,
  TARGET: (about) => `Target of ${about}`,
  LINK: (about) => `${about} refers to an earlier recommendation`,
  RETRACTION: (about, { source }) => `${source.fileName} taken back: ${about}`,
  BULK: (_about, { rowCount, source }) => `${rowCount} rows from ${source.fileName}`,
};

export function entryOf(node: ChangeNode): Entry {
  const { report, recommendation, source } = node;
  const name = report === null ? "what is gone" : (report.number ?? report.title ?? "a report");
  const about = recommendation === null ? name : `${name}, recommendation ${recommendation.number}`;
  const said = [
    report && `${report.office.name}: ${[report.number, report.title].filter(Boolean).join(", ")}.`,
    recommendation &&
      `Recommendation ${recommendation.number}: status ${words(recommendation.status)}, resolution ${words(recommendation.resolution)}.`,
    source.person === null
      ? `Source: ${source.publisher}, ${source.fileName}.`
      : `Recorded by ${source.person}.`,
    source.reason && `Reason: ${source.reason}`,
  ];
  return {
    id: node.id,
    title: (titles[node.kind] ?? ((of: string) => of))(about, node),
    text: said.filter(Boolean).join(" "),
    author: source.person ?? source.publisher,
    path: pathOf(node),
    updated: node.changedAt,
  };
}

function words(value: string): string {
  return value.toLowerCase().replaceAll("_", " ");
}

function pathOf({ report, recommendation }: ChangeNode): string {
  if (report?.number == null) return "/";
  const path = `/reports/${encodeURIComponent(report.office.slug)}/${encodeURIComponent(report.number)}`;
  return recommendation === null
    ? path
    : `${path}/recommendations/${encodeURIComponent(recommendation.number)}`;
}
