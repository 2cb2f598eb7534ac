// What of a sentence's place speaks for or against its being a finding: the sentences around it and how much these
// speak for findings, the section, the order of objective, results, recommendations and answers.

import type { Sentence } from "../sentences";

/** A sentence on its way: `isFixed` where its words alone decide that it is no finding; `score`: what its words weigh. */
export interface Candidate {
  readonly sentence: Sentence;
  readonly fixed: "HEADING" | "RECOMMENDATION" | "RESPONSE" | "WORK" | null;
  readonly score: number;
  /** What its words hold: featuresOf. */
  readonly features: ReadonlySet<string>;
}

/** Features with their values, for every sentence that is not fixed; null for the others. Scores are cut off at ±4. */
export function placesOf(all: readonly Candidate[]): (Map<string, number> | null)[] {
  const isResult = ({ features }: Candidate) =>
    features.has("cue result") || features.has("cue later result");
  const firstResult = all.findIndex(isResult);
  const lastObjective = all.findLastIndex(
    (one) =>
      one.fixed === null &&
      one.features.has("any work") &&
      one.features.has("cue objective") &&
      !isResult(one),
  );
  const isAnswer = all.map(({ fixed }) => fixed === "RECOMMENDATION" || fixed === "RESPONSE");
  const open = all.flatMap(({ fixed }, i) => (fixed === null ? [i] : []));
  const scoreAt = (i: number | undefined) => (i === undefined ? 0 : Math.max(-4, Math.min(4, all[i]!.score)));
  const scores = open.map(scoreAt);
  return all.map(({ sentence, fixed }, i) => {
    if (fixed !== null) return null;
    const at = open.indexOf(i);
    const [before, after] = [scores.slice(0, at), scores.slice(at + 1)];
    const values: [string, number | boolean][] = [
      ["own score", scoreAt(i)],
      ["score before", scoreAt(open[at - 1])],
      ["score after", scoreAt(open[at + 1])],
      ["best before", before.length > 0 ? Math.max(...before) : -2],
      ["best after", after.length > 0 ? Math.max(...after) : 0],
      ["worst after", after.length > 0 ? Math.min(...after) : 0],
      ["mean", scores.reduce((sum, one) => sum + one, 0) / scores.length],
      ["best", Math.max(...scores)],
      ["own score, no result told", firstResult < 0 ? scoreAt(i) : 0],
      ["own score, before the first result", firstResult > i ? scoreAt(i) : 0],
      ["own score, recommendations told", isAnswer.includes(true) ? scoreAt(i) : 0],
      [
        "an earlier report told before",
        open.slice(0, at).some((k) => all[k]!.features.has("cue opens with the scene")),
      ],
      ["nothing before", before.length === 0],
      ["nothing after", after.length === 0],
      ["alone", open.length === 1],
      ["second", at === 1],
      ["before the first result", firstResult > i],
      ["after the first result", firstResult >= 0 && firstResult < i],
      ["no result told", firstResult < 0],
      ["before the last objective", lastObjective > i],
      ["after the last objective", lastObjective >= 0 && lastObjective < i],
      ["recommendations follow", isAnswer.includes(true, i + 1)],
      ["recommendations told", isAnswer.includes(true)],
      ["follows an answer", i > 0 && all[i - 1]!.fixed === "RESPONSE"],
      ["follows a recommendation", i > 0 && all[i - 1]!.fixed === "RECOMMENDATION"],
      [`section ${sentence.section}`, true],
    ];
    return new Map(values.map(([name, value]) => [name, Number(value)]));
  });
}
