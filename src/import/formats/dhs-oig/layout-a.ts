// Layout A: one label a line, its values on the lines below, a title as a list item; labels may stand without a value.

import { squeeze } from "../../../extract/text";
import {
  type Draft,
  emptyDraft,
  isFurniture,
  type Label,
  type Line,
  linesOf,
  type Problem,
  trimSpan,
  yearOrNull,
} from "./reading";

const LABEL =
  /^(Executive Summary|Report Number|Issue Date|Date Issued|Document File|DHS Agency|Agency|Oversight Areas?|Keywords?|Fiscal Year)(?:\s*:\s*(.*)|\s*)$/iu;
const BULLET = /^\s*[•●▪◦‣*]\s+/u;

/** Reads the page; lines that belong to no entry and are no furniture of the site become problems. */
export function readLabelled(text: string): { heading: string | null; drafts: Draft[]; problems: Problem[] } {
  const reader = new LabelledReader(text);
  reader.read();
  return { heading: reader.heading, drafts: reader.drafts, problems: reader.problems };
}

class LabelledReader {
  heading: string | null = null;
  readonly drafts: Draft[] = [];
  readonly problems: Problem[] = [];
  private readonly lines: readonly Line[];
  private draft: Draft | null = null;
  private field: Label | "title" | null = null;
  private hasNumberLabel = false;

  constructor(private readonly text: string) {
    this.lines = linesOf(text);
  }

  read(): void {
    for (const [i, line] of this.lines.entries()) {
      const words = line.text.trim();
      const label = LABEL.exec(words);
      if (words === "") {
        if (this.field === "title") this.field = null;
      } else if (BULLET.test(line.text) && !this.isItemOfSummary(i)) {
        this.open(line, line.text.replace(BULLET, ""));
      } else if (label) {
        this.label(line, canonical(label[1]!), label[2]?.trim() ?? "");
      } else if ((!this.field || this.isFull()) && this.isUnmarkedTitle(i)) {
        if (this.draft || this.heading) this.open(line, words);
        else this.heading = squeeze(words);
      } else if (!this.draft) {
        if (!isFurniture(words)) this.heading = squeeze(words);
      } else if (!this.field || this.isFull() || this.field === "Document File") {
        this.stray(line, words);
      } else {
        this.value(line, words);
      }
    }
  }

  /** A summary may hold a list of its own, and its last item stands right above "Report Number". */
  private isItemOfSummary(i: number): boolean {
    if (this.field !== "Executive Summary") return false;
    const mark = nextMark(this.lines, i);
    return mark === null || (mark === "Report Number" && !this.hasNumberLabel);
  }

  private open(line: Line, title: string | null): void {
    this.draft = emptyDraft(trimSpan(this.text, line.start, line.end)?.start ?? line.start);
    this.draft.title = title;
    this.drafts.push(this.draft);
    this.field = title === null ? null : "title";
    this.hasNumberLabel = false;
    this.extend(line);
  }

  private label(line: Line, label: Label, words: string): void {
    if (!this.draft || (label === "Report Number" && this.draft.reportNumber !== null)) this.open(line, null);
    this.field = label;
    this.hasNumberLabel ||= label === "Report Number";
    this.extend(line);
    if (words) this.value(line, words);
  }

  private extend(line: Line): void {
    const span = trimSpan(this.text, line.start, line.end);
    if (this.draft && span) this.draft.span = { start: this.draft.span.start, end: span.end };
  }

  private stray(line: Line, words: string): void {
    if (isFurniture(words)) return;
    const shown = words.length > 60 ? `${words.slice(0, 57)}…` : words;
    this.problems.push({ line: line.number, reason: `“${shown}” belongs to no label` });
  }

  private value(line: Line, words: string): void {
    const { draft, field } = this;
    if (!draft || !field) return;
    this.extend(line);
    const start = line.start + line.text.lastIndexOf(words);
    const fill: Record<Label | "title", () => void> = {
      title: () => void (draft.title = draft.title ? `${draft.title} ${words}` : words),
      "Executive Summary": () =>
        void (draft.summarySpan = trimSpan(
          this.text,
          draft.summarySpan?.start ?? start,
          start + words.length,
        )),
      "Report Number": () => void (draft.reportNumber = squeeze(words)),
      "Issue Date": () => void (draft.issueDate = words),
      "Document File": () => undefined,
      "DHS Agency": () => void draft.agencies.push(squeeze(words)),
      "Oversight Area": () => void draft.oversightAreas.push(squeeze(words)),
      Keywords: () => void draft.keywords.push(...words.split(/[,;]/u).map(squeeze).filter(Boolean)),
      "Fiscal Year": () => void (draft.fiscalYear = words),
    };
    fill[field]();
  }

  /** A label that takes one value has it. */
  private isFull(): boolean {
    const { draft, field } = this;
    if (!draft) return false;
    return (
      (field === "Fiscal Year" && draft.fiscalYear !== null) ||
      (field === "Report Number" && draft.reportNumber !== null) ||
      (field === "Issue Date" && draft.issueDate !== null)
    );
  }

  /** Saved pages lose the list's bullets: a line right above "Executive Summary" or "Report Number" is a title. */
  private isUnmarkedTitle(i: number): boolean {
    const { text } = this.lines[i]!;
    return !isFurniture(text) && yearOrNull(text) === null && nextMark(this.lines, i) !== null;
  }
}

/** The label that follows a line, when it is one that an entry's title stands above. */
function nextMark(lines: readonly Line[], i: number): Label | null {
  let next = i + 1;
  while (next < lines.length && lines[next]!.text.trim() === "") next++;
  const label = LABEL.exec(lines[next]?.text.trim() ?? "");
  const mark = label ? canonical(label[1]!) : null;
  return mark === "Executive Summary" || mark === "Report Number" ? mark : null;
}

function canonical(label: string): Label {
  const key = label.toLowerCase();
  if (key.startsWith("executive")) return "Executive Summary";
  if (key.startsWith("report")) return "Report Number";
  if (key.includes("date")) return "Issue Date";
  if (key.startsWith("document")) return "Document File";
  if (key.endsWith("agency")) return "DHS Agency";
  if (key.startsWith("oversight")) return "Oversight Area";
  return key.startsWith("keyword") ? "Keywords" : "Fiscal Year";
}
