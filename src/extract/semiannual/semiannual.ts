// Semiannual reports to Congress: the reports they list with dates and sums, and what they say of single reports, each with
// page and line. Tables whose rows can't be told apart are named, not guessed at.

import { positionFacts } from "../answers/positions";
import type { Context, PositionFact, RecommendationCountFact } from "../facts";
import { withoutFurniture } from "../pages";
import { declaredRecommendations } from "../recommendations/counts";
import { NUMBER } from "../references";
import { normalizeReportNumber } from "../report-number";
import { squeeze } from "../text";
import { type Line, linesOf, type Place } from "./lines";
import { type ListedReport, listedReports, type UnreadTable, unreadTables } from "./tables";

/** A section about one report: how many recommendations it made and what management answered. */
export interface DescribedReport extends Place {
  readonly number: string;
  readonly declared: RecommendationCountFact | null;
  readonly positions: readonly PositionFact[];
}

export interface SemiannualFacts {
  readonly listed: readonly ListedReport[];
  readonly described: readonly DescribedReport[];
  readonly unread: readonly UnreadTable[];
}

/** What is plainly laid out in the text. Spans count from its start. */
export function semiannualFacts(text: string, context: Context): SemiannualFacts {
  const lines = linesOf(text);
  const listed = listedReports(text, lines);
  return { listed, described: describedReports(text, lines, context), unread: unreadTables(lines, listed) };
}

// "FISCAL YEAR 2012 MANAGEMENT CHALLENGES (OIG/USCCR-13-1)" over prose about that report.
function describedReports(text: string, lines: readonly Line[], context: Context): DescribedReport[] {
  const heads = lines.flatMap((line, i) => {
    const match = [...line.text.matchAll(NUMBER)].at(-1);
    const number = match && normalizeReportNumber(match[0]);
    if (!match || !number) return [];
    const [before, after] = [line.text.slice(0, match.index), line.text.slice(match.index + match[0].length)];
    const isHead =
      /\((?:Report (?:No\.?|Number) )?$/u.test(before) &&
      /^(?:, [^)]{3,40})?\)\s*$/u.test(after) &&
      isTitle(`${lines[i - 1]?.text ?? ""} ${before}`);
    return isHead ? [{ i, number }] : [];
  });
  const clean = withoutFurniture(text);
  return heads.flatMap(({ i, number }, k) => {
    const limit = heads[k + 1]?.i ?? lines.length;
    const stop = lines
      .slice(i + 1, limit)
      .findIndex(
        ({ text: words }, at) => at > 0 && /^[^\p{Ll}]{10,}$/u.test(words.trim()) && /\p{Lu}{4}/u.test(words),
      );
    const until = lines[stop < 0 ? Math.min(limit, lines.length) - 1 : i + stop]!;
    const from = lines[i]!.start + lines[i]!.text.length;
    const prose = clean.slice(from, until.start + until.text.length);
    const declared = declaredRecommendations(prose, context).total;
    const positions = positionFacts(prose, context).map((fact) => ({
      ...fact,
      span: { start: fact.span.start + from, end: fact.span.end + from },
    }));
    return declared === null && positions.length === 0
      ? []
      : [
          {
            number,
            declared: declared && {
              ...declared,
              span: { start: declared.span.start + from, end: declared.span.end + from },
            },
            positions,
            ...lines[i]!.place,
          },
        ];
  });
}

/** Capitals, or words that begin with them. */
function isTitle(words: string): boolean {
  const long = squeeze(words)
    .split(" ")
    .filter((word) => /^\p{L}{4,}/u.test(word));
  return long.length > 0 && long.filter((word) => /^\p{Lu}/u.test(word)).length / long.length > 0.7;
}
