// Reads the gold files and scores the extractor against them. See README.md for the marks.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { agencySlugs } from "../../../src/extract/agencies";
import { positionFacts } from "../../../src/extract/answers/positions";
import type { FindingClass, PositionFact } from "../../../src/extract/facts";
import { findingFacts } from "../../../src/extract/findings/findings";
import { moneyFacts } from "../../../src/extract/money";
import { declaredRecommendations } from "../../../src/extract/recommendations/counts";

export interface GoldSentence {
  readonly mark: string;
  readonly text: string;
}

export interface GoldCase {
  readonly name: string;
  readonly home: string;
  readonly counts: string;
  readonly positions: string;
  readonly agencies: string;
  readonly money: string;
  readonly sentences: readonly GoldSentence[];
  /** The summary: sentences joined by spaces, headings on lines of their own, paragraphs apart. */
  readonly text: string;
}

const CLASSES: Record<string, FindingClass> = {
  D: "DEFICIENCY",
  C: "COMPLIANT",
  X: "CONCLUSION",
  O: "OBSERVATION",
};

/** Cases of a gold file; `label` counts the labelled ones. */
export function goldCases(file: string): GoldCase[] {
  return readFileSync(join(__dirname, file), "utf8")
    .split(/^=== /mu)
    .filter((block) => block.trim())
    .map((block) => {
      const [name = "", ...lines] = block.split("\n");
      const value = (key: string) =>
        sorted(lines.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1) ?? "");
      const sentences = lines.flatMap((line) => {
        const match = /^([DCXONRPH])> (.*)$/u.exec(line);
        return match ? [{ mark: match[1]!, text: match[2]! }] : [];
      });
      const body = lines.slice(lines.findIndex((line) => /^[DCXONRPH]> /u.test(line)));
      const text = body
        .map((line) =>
          /^H> /u.test(line)
            ? `\n${line.slice(3)}\n`
            : /^[DCXONRP]> /u.test(line)
              ? `${line.slice(3)} `
              : "\n\n",
        )
        .join("")
        .trim();
      const raw = (key: string) =>
        (lines.find((line) => line.startsWith(`${key}:`)) ?? "").slice(key.length + 1).trim();
      return {
        name: name.trim(),
        home: raw("home"),
        counts: raw("counts"),
        positions: value("positions"),
        agencies: raw("agencies").split(/\s+/u).sort().join(" "),
        money: value("money"),
        sentences,
        text,
      };
    });
}

function sorted(list: string): string {
  return list
    .split(";")
    .map((one) => one.trim())
    .filter(Boolean)
    .sort()
    .join("; ");
}

export interface Score {
  cases: number;
  sentences: number;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  classesRight: number;
  exact: { counts: number; positions: number; agencies: number; money: number };
  /** What went wrong, one line each. */
  misses: string[];
}

export function score(cases: readonly GoldCase[]): Score {
  const result: Score = {
    cases: cases.length,
    sentences: 0,
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: 0,
    classesRight: 0,
    exact: { counts: 0, positions: 0, agencies: 0, money: 0 },
    misses: [],
  };
  for (const one of cases) {
    scoreFindings(one, result);
    for (const [key, got] of Object.entries(extracted(one)) as [keyof Score["exact"], string][]) {
      if (got === one[key]) result.exact[key]++;
      else result.misses.push(`${one.name} ${key}: expected "${one[key]}", got "${got}"`);
    }
  }
  return result;
}

function scoreFindings(one: GoldCase, result: Score): void {
  const findings = findingFacts(one.text, { home: one.home });
  const matched = new Set<string>();
  for (const { mark, text } of one.sentences) {
    result.sentences++;
    const expected = CLASSES[mark];
    const got = findings.find(({ quote }) => quote === text);
    if (got) matched.add(got.quote);
    if (expected && got) {
      result.truePositives++;
      if (got.class === expected) result.classesRight++;
      else result.misses.push(`${one.name} class ${got.class} for ${expected}: ${text}`);
    } else if (expected) {
      result.falseNegatives++;
      result.misses.push(`${one.name} MISSED: ${text}`);
    } else if (got) {
      result.falsePositives++;
      result.misses.push(`${one.name} NOT A FINDING: ${text}`);
    }
  }
  for (const { quote } of findings) {
    if (matched.has(quote)) continue;
    result.falsePositives++;
    result.misses.push(`${one.name} NO SUCH SENTENCE: ${quote}`);
  }
}

function extracted(one: GoldCase): Record<keyof Score["exact"], string> {
  const context = { home: one.home };
  const { total, perAgency } = declaredRecommendations(one.text, context);
  return {
    counts: [
      total ? String(total.count) : "-",
      ...perAgency.map(({ agency, count }) => `${agency}=${count}`),
    ].join(" "),
    positions: positionFacts(one.text, context).map(positionLine).sort().join("; "),
    agencies: agencySlugs(one.text, context).sort().join(" "),
    money: moneyFacts(one.text)
      .map(({ kind, amount, isApproximate }) => `${kind} ${amount}${isApproximate ? "~" : ""}`)
      .sort()
      .join("; "),
  };
}

function positionLine({ agency, position, scope, count, numbers }: PositionFact): string {
  const which = { ALL: "all", COUNT: String(count), NUMBERS: `#${numbers.join(",")}`, UNSTATED: "?" }[scope];
  return `${agency} ${position} ${which}`;
}

/** The figures as lines for a terminal. */
export function report(name: string, result: Score): string {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn } = result;
  const share = (part: number, whole: number) => (whole === 0 ? "–" : (part / whole).toFixed(3));
  return [
    `${name}: ${result.cases} summaries, ${result.sentences} sentences`,
    `  findings   precision ${share(tp, tp + fp)}  recall ${share(tp, tp + fn)}  (of ${tp + fn}; class right ${share(result.classesRight, tp)})`,
    `  exact      counts ${share(result.exact.counts, result.cases)}  positions ${share(result.exact.positions, result.cases)}  agencies ${share(result.exact.agencies, result.cases)}  money ${share(result.exact.money, result.cases)}`,
  ].join("\n");
}
