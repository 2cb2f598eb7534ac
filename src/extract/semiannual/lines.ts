// The lines of a document with the page each stands on.

/** Where a fact stands in the document. */
export interface Place {
  /** As the page says, or counted by form feeds; null where the text has neither. */
  readonly page: number | null;
  /** From 1. */
  readonly line: number;
}

/** A line of the document; offsets are the text's own. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly place: Place;
}

/** A printed page number in a running foot. */
export const PAGE = /(?:^|\s{3,})[Pp]age\s+(\d{1,3})(?:\s{3,}|$)/u;

export function linesOf(text: string): Line[] {
  const raws = text.split("\n");
  const hasFeeds = text.includes("\f");
  // A printed number stands at the foot: it is the page of the lines before it.
  const printed: (number | null)[] = raws.map(() => null);
  let next: number | null = null;
  for (let i = raws.length - 1; i >= 0; i--) {
    const match = PAGE.exec(raws[i]!);
    if (match) next = Number(match[1]);
    printed[i] = next;
  }
  let [start, feeds] = [0, 0];
  return raws.map((raw, i) => {
    feeds += raw.match(/\f/gu)?.length ?? 0;
    const line = {
      text: raw.replace(/[\f\r]/gu, " "),
      start,
      place: { page: printed[i] ?? (hasFeeds ? feeds + 1 : null), line: i + 1 },
    };
    start += raw.length + 1;
    return line;
  });
}
