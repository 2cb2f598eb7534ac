// Prints what the extractor scores by office, each figure with its 95% interval (Wilson):
//   node -r ./scripts/typescript.cjs test/extract/gold/measure.ts [--misses] FILE.gold …
// An office is what a case's name begins with, up to the first dash.

import { relative, resolve } from "node:path";
import { type GoldCase, goldCases, type Score, score } from "./gold";

export interface Figures {
  readonly office: string;
  readonly result: Score;
}

/** The office of a case: "hud" of "hud-civil-rights". */
export function officeOf({ name }: GoldCase): string {
  return /^[^-]+/u.exec(name)![0].toLowerCase();
}

/** Scores by office, the offices in the order of their names. */
export function byOffice(cases: readonly GoldCase[]): Figures[] {
  const offices = [...new Set(cases.map(officeOf))].sort();
  return offices.map((office) => ({
    office,
    result: score(cases.filter((one) => officeOf(one) === office)),
  }));
}

/** Wilson's 95% interval of a share. */
export function interval(right: number, of: number): readonly [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = right / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

function told(right: number, of: number): string {
  if (of === 0) return "–";
  const [low, high] = interval(right, of);
  return `${(right / of).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** One row of a Markdown table. */
export function row({ office, result }: Figures): string {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, exact, cases } = result;
  return `| ${[office, cases, result.sentences, told(tp, tp + fp), told(tp, tp + fn), told(exact.counts, cases), told(exact.positions, cases), told(exact.agencies, cases), told(exact.money, cases)].join(" | ")} |`;
}

if (require.main === module) {
  const isTelling = process.argv.includes("--misses");
  const cases = process.argv
    .slice(2)
    .filter((one) => one !== "--misses")
    .flatMap((file) => goldCases(relative(__dirname, resolve(file))));
  const head =
    "| office | summaries | sentences | precision | recall | counts | positions | agencies | money |\n|---|---|---|---|---|---|---|---|---|";
  const rows = [...byOffice(cases), { office: "all", result: score(cases) }];
  process.stdout.write(`${head}\n${rows.map(row).join("\n")}\n`);
  if (isTelling) process.stdout.write(`${score(cases).misses.join("\n")}\n`);
}
