// Finding or background? Every feature of a sentence has a weight, and the weights are added up: first the sentence's own
// words, then that sum together with its place. Above THRESHOLD it is a finding. The weights were fitted: see finding-weights.ts.

import { MIN_CONFIDENCE } from "../rules";
import type { Sentence } from "../sentences";
import { type Candidate, placesOf } from "./context-features";
import { featuresOf } from "./features";
import type { FixedKind } from "./rule-labels";
import { PLACE_WEIGHTS, WORD_WEIGHTS } from "./weights";

/** The score of MIN_CONFIDENCE: a little more than even odds (0), for a false finding harms more than a missing one. */
export const THRESHOLD = Math.log(MIN_CONFIDENCE / (1 - MIN_CONFIDENCE));

/** The share of sentences with such a score that are findings. */
export function confidenceOf({ score }: Verdict): number {
  return 1 / (1 + Math.exp(-score));
}

/** What a sentence weighs: above THRESHOLD a finding. `reasons`: each feature's share, the strongest first. */
export interface Verdict {
  readonly score: number;
  readonly reasons: readonly (readonly [feature: string, share: number])[];
}

/** A verdict for every sentence that is not fixed; null for the others. */
export function verdicts(all: readonly Sentence[], fixed: readonly (FixedKind | null)[]): (Verdict | null)[] {
  const own = all.map(({ statement }, i) => {
    const features = featuresOf(statement);
    const verdict = weigh(
      [...features].map((name) => [name, 1]),
      WORD_WEIGHTS,
    );
    return { features, verdict, score: fixed[i] === null ? verdict.score : 0 };
  });
  const candidates: Candidate[] = all.map((sentence, i) => ({ sentence, fixed: fixed[i]!, ...own[i]! }));
  return placesOf(candidates).map((place, i) => {
    if (!place) return null;
    const { score, reasons } = weigh([...place], PLACE_WEIGHTS);
    return { score, reasons: [...reasons, ...own[i]!.verdict.reasons] };
  });
}

export type Weights = ReadonlyMap<string, number>;

/** The constant's weight stands under "always". */
export function weigh(features: readonly (readonly [string, number])[], weights: Weights): Verdict {
  const reasons = [["always", 1] as const, ...features]
    .map(([name, value]) => [name, value * (weights.get(name) ?? 0)] as const)
    .filter(([, share]) => share !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return { score: reasons.reduce((sum, [, share]) => sum + share, 0), reasons };
}
