// Everything an executive summary tells, in one call.

import { agenciesMentioned } from "./agencies";
import { positionFacts } from "./answers/positions";
import { statusFacts } from "./answers/statuses";
import { dateFacts } from "./dates";
import type {
  AgencyMention,
  Context,
  DateFact,
  DeclaredRecommendations,
  Evidence,
  FindingFact,
  MoneyFact,
  PositionFact,
  RecommendationTextFact,
  ReferenceFact,
  StatusFact,
} from "./facts";
import { findingFacts } from "./findings/findings";
import { moneyFacts } from "./money";
import { declaredRecommendations } from "./recommendations/counts";
import { recommendationTexts } from "./recommendations/texts";
import { referenceFacts } from "./references";
import { isSure } from "./rules";

export interface SummaryFacts {
  readonly findings: readonly FindingFact[];
  readonly declared: DeclaredRecommendations;
  /** One for each declared recommendation; `text` null where the summary has no words of its own for it. */
  readonly recommendations: readonly RecommendationTextFact[];
  readonly positions: readonly PositionFact[];
  readonly statuses: readonly StatusFact[];
  readonly money: readonly MoneyFact[];
  readonly references: readonly ReferenceFact[];
  readonly dates: readonly DateFact[];
  readonly agencies: readonly AgencyMention[];
}

/** Spans count from the start of `text`. Blank text gives empty lists and a null total. `ownNumber`: the report's own number, left out of the references. */
export function summaryFacts(text: string, context: Context, ownNumber: string | null): SummaryFacts {
  const sure = <F extends Evidence>(facts: readonly F[]) =>
    facts.filter((fact) => isSure(fact, context.minConfidence));
  return {
    findings: sure(findingFacts(text, context)),
    declared: declaredRecommendations(text, context),
    recommendations: sure(recommendationTexts(text, context)),
    positions: sure(positionFacts(text, context)),
    statuses: sure(statusFacts(text)),
    money: sure(moneyFacts(text)),
    references: sure(referenceFacts(text, ownNumber)),
    dates: dateFacts(text),
    agencies: agenciesMentioned(text, context),
  };
}
