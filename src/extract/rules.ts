// The rules by which facts are read, with how often each was right on labelled texts (see test/extract/gold/README.md).
// A fact names its rule, so that a sample of facts can be read beside the words and the rule that made it.

import type { Evidence } from "./facts";

const confidences = {
  "finding: weighed words": 0.9,
  "count: declared": 0.99,
  "count: per agency": 0.98,
  "count: answered": 0.97,
  "recommendation: listed parts": 0.97,
  "recommendation: asking sentence": 0.96,
  "recommendation: asked under a heading": 0.95,
  "recommendation: counted, no words": 0.99,
  "recommendation: numbered list": 0.98,
  "recommendation: named": 0.98,
  "recommendation: numbered at its end": 0.98,
  "addressee: named": 0.97,
  "addressee: the one agency of the report": 0.85,
  "position: named agency": 0.97,
  "position: named party": 0.95,
  "position: the subject before": 0.93,
  "position: own department": 0.88,
  "position: answer block": 0.97,
  "status: stated": 0.97,
  "status: answer block": 0.97,
  "money: cue in the clause": 0.96,
  "money: no cue": 0.95,
  "money: another audit's": 0.93,
  "reference: number": 0.96,
  "semiannual: table row": 0.95,
} as const;

export type RuleName = keyof typeof confidences;

/** The evidence of a fact that a rule read. `confidence` replaces the rule's own where the fact has one of its own. */
export function by(rule: RuleName, confidence: number = confidences[rule]): Evidence {
  return { rule, confidence: Math.round(confidence * 100) / 100 };
}

/** The bar below which nothing is taken for a fact, unless another is set. */
export const MIN_CONFIDENCE = 0.55;

/** Whether a fact is sure enough for whoever asks. */
export function isSure({ confidence }: Evidence, minConfidence: number = MIN_CONFIDENCE): boolean {
  return confidence >= minConfidence;
}
