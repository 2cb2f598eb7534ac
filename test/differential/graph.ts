// Random small graphs with everything that is hard: ties, unknown values, every plane of Unicode, empty sets, one
// agency under many reports, recommendations on several agencies, repeated findings, ids out of order.
import { createHash } from "node:crypto";
import { foldedNumber } from "../reference/values";
import type { Choices } from "./choices";
import { type NewGraph, names, positions } from "./graph-draft";
import { EventDraft } from "./graph-events";

const numbers = [
  "1",
  "2",
  "10",
  "2b",
  "2B",
  "1-1",
  "R.A.1.",
  "25-E-05-040.01",
  "010",
  "\u{1d49c}2",
  "é3",
  "e\u03013",
  "\ufffd4",
  "x%_\\y",
];
const reportNumbers = [
  "OIG-21-36",
  "oig 21/37",
  "OIG–2–136",
  "GAO-24-1-UNSUM",
  "é-9",
  "A_1",
  "a-10",
  "ǆ-3",
  "ß 7",
];
const statuses = ["OPEN", "OPEN_PARTIALLY_ADDRESSED", "CLOSED_IMPLEMENTED", "CLOSED_UNSPECIFIED", "UNKNOWN"];
const resolutions = ["RESOLVED", "UNRESOLVED", "RESPONSE_NOT_YET_DUE", "UNKNOWN"];
const moments = ["2024-01-01T00:00:00.001Z", "2024-01-01T00:00:00Z", "2025-05-05T12:34:56.789Z"];

export function makeGraph(choices: Choices): NewGraph {
  return new Maker(choices).make();
}

class Maker extends EventDraft {
  make(): NewGraph {
    this.bodies();
    this.reports();
    this.findings();
    this.recommendations();
    this.history();
    this.events();
    return this.graph;
  }

  private bodies(): void {
    const { choices } = this;
    this.times(choices.between(1, 3), "sources", (id) => ({
      id,
      publisher: choices.pick(names),
      url: choices.orNull(50, () => "https://example.org/a"),
      file_name: choices.pick(["a.csv", "-"]),
      sha256: createHash("sha256").update(String(id)).digest("hex"),
      format: choices.pick(["seed", "csv"]),
      importer_version: "1",
      as_of: this.day(30),
      is_synthetic: choices.chance(50),
      imported_at: choices.pick(moments),
    }));
    const slug = (id: number) => `${choices.pick(["a", "b", "ice", "z-9"])}-${id}`;
    this.times(choices.between(0, 7), "agencies", (id) => ({
      id,
      slug: slug(id),
      name: choices.pick(names),
      acronym: choices.orNull(50, () => "ICE"),
      kind: choices.pick(["DEPARTMENT", "COMPONENT", "OTHER"]),
      parent_id: choices.orNull(50, () => this.any("agencies")),
      uei: choices.orNull(70, () => `UEI${id}`),
      homepage_url: null,
      source_id: choices.orNull(50, () => this.any("sources")),
    }));
    for (const agency of this.ids("agencies")) {
      for (const alias of choices.some(names, 10)) {
        this.addOnce("agency_aliases", `alias ${alias.toLowerCase()}`, {
          alias_key: `${alias.toLowerCase()}`,
          alias,
          agency_id: agency,
        });
      }
    }
    this.times(choices.between(1, 3), "offices", (id) => ({
      id,
      slug: slug(id),
      name: choices.pick(names),
      short_name: choices.orNull(50, () => choices.pick(names)),
      kind: choices.pick(["INSPECTOR_GENERAL", "GAO"]),
      homepage_url: null,
      statutory_reference: null,
      established_year: choices.orNull(50, () => 1978),
      is_active: this.flag(),
      publishes_reports: this.flag(),
    }));
    this.pairs("office_agencies", "office_id", "offices", "agency_id", "agencies", 30);
    this.times(choices.between(0, 3), "topics", (id) => ({ id, slug: slug(id), name: choices.pick(names) }));
  }

  private reports(): void {
    const { choices } = this;
    this.times(choices.between(0, 12), "reports", (id) => {
      const office = this.any("offices")!;
      const title = choices.orNull(15, () => this.text());
      const number = title === null || choices.chance(65) ? choices.pick(reportNumbers) : null;
      if (!this.claim(`report ${office} ${number === null ? `untitled ${title}` : foldedNumber(number)}`))
        return null;
      const questioned = this.amount();
      return {
        id,
        office_id: office,
        number,
        title,
        type: choices.orNull(30, () => choices.pick(["AUDIT", "MANAGEMENT_ALERT"])),
        type_raw: choices.orNull(60, () => "Audit"),
        summary: choices.orNull(30, () => this.text()),
        issued_on: this.day(30),
        fiscal_year: choices.orNull(30, () => choices.pick([2020, 2021, 2024, 2026, 2027])),
        audit_year: choices.orNull(70, () => choices.pick([2020, 2021])),
        declared_recommendation_count: choices.orNull(50, () => choices.below(4)),
        questioned_costs: questioned,
        unsupported_costs: questioned === null ? null : choices.orNull(50, () => "0.00"),
        funds_put_to_better_use: this.amount(),
        is_released: this.flag(),
        ...this.comments(),
        url: choices.orNull(60, () => "https://example.org/r"),
        source_id: this.any("sources"),
        source_start: choices.orNull(60, () => 0),
        created_at: choices.pick(moments),
        updated_at: choices.pick(moments),
      };
    });
    this.pairs("report_agencies", "report_id", "reports", "agency_id", "agencies", 35);
    this.pairs("report_topics", "report_id", "reports", "topic_id", "topics", 35);
    this.pairs("report_sources", "report_id", "reports", "source_id", "sources", 50);
    this.links(
      "report_links",
      "report_id",
      "reports",
      "target_report_id",
      ["FOLLOWS_UP", "REVISES"],
      () => true,
    );
  }

  private findings(): void {
    const { choices } = this;
    if (this.ids("reports").length === 0) return;
    this.times(choices.between(0, 16), "findings", (id) => {
      const report = this.any("reports")!;
      const number = choices.pick(numbers);
      if (!this.claim(`finding ${report} ${number}`)) return null;
      return {
        id,
        report_id: report,
        number,
        is_number_printed: choices.chance(50),
        statement: choices.orNull(25, () => this.text()),
        class: choices.orNull(25, () => choices.pick(["DEFICIENCY", "COMPLIANT"])),
        condition: choices.orNull(60, () => this.text()),
        questioned_costs: this.amount(),
        is_modified_opinion: this.flag(),
        is_repeat: this.flag(),
        ...this.evidence(),
        source_id: this.any("sources"),
      };
    });
    this.awards();
    // Only from later to earlier ids: the database refuses rings here.
    this.links(
      "finding_links",
      "finding_id",
      "findings",
      "target_finding_id",
      [null],
      (from, to) => to < from,
    );
  }

  private recommendations(): void {
    const { choices } = this;
    if (this.ids("reports").length === 0) return;
    this.times(choices.between(0, 20), "recommendations", (id) => {
      const report = this.any("reports")!;
      const number = choices.pick(numbers);
      if (!this.claim(`recommendation ${report} ${number}`)) return null;
      const text = choices.orNull(25, () => this.text());
      const questioned = this.amount();
      return {
        id,
        report_id: report,
        number,
        text,
        text_missing_reason: text === null ? "WITHHELD" : null,
        target_on: this.day(50),
        questioned_costs: questioned,
        unsupported_costs: questioned === null ? null : choices.orNull(50, () => "0.00"),
        funds_put_to_better_use: this.amount(),
        disallowed_costs: this.amount(),
        allowed_costs: this.amount(),
        agreed_better_use: this.amount(),
        not_agreed_better_use: this.amount(),
        is_significant: this.flag(),
        ...this.evidence(),
        source_id: this.any("sources"),
        created_at: choices.pick(moments),
        updated_at: choices.pick(moments),
      };
    });
    this.pairs(
      "recommendation_findings",
      "recommendation_id",
      "recommendations",
      "finding_id",
      "findings",
      15,
    );
    for (const recommendation_id of this.ids("recommendations"))
      for (const agency_id of choices.some(this.ids("agencies"), 30))
        this.add("recommendation_agencies", {
          recommendation_id,
          agency_id,
          is_inferred: choices.chance(30),
        });
    for (const { recommendation_id, agency_id } of this.graph.get("recommendation_agencies") ?? []) {
      for (const period of choices.some(["", "2023"], 40)) {
        const id = this.newId("responses");
        this.add("responses", {
          id,
          recommendation_id: recommendation_id!,
          agency_id: agency_id!,
          period,
          position: choices.pick(positions),
          text: choices.orNull(50, () => this.text()),
          responded_on: this.day(50),
          target_on: this.day(50),
          revised_target_on: this.day(70),
          status: choices.orNull(60, () => choices.pick(statuses)),
          ...this.evidence(),
          source_id: this.any("sources"),
        });
      }
    }
    this.shares();
    this.tallies();
    this.printedValues();
    const kinds = ["REPEATS", "SUPERSEDES"];
    const table = "recommendation_links";
    this.links(
      table,
      "recommendation_id",
      "recommendations",
      "target_recommendation_id",
      kinds,
      (from, to) => to < from,
    );
  }

  private history(): void {
    const { choices } = this;
    for (const recommendation of this.ids("recommendations")) {
      for (let event = choices.below(3); event > 0; event -= 1) {
        const isShown = choices.chance(85);
        const status = isShown ? choices.pick(statuses) : null;
        const row = {
          recommendation_id: recommendation,
          source_id: this.any("sources"),
          as_of: this.day(30),
          kind: isShown ? "STATUS" : "NOT_SHOWN",
          status,
          resolution: isShown ? choices.orNull(30, () => choices.pick(resolutions)) : null,
        };
        if (!this.claim(`event ${JSON.stringify({ ...row, resolution: row.resolution ?? "UNKNOWN" })}`))
          continue;
        this.add("status_events", {
          id: this.newId("status_events"),
          ...row,
          status_raw: choices.orNull(50, () => choices.pick(names)),
          closed_on: status?.startsWith("CLOSED") ? this.day(30) : null,
          basis: choices.pick(["STATED", "STATED", "RULE", "DERIVED"]),
          publisher: choices.orNull(60, () => choices.pick(["DHS OIG", "oversight.gov"])),
          observed_at: choices.pick(moments),
          source_quote: choices.orNull(70, () => "It is open."),
          ...this.evidence(),
        });
      }
    }
    for (const { id, source_id } of choices.some(this.graph.get("status_events") ?? [], 20)) {
      const further = this.any("sources");
      if (further !== source_id) this.add("status_event_sources", { event_id: id!, source_id: further });
    }
  }
}
