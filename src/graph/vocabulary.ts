// The enumerations of the domain, with the meaning of every value and its legal source.
import { declareEnum } from "../planner/mapping/values";

export enum AgencyKind {
  DEPARTMENT = "DEPARTMENT",
  COMPONENT = "COMPONENT",
  INDEPENDENT_AGENCY = "INDEPENDENT_AGENCY",
  AUDITEE = "AUDITEE",
  LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT",
  OTHER = "OTHER",
}
declareEnum(AgencyKind, {
  name: "AgencyKind",
  sqlType: "agency_kind",
  description: "What sort of body an agency is.",
  values: {
    DEPARTMENT: "An executive department, for example DHS (5 U.S.C. 101).",
    COMPONENT: "A part of a department or agency, for example ICE in DHS.",
    INDEPENDENT_AGENCY: "A federal body outside the departments, for example EPA.",
    AUDITEE: "A recipient of federal awards that is audited under the Single Audit Act (31 U.S.C. chapter 75).",
    LOCAL_GOVERNMENT: "A state, county, city or other local body.",
    OTHER: "Any other body, or one whose sort no source states.",
  },
});

export enum OfficeKind {
  INSPECTOR_GENERAL = "INSPECTOR_GENERAL",
  GAO = "GAO",
  STATE_AUDITOR = "STATE_AUDITOR",
  LOCAL_AUDITOR = "LOCAL_AUDITOR",
  INDEPENDENT_AUDITOR = "INDEPENDENT_AUDITOR",
  GRAND_JURY = "GRAND_JURY",
  COMMISSION = "COMMISSION",
  OTHER = "OTHER",
}
declareEnum(OfficeKind, {
  name: "OfficeKind",
  sqlType: "office_kind",
  description: "What sort of body does the oversight.",
  values: {
    INSPECTOR_GENERAL: "An Office of Inspector General (5 U.S.C. chapter 4).",
    GAO: "The Government Accountability Office (31 U.S.C. chapter 7).",
    STATE_AUDITOR: "An auditor of a state.",
    LOCAL_AUDITOR: "An auditor of a city or county.",
    INDEPENDENT_AUDITOR: "Public accountants, for example those who make single audits.",
    GRAND_JURY: "A civil grand jury.",
    COMMISSION: "A standing commission, for example one on transport safety.",
    OTHER: "Any other office.",
  },
});

export enum ReportType {
  AUDIT = "AUDIT",
  INSPECTION_EVALUATION = "INSPECTION_EVALUATION",
  INVESTIGATION = "INVESTIGATION",
  MANAGEMENT_ALERT = "MANAGEMENT_ALERT",
  SPECIAL_REVIEW = "SPECIAL_REVIEW",
  SEMIANNUAL_REPORT = "SEMIANNUAL_REPORT",
  PEER_REVIEW = "PEER_REVIEW",
  TOP_MANAGEMENT_CHALLENGES = "TOP_MANAGEMENT_CHALLENGES",
  VERIFICATION_REVIEW = "VERIFICATION_REVIEW",
  MANAGEMENT_LETTER = "MANAGEMENT_LETTER",
  OTHER = "OTHER",
}
declareEnum(ReportType, {
  name: "ReportType",
  sqlType: "report_type",
  description: "What sort of product a report is.",
  values: {
    AUDIT: "An audit under the Yellow Book (GAGAS).",
    INSPECTION_EVALUATION: "An inspection or evaluation under the Blue Book (CIGIE).",
    INVESTIGATION: "A report of an investigation.",
    MANAGEMENT_ALERT: "An urgent notice to management before a full report.",
    SPECIAL_REVIEW: "A special report or review.",
    SEMIANNUAL_REPORT: "The Inspector General's semiannual report to Congress (5 U.S.C. 405).",
    PEER_REVIEW: "A review of one audit office by another.",
    TOP_MANAGEMENT_CHALLENGES: "The yearly statement of management and performance challenges (31 U.S.C. 3516(d)).",
    VERIFICATION_REVIEW: "A check whether earlier recommendations were carried out.",
    MANAGEMENT_LETTER: "A letter on lesser matters noted in an audit.",
    OTHER: "Another sort of product.",
  },
});

export enum FindingClass {
  DEFICIENCY = "DEFICIENCY",
  COMPLIANT = "COMPLIANT",
  CONCLUSION = "CONCLUSION",
  OBSERVATION = "OBSERVATION",
}
declareEnum(FindingClass, {
  name: "FindingClass",
  sqlType: "finding_class",
  description: "What a finding says of the matter reviewed.",
  values: {
    DEFICIENCY: "Something is not as it should be.",
    COMPLIANT: "Something is as required.",
    CONCLUSION: "The reviewers' overall judgement or expectation.",
    OBSERVATION: "A fact, stated without a judgement.",
  },
});

export enum RecommendationStatus {
  OPEN = "OPEN",
  OPEN_PARTIALLY_ADDRESSED = "OPEN_PARTIALLY_ADDRESSED",
  CLOSED_IMPLEMENTED = "CLOSED_IMPLEMENTED",
  CLOSED_ALTERNATIVE = "CLOSED_ALTERNATIVE",
  CLOSED_NOT_IMPLEMENTED = "CLOSED_NOT_IMPLEMENTED",
  CLOSED_NO_LONGER_VALID = "CLOSED_NO_LONGER_VALID",
  CLOSED_SUPERSEDED = "CLOSED_SUPERSEDED",
  CLOSED_UNSPECIFIED = "CLOSED_UNSPECIFIED",
  UNKNOWN = "UNKNOWN",
}
declareEnum(RecommendationStatus, {
  name: "RecommendationStatus",
  sqlType: "recommendation_status",
  description:
    "Is final action complete? A recommendation opens on the day its report is issued and closes when the office accepts the evidence. Independent of resolution and of management's position.",
  values: {
    OPEN: "Final action is not complete.",
    OPEN_PARTIALLY_ADDRESSED: "Final action is not complete; the office acknowledges a part of it.",
    CLOSED_IMPLEMENTED: "Closed: done as recommended.",
    CLOSED_ALTERNATIVE: "Closed: the aim was reached in another way.",
    CLOSED_NOT_IMPLEMENTED: "Closed: not done, and no longer pursued.",
    CLOSED_NO_LONGER_VALID: "Closed: circumstances have changed.",
    CLOSED_SUPERSEDED: "Closed: a later recommendation takes its place.",
    CLOSED_UNSPECIFIED: "Closed: the source does not say in what manner.",
    UNKNOWN: "No source states it in words we can place; see statusRaw.",
  },
});

export enum ResolutionStatus {
  RESPONSE_NOT_YET_DUE = "RESPONSE_NOT_YET_DUE",
  UNRESOLVED = "UNRESOLVED",
  RESOLVED = "RESOLVED",
  ON_HOLD = "ON_HOLD",
  UNKNOWN = "UNKNOWN",
}
declareEnum(ResolutionStatus, {
  name: "ResolutionStatus",
  sqlType: "resolution_status",
  description: "Do office and management agree on what will be done? Due within six months of issue (OMB Circular A-50). Concurrence never implies resolution.",
  values: {
    RESPONSE_NOT_YET_DUE: "Management's response is not due yet.",
    UNRESOLVED: "There is no agreement.",
    RESOLVED: "Office and management agree on the action to take.",
    ON_HOLD: "Resolution waits for something else, for example litigation.",
    UNKNOWN: "No source states it.",
  },
});

export enum ManagementPosition {
  CONCUR = "CONCUR",
  PARTIALLY_CONCUR = "PARTIALLY_CONCUR",
  NON_CONCUR = "NON_CONCUR",
  NO_POSITION = "NO_POSITION",
  NOT_YET_DUE = "NOT_YET_DUE",
  UNKNOWN = "UNKNOWN",
}
declareEnum(ManagementPosition, {
  name: "ManagementPosition",
  sqlType: "management_position",
  description: "What management answered to a recommendation, for each responsible agency.",
  values: {
    CONCUR: "Management agrees.",
    PARTIALLY_CONCUR: "Management agrees in part.",
    NON_CONCUR: "Management disagrees.",
    NO_POSITION: "Management answered and took no position.",
    NOT_YET_DUE: "The answer is not due yet.",
    UNKNOWN: "No source states it.",
  },
});

export enum TextMissingReason {
  NOT_PUBLISHED = "NOT_PUBLISHED",
  WITHHELD = "WITHHELD",
  NOT_IMPORTED = "NOT_IMPORTED",
}
declareEnum(TextMissingReason, {
  name: "TextMissingReason",
  sqlType: "text_missing_reason",
  description: "Why a recommendation has no text here.",
  values: {
    NOT_PUBLISHED: "The source says that it exists and does not print it.",
    WITHHELD: "It is classified or otherwise kept from the public.",
    NOT_IMPORTED: "Only its number and status were imported.",
  },
});

export enum StatusEventKind {
  STATUS = "STATUS",
  RESOLUTION = "RESOLUTION",
  NOT_SHOWN = "NOT_SHOWN",
}
declareEnum(StatusEventKind, {
  name: "StatusEventKind",
  sqlType: "status_event_kind",
  description: "What a source said on a day.",
  values: {
    STATUS: "It stated a status.",
    RESOLUTION: "It said only whether office and management agree.",
    NOT_SHOWN: "A list of open recommendations no longer showed it, which is no statement that it is closed.",
  },
});

export enum EventBasis {
  STATED = "STATED",
  RULE = "RULE",
  DERIVED = "DERIVED",
}
declareEnum(EventBasis, {
  name: "EventBasis",
  sqlType: "event_basis",
  description: "What a status rests on.",
  values: {
    STATED: "A source states it.",
    RULE: "The rule that a recommendation is open from the day its report is issued.",
    DERIVED: "It follows from what a source says of all recommendations of the report together, for example that 12 of 13 are resolved and closed and one is resolved and open.",
  },
});

export enum ReportLinkKind {
  FOLLOWS_UP = "FOLLOWS_UP",
  REVISES = "REVISES",
  REFERENCES = "REFERENCES",
}
declareEnum(ReportLinkKind, {
  name: "ReportLinkKind",
  sqlType: "report_link_kind",
  description: "How one report points to another.",
  values: {
    FOLLOWS_UP: "It checks what became of the earlier report.",
    REVISES: "It replaces the earlier report.",
    REFERENCES: "It names the other report.",
  },
});

export enum ReportList {
  ISSUED = "ISSUED",
  UNDECIDED = "UNDECIDED",
}
declareEnum(ReportList, {
  name: "ReportList",
  sqlType: "report_list",
  description: "A list of a semiannual report (5 U.S.C. 405(b)).",
  values: {
    ISSUED: "The reports issued in the period.",
    UNDECIDED: "Reports without a management decision.",
  },
});

export enum RecommendationLinkKind {
  REPEATS = "REPEATS",
  SUPERSEDES = "SUPERSEDES",
}
declareEnum(RecommendationLinkKind, {
  name: "RecommendationLinkKind",
  sqlType: "recommendation_link_kind",
  description: "How a recommendation points to an earlier one.",
  values: {
    REPEATS: "It asks again for what the earlier one asked.",
    SUPERSEDES: "It takes the earlier one's place.",
  },
});

export enum AgeBucket {
  UNDER_6_MONTHS = "UNDER_6_MONTHS",
  FROM_6_TO_12_MONTHS = "FROM_6_TO_12_MONTHS",
  FROM_1_TO_3_YEARS = "FROM_1_TO_3_YEARS",
  FROM_3_TO_5_YEARS = "FROM_3_TO_5_YEARS",
  OVER_5_YEARS = "OVER_5_YEARS",
}
declareEnum(AgeBucket, {
  name: "AgeBucket",
  sqlType: "age_bucket",
  description: "How long ago a report was issued, counted from its day of issue to today (UTC).",
  values: {
    UNDER_6_MONTHS: "Less than six months: resolution is not due yet (OMB Circular A-50).",
    FROM_6_TO_12_MONTHS: "Six months to less than a year.",
    FROM_1_TO_3_YEARS: "One year to less than three: on the lists of the GAO-IG Act (Public Law 115-414) when still open.",
    FROM_3_TO_5_YEARS: "Three years to less than five.",
    OVER_5_YEARS: "Five years or more.",
  },
});

export enum DatePrecision {
  MONTH = "MONTH",
  QUARTER = "QUARTER",
  YEAR = "YEAR",
}
declareEnum(DatePrecision, {
  name: "DatePrecision",
  sqlType: "date_precision",
  description: "What a printed date gives where it gives no day.",
  values: {
    MONTH: "A month.",
    QUARTER: "A quarter of a calendar or fiscal year.",
    YEAR: "A calendar or fiscal year.",
  },
});
