// The enumerations of money and of periods.
import { declareEnum } from "../planner/mapping/values";

export enum MoneyKind {
  QUESTIONED_COSTS = "QUESTIONED_COSTS",
  BETTER_USE = "BETTER_USE",
}
declareEnum(MoneyKind, {
  name: "MoneyKind",
  sqlType: "money_kind",
  description: "The two sums that a recommendation can have; they stand apart (5 U.S.C. 405(a)).",
  values: {
    QUESTIONED_COSTS: "Questioned costs; unsupported costs are a part of them.",
    BETTER_USE: "Funds to be put to better use.",
  },
});

export enum FinalActionKind {
  RECOVERED = "RECOVERED",
  WRITTEN_OFF = "WRITTEN_OFF",
  COMPLETED = "COMPLETED",
  NOT_TO_BE_IMPLEMENTED = "NOT_TO_BE_IMPLEMENTED",
}
declareEnum(FinalActionKind, {
  name: "FinalActionKind",
  sqlType: "final_action_kind",
  description: "What became of a decided sum (5 U.S.C. 405(c)).",
  values: {
    RECOVERED: "Disallowed costs were recovered.",
    WRITTEN_OFF: "Disallowed costs were written off.",
    COMPLETED: "Better use that was agreed to is completed.",
    NOT_TO_BE_IMPLEMENTED: "Better use that was agreed to will not be implemented.",
  },
});

export enum PeriodUnit {
  MONTH = "MONTH",
  FISCAL_QUARTER = "FISCAL_QUARTER",
  SEMIANNUAL_PERIOD = "SEMIANNUAL_PERIOD",
  FISCAL_YEAR = "FISCAL_YEAR",
}
declareEnum(PeriodUnit, {
  name: "PeriodUnit",
  sqlType: "text",
  description: "How long a period is.",
  values: {
    MONTH: "A calendar month.",
    FISCAL_QUARTER: "Three months, from 1 October, 1 January, 1 April or 1 July.",
    SEMIANNUAL_PERIOD: "Six months, from 1 October or 1 April (5 U.S.C. 405(b)).",
    FISCAL_YEAR: "A federal fiscal year: 1 October to 30 September.",
  },
});

export enum RecommendationKey {
  AGENCY = "AGENCY",
  OFFICE = "OFFICE",
  TOPIC = "TOPIC",
  FISCAL_YEAR = "FISCAL_YEAR",
  REPORT_TYPE = "REPORT_TYPE",
}
declareEnum(RecommendationKey, {
  name: "RecommendationKey",
  sqlType: "text",
  description: "By what histories of recommendations can be grouped: what stays the same on all days.",
  values: {
    AGENCY: "The agency addressed; a recommendation to several agencies comes into the group of each.",
    OFFICE: "The office that makes them.",
    TOPIC: "The topic of the report; a report of several topics comes into the group of each.",
    FISCAL_YEAR: "Fiscal year of the report.",
    REPORT_TYPE: "Sort of the report.",
  },
});
