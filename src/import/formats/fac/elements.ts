// The elements of a finding where its text gives each a heading of its own, as auditors' schedules do.

const headings = {
  condition: /condition(?:\s+found)?/,
  criteria: /criteria(?:\s+or\s+specific\s+requirements?)?/,
  cause: /(?:root\s+)?cause/,
  effect: /(?:(?:possible|potential)\s+(?:asserted\s+)?)?effect(?:\s+or\s+potential\s+effect)?/,
} as const;
/** Headings that end an element and begin nothing that is kept apart. */
const others =
  /recommendations?|questioned\s+costs?|context|views?\s+of\s+(?:the\s+)?responsible\s+officials?|management(?:'|’)?s?\s+response|repeat\s+finding|corrective\s+action(?:\s+plan)?|identification[^:\n]{0,60}|sampling[^:\n]{0,40}/;
const all = [...Object.values(headings), others].map(({ source }) => source).join("|");
/** A heading stands where a line or a sentence begins, and a colon ends it. */
const heading = new RegExp(
  `(?:^|[\\n.;])[ \\t]*(${all})(?:\\s+(?:and|&|/)\\s+[a-z ]{3,30})?[ \\t]*:[ \\t]*`,
  "giu",
);

export type Elements = Partial<Record<keyof typeof headings, string>>;

/** What stands under each heading, in the text's own words; an element without one is left out. */
export function elementsOf(text: string): Elements {
  const marks = [...text.matchAll(heading)];
  const found: Elements = {};
  marks.forEach((mark, at) => {
    const element = (Object.keys(headings) as (keyof typeof headings)[]).find((name) =>
      new RegExp(`^(?:${headings[name].source})$`, "iu").test(mark[1]!),
    );
    const words = text.slice(mark.index + mark[0].length, endOf(text, marks[at + 1])).trim();
    if (element !== undefined && words !== "") found[element] ??= words;
  });
  return found;
}

/** The sign before a heading still belongs to what stands before it. */
function endOf(text: string, next: RegExpMatchArray | undefined): number {
  if (next?.index === undefined) return text.length;
  return /^[.;]/.test(next[0]) ? next.index + 1 : next.index;
}
