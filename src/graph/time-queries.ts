// The root fields of time, money and the law.
import { FinalActionQueries } from "./final-action";
import { ManagementDecisionQueries } from "./management-decision";
import { RecommendationHistoryQueries } from "./recommendation-history";
import { RetractionQueries } from "./retraction";
import { SemiannualReportQueries } from "./semiannual-report";
import { SumChangeQueries } from "./sum-change";
import { TargetEventQueries } from "./target-event";
import { TimeToCloseQueries } from "./time-to-close";

export const timeQueries = [
  ManagementDecisionQueries,
  FinalActionQueries,
  SumChangeQueries,
  TargetEventQueries,
  RetractionQueries,
  RecommendationHistoryQueries,
  TimeToCloseQueries,
  SemiannualReportQueries,
] as const;
