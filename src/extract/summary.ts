// Everything an executive summary tells, in one call.

import { agenciesMentioned } from "./agencies";
import { dateFacts } from "./dates";
import type {
  AgencyMention,
  Context,
  DateFact,
  DeclaredRecommendations,
  FindingFact,
  MoneyFact,
  PositionFact,
  RecommendationTextFact,
  ReferenceFact,
} from "./facts";
import { findingFacts } from "./findings/findings";
import { moneyFacts } from "./money";
import { positionFacts } from "./positions";
import { declaredRecommendations } from "./recommendations/counts";
import { recommendationTexts } from "./recommendations/texts";
import { referenceFacts } from "./references";

export interface SummaryFacts {
  readonly findings: readonly FindingFact[];
  readonly declared: DeclaredRecommendations;
  /** One for each declared recommendation; `text` null where the summary has no words of its own for it. */
  readonly recommendations: readonly RecommendationTextFact[];
  readonly positions: readonly PositionFact[];
  readonly money: readonly MoneyFact[];
  readonly references: readonly ReferenceFact[];
  readonly dates: readonly DateFact[];
  readonly agencies: readonly AgencyMention[];
}

/** Spans count from the start of `text`. Blank text gives empty lists and a null total. `ownNumber`: the report's own number, left out of the references. */
export function summaryFacts(text: string, context: Context, ownNumber: string | null): SummaryFacts {
  return {
    findings: findingFacts(text, context),
    declared: declaredRecommendations(text, context),
    recommendations: recommendationTexts(text, context),
    positions: positionFacts(text, context),
    money: moneyFacts(text),
    references: referenceFacts(text, ownNumber),
    dates: dateFacts(text),
    agencies: agenciesMentioned(text, context),
  };
}
