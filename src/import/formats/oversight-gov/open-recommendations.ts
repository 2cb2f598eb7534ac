// The table of open recommendations on a report's page: a row with number, significance and sums, the text in its last cell
// or in the row below.
import type * as cheerio from "cheerio";
import { squeeze } from "../../../extract/text";
import { readNumber } from "../tracker/cells";

export interface OpenRecommendation {
  readonly number: string;
  readonly text: string | null;
  readonly isSignificant: boolean | null;
  readonly questioned: string | null;
  readonly betterUse: string | null;
}

export function openRecommendations($: cheerio.CheerioAPI): OpenRecommendation[] {
  const table = $("table")
    .filter((_, one) => /Recommendation Number/.test($(one).text()) && /Significant/.test($(one).text()))
    .first();
  const columns = table
    .find("th")
    .toArray()
    .map((one) => squeeze($(one).text()));
  const at = (pattern: RegExp) => columns.findIndex((name) => pattern.test(name));
  const places = {
    number: at(/Number/),
    significant: at(/Significant/),
    questioned: at(/Questioned/),
    betterUse: at(/Better Use/),
    details: at(/Details/),
  };
  const found: OpenRecommendation[] = [];
  for (const row of table.find("tr").toArray()) {
    const cells = $(row)
      .children("td")
      .toArray()
      .map((one) => squeeze($(one).text()));
    const cell = (place: number) => cells[place] || null;
    const number = cell(places.number);
    if (cells.length > 2 && number !== null && /\d/.test(number) && number.length < 20) {
      const significant = cell(places.significant);
      found.push({
        number: readNumber(number),
        text: cells[places.details] && cells[places.details]!.length > 30 ? cells[places.details]! : null,
        isSignificant: significant === null ? null : /^y/i.test(significant),
        questioned: cell(places.questioned),
        betterUse: cell(places.betterUse),
      });
    } else if (cells.length > 0 && cells.length <= 2) {
      // The details unfolded below their row.
      const last = found.at(-1);
      const text = cells.join(" ").trim();
      if (last && last.text === null && text.length > 10) found[found.length - 1] = { ...last, text };
    }
  }
  return found;
}
