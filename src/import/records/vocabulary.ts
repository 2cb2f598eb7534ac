// The enumerations of the domain, as the database spells them.
import { oneOf } from "./values";

export const agencyKind = oneOf("agency_kind", [
  "DEPARTMENT",
  "COMPONENT",
  "INDEPENDENT_AGENCY",
  "AUDITEE",
  "LOCAL_GOVERNMENT",
  "OTHER",
]);
export const officeKind = oneOf("office_kind", [
  "INSPECTOR_GENERAL",
  "GAO",
  "STATE_AUDITOR",
  "LOCAL_AUDITOR",
  "INDEPENDENT_AUDITOR",
  "GRAND_JURY",
  "COMMISSION",
  "OTHER",
]);
export const agencyRole = oneOf("agency_role", ["REVIEWED", "RESPONSIBLE", "MENTIONED"]);
export const reportType = oneOf("report_type", [
  "AUDIT",
  "INSPECTION_EVALUATION",
  "INVESTIGATION",
  "MANAGEMENT_ALERT",
  "SPECIAL_REVIEW",
  "SEMIANNUAL_REPORT",
  "PEER_REVIEW",
  "TOP_MANAGEMENT_CHALLENGES",
  "VERIFICATION_REVIEW",
  "MANAGEMENT_LETTER",
  "OTHER",
]);
export const reportLinkKind = oneOf("report_link_kind", ["FOLLOWS_UP", "REVISES", "REFERENCES"]);
export const reportList = oneOf("report_list", ["ISSUED", "UNDECIDED"]);
export const findingClass = oneOf("finding_class", ["DEFICIENCY", "COMPLIANT", "CONCLUSION", "OBSERVATION"]);
export const recommendationStatus = oneOf("recommendation_status", [
  "OPEN",
  "OPEN_PARTIALLY_ADDRESSED",
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
  "CLOSED_NO_LONGER_VALID",
  "CLOSED_SUPERSEDED",
  "CLOSED_UNSPECIFIED",
  "UNKNOWN",
]);
export const resolutionStatus = oneOf("resolution_status", [
  "RESPONSE_NOT_YET_DUE",
  "UNRESOLVED",
  "RESOLVED",
  "ON_HOLD",
  "UNKNOWN",
]);
export const managementPosition = oneOf("management_position", [
  "CONCUR",
  "PARTIALLY_CONCUR",
  "NON_CONCUR",
  "NO_POSITION",
  "NOT_YET_DUE",
  "UNKNOWN",
]);
export const textMissingReason = oneOf("text_missing_reason", ["NOT_PUBLISHED", "WITHHELD", "NOT_IMPORTED"]);
export const datePrecision = oneOf("date_precision", ["MONTH", "QUARTER", "YEAR"]);
export const eventKind = oneOf("status_event_kind", ["STATUS", "RESOLUTION", "NOT_SHOWN"]);
export const moneyKind = oneOf("money_kind", ["QUESTIONED_COSTS", "BETTER_USE"]);
export const finalActionKind = oneOf("final_action_kind", [
  "RECOVERED",
  "WRITTEN_OFF",
  "COMPLETED",
  "NOT_TO_BE_IMPLEMENTED",
]);
/** What a retraction takes back: an event of this sort, the last of its day. */
export const retractedKind = oneOf("text", [
  "STATUS",
  "RESOLUTION",
  "DECISION",
  "REVISED_DECISION",
  "FINAL_ACTION",
  "SUM_CHANGE",
  "TARGET",
]);
export const eventBasis = oneOf("event_basis", ["STATED", "RULE", "DERIVED"]);
export const recommendationLinkKind = oneOf("recommendation_link_kind", ["REPEATS", "SUPERSEDES"]);
