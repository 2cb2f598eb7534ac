// How single values are written: days, money, counts, and the words for codes. Null is always said, never left blank.
import type { ComponentChildren } from "preact";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 2021-05-18 as 18 May 2021. */
export function day(value: string | null | undefined): string {
  if (!value) return "unknown";
  const [year, month, date] = value.slice(0, 10).split("-");
  return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

export function Day({
  value,
  unknown = "day unknown",
}: {
  readonly value: string | null;
  readonly unknown?: string;
}) {
  return value ? <time dateTime={value}>{day(value)}</time> : <span class="unknown">{unknown}</span>;
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** "1 report", "2 reports". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** US dollars out of a decimal's text, to the cent only where there are cents. */
export function dollars(value: string | null): string {
  if (value === null) return "not stated";
  const [whole = "0", cents = ""] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `$${grouped}${/[1-9]/.test(cents) ? `.${cents.padEnd(2, "0")}` : ""}`;
}

const words: Readonly<Record<string, string>> = {
  OPEN: "Open",
  OPEN_PARTIALLY_ADDRESSED: "Open, partly addressed",
  CLOSED_IMPLEMENTED: "Closed, implemented",
  CLOSED_ALTERNATIVE: "Closed, other action accepted",
  CLOSED_NOT_IMPLEMENTED: "Closed, not implemented",
  CLOSED_NO_LONGER_VALID: "Closed, no longer valid",
  CLOSED_SUPERSEDED: "Closed, superseded",
  CLOSED_UNSPECIFIED: "Closed, how is not published",
  RESPONSE_NOT_YET_DUE: "Response not yet due",
  UNRESOLVED: "No agreement on what to do",
  RESOLVED: "Agreed on what to do",
  ON_HOLD: "On hold",
  CONCUR: "Concurs",
  PARTIALLY_CONCUR: "Concurs in part",
  NON_CONCUR: "Does not concur",
  NO_POSITION: "Takes no position",
  NOT_YET_DUE: "Not yet due",
  NOT_SHOWN: "Not shown any more",
  STATUS: "Status",
  UNDER_6_MONTHS: "Under 6 months",
  FROM_6_TO_12_MONTHS: "6 to 12 months",
  FROM_1_TO_3_YEARS: "1 to 3 years",
  FROM_3_TO_5_YEARS: "3 to 5 years",
  OVER_5_YEARS: "Over 5 years",
  INSPECTION_EVALUATION: "Inspection or evaluation",
  GAO: "GAO",
};

/** A code as people read it. */
export function worded(code: string | null | undefined, unknown = "Unknown"): string {
  if (code === null || code === undefined || code === "UNKNOWN") return unknown;
  return words[code] ?? code.charAt(0) + code.slice(1).toLowerCase().replaceAll("_", " ");
}

type Tone = "open" | "closed" | "bad" | "unknown" | "plain";

/** A short word in a frame. Its tone is never all it says. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return <span class={`tag tag-${tone}`}>{children}</span>;
}

export function StatusTag({ status }: { readonly status: string }) {
  const tone: Tone = status.startsWith("OPEN") ? "open" : status.startsWith("CLOSED") ? "closed" : "unknown";
  return <Tag tone={tone}>{worded(status, "Status unknown")}</Tag>;
}

/** Says of an open recommendation whether a source records that office and management agree, or that they do not. */
export function ResolutionTag(props: {
  readonly isOpen: boolean;
  readonly isUnresolved: boolean | null;
  readonly resolution: string;
}) {
  if (!props.isOpen) return null;
  if (props.isUnresolved === true) return <Tag tone="bad">Unresolved</Tag>;
  if (props.isUnresolved === null) return <Tag tone="unknown">Agreement not known</Tag>;
  return <Tag tone="plain">{worded(props.resolution)}</Tag>;
}

export function OverdueTag({ isOverdue }: { readonly isOverdue: boolean | null }) {
  if (isOverdue === true) return <Tag tone="bad">Overdue</Tag>;
  return isOverdue === null ? <Tag tone="unknown">Overdue not known</Tag> : null;
}

/** Text of a source, or why there is none. */
export function Text(props: { readonly value: string | null; readonly missing?: string }) {
  if (props.value === null) return <span class="unknown">{props.missing ?? "not stated"}</span>;
  return props.value;
}
