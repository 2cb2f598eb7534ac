// What the words mean, where the facts come from, and what is not known here.
import { page } from "../page";
import { Address, SourceLine, type SourceName } from "../parts/sources";
import { number } from "../parts/values";

const terms: readonly (readonly [term: string, meaning: string])[] = [
  [
    "Open",
    "Final action is not complete, as last stated. A recommendation opens on the day its report is issued.",
  ],
  [
    "Closed",
    "The office accepts that final action is complete, or says why it no longer follows it. “Not shown any more” is not closed.",
  ],
  [
    "Unresolved",
    "Open, and a source says that office and management do not agree on what will be done. Where nobody says, it is not known, and pages say so.",
  ],
  [
    "Overdue",
    "Open and past its promised day, or without agreement more than six months after issue (OMB Circular A-50). Not known where a day is missing.",
  ],
  [
    "Questioned costs",
    "Costs that the office questions (5 U.S.C. 405(a)). Unsupported costs are a part of them and never added.",
  ],
  [
    "Funds put to better use",
    "Money that could be used better (5 U.S.C. 405(a)), apart from questioned costs.",
  ],
  [
    "Fiscal year",
    "1 October to 30 September, named for the year it ends in, for federal offices; others as they state it.",
  ],
];

export const about = page<{
  readonly meta: {
    readonly officeCount: number;
    readonly agencyCount: number;
    readonly reportCount: number;
    readonly findingCount: number;
    readonly recommendationCount: number;
  };
  readonly sources: { readonly totalCount: number; readonly nodes: readonly SourceName[] };
}>({
  path: "/about",
  document: "about",
  variables: () => ({}),
  view({ meta, sources }) {
    return {
      title: "About",
      download: { table: "sources", parameters: {} },
      body: (
        <>
          <h1>About this collection</h1>
          <p class="lede">
            {number(meta.reportCount)} reports of {number(meta.officeCount)} oversight offices about{" "}
            {number(meta.agencyCount)} public bodies, with {number(meta.findingCount)} findings and{" "}
            {number(meta.recommendationCount)} recommendations.
          </p>
          <h2>Words</h2>
          <dl class="facts">
            {terms.map(([term, meaning]) => (
              <div>
                <dt>{term}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <h2>What is not known</h2>
          <p>
            A fact that no source states is shown as unknown, never guessed. The collection holds what was
            imported, not all that offices publish: that something is not here does not mean that it does not
            exist. What was read out of running text carries the words that it rests on.
          </p>
          <h2>Sources</h2>
          <p>{number(sources.totalCount)} files and pages; the latest:</p>
          <ul class="rows">
            {sources.nodes.map((source) => (
              <li>
                <SourceLine source={source} />
              </li>
            ))}
          </ul>
          <h2>Use it</h2>
          <p>
            Every page can be had as JSON by adding <code>.json</code> to its address, its list as CSV, and
            its question in the <a href="/playground">playground</a>. Files for notebooks and spreadsheets are
            under <a href="/data">Data</a>. The service itself is at <Address url="/graphql" />.
          </p>
        </>
      ),
    };
  },
});
