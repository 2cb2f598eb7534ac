// Search by words over a small vocabulary whose stems are written down here: enough to check a search without
// writing an English stemmer a second time.

/** Word to stem; null for a word too common to be searched. */
const stems: Readonly<Record<string, string | null>> = {
  audit: "audit",
  audits: "audit",
  cost: "cost",
  costs: "cost",
  grant: "grant",
  grants: "grant",
  policy: "polici",
  policies: "polici",
  detained: "detain",
  detain: "detain",
  funding: "fund",
  funds: "fund",
  the: null,
  of: null,
};

export const vocabulary: readonly string[] = Object.keys(stems);

type Position = string | null | undefined;

/** Stem of each word in its place; null for a common word, undefined for one outside the vocabulary. */
function positions(text: string): Position[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stems[word.toLowerCase()]);
}

/** Does the text have the words, in the way of web search? A search that names no word matches nothing. */
export function matches(text: string, search: string): boolean {
  const alternatives = parse(search);
  const has = positions(text);
  return alternatives.some((all) => all.every(({ phrase, negated }) => holds(has, phrase) !== negated));
}

interface Term {
  readonly phrase: readonly Position[];
  readonly negated: boolean;
}

function parse(search: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const [, minus, quoted, word] of search.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)) {
    if (word === "or") {
      alternatives.push([]);
      continue;
    }
    const phrase = positions(quoted ?? word ?? "");
    if (phrase.some((stem) => typeof stem === "string"))
      alternatives.at(-1)!.push({ phrase, negated: minus === "-" });
  }
  return alternatives.filter((all) => all.length > 0);
}

/** Common words at the phrase's start say nothing; between others they keep their distance. */
function holds(text: readonly Position[], phrase: readonly Position[]): boolean {
  const said = phrase.slice(phrase.findIndex((stem) => stem !== null));
  return text.some((_, start) => said.every((stem, at) => stem === null || text[start + at] === stem));
}
