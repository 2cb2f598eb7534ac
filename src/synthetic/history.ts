// What becomes of a recommendation over the years: its status events, in order, and the state they leave it in.
import { today } from "./days";
import type { Random } from "./random";

export interface Event {
  readonly kind: "STATUS" | "NOT_SHOWN";
  readonly status: string | null;
  readonly statusRaw: string | null;
  readonly resolution: string | null;
  readonly closedOn: number | null;
  /** Null for the publisher of the file. */
  readonly publisher: string | null;
  readonly basis: "STATED" | "RULE";
  /** Null where the source gives no day. */
  readonly asOf: number | null;
  readonly observedOn: number;
}

export interface History {
  readonly events: readonly Event[];
  readonly status: string;
  readonly statusRaw: string | null;
  readonly statusAsOf: number | null;
  readonly statusBasis: string | null;
  readonly resolution: string;
  readonly resolutionBasis: string | null;
  readonly closedOn: number | null;
  readonly isOpen: boolean;
}

const raw: Readonly<Record<string, string>> = {
  OPEN: "Open",
  OPEN_PARTIALLY_ADDRESSED: "Open - partially addressed",
  CLOSED_IMPLEMENTED: "Closed - Implemented",
  CLOSED_ALTERNATIVE: "Closed - alternative action accepted",
  CLOSED_NOT_IMPLEMENTED: "Closed - Not Implemented",
  CLOSED_NO_LONGER_VALID: "Closed - no longer valid",
  CLOSED_SUPERSEDED: "Closed - superseded",
  CLOSED_UNSPECIFIED: "Closed",
};
const closings = [
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
  "CLOSED_NO_LONGER_VALID",
  "CLOSED_SUPERSEDED",
  "CLOSED_UNSPECIFIED",
] as const;
const closingWeights = [80, 4, 5, 3, 2, 6];
const responseDays = 60;
const neverHeardOf = 0.01;
const disputed = 0.005;
const otherPublisher = "List of open recommendations";

/** `issued`: the day of issue; `isDayKnown`: whether the sources know it. */
export function makeHistory(random: Random, issued: number, isDayKnown: boolean): History {
  const story = new Story();
  if (random.chance(neverHeardOf)) return story.end();
  story.add({ status: "OPEN", basis: "RULE", asOf: isDayKnown ? issued : null, observedOn: issued + 1 });
  if (issued + responseDays > today) {
    story.state("OPEN", issued + 5, "RESPONSE_NOT_YET_DUE");
    return story.end();
  }
  let day = issued + random.whole(40, 200);
  const agreed = random.weighted([74, 17, 3, 6]);
  if (agreed < 3) story.state("OPEN", day, ["RESOLVED", "UNRESOLVED", "ON_HOLD"][agreed]!);
  if (agreed === 1 && random.chance(0.5)) story.state("OPEN", (day += random.whole(60, 500)), "RESOLVED");
  if (random.chance(0.12)) story.state("OPEN_PARTIALLY_ADDRESSED", (day += random.whole(90, 700)), null);
  day += 1 + Math.round(random.exponential(agreed === 1 ? 1100 : 620));
  const closing = closings[random.weighted(closingWeights)]!;
  if (day <= today) {
    // Where the day of issue is unknown, one statement of the day-less OPEN is there already.
    if (random.chance(disputed)) story.contradict(random.chance(0.7) || !isDayKnown ? day : null, day);
    story.state(closing, day, null, random.chance(0.1) ? null : day - random.whole(0, 20));
  }
  if (day > today && random.chance(0.03)) story.notShown(today - random.whole(0, 300));
  return story.end();
}

/** Events so far; each is later than the one before. */
class Story {
  private readonly events: Event[] = [];
  private lastDay = -Infinity;

  state(status: string, day: number, resolution: string | null, closedOn: number | null = null): void {
    if (day > today || day <= this.lastDay) return;
    this.add({ status, basis: "STATED", asOf: day, observedOn: day + 3, resolution, closedOn });
  }

  /** Another publisher says that it is open, on the day of closing or on a day that it does not tell. */
  contradict(asOf: number | null, day: number): void {
    if (day <= this.lastDay) return;
    const basis = "STATED";
    // The closing is learned of later and so is the last word.
    const open = {
      status: "OPEN",
      statusRaw: raw.OPEN!,
      resolution: null,
      closedOn: null,
      observedOn: day + 1,
    };
    const event: Event = { kind: "STATUS", ...open, publisher: otherPublisher, basis, asOf };
    if (asOf === null) this.events.unshift(event);
    else this.events.push(event);
  }

  notShown(day: number): void {
    if (day <= this.lastDay) return;
    this.lastDay = day;
    this.events.push({
      kind: "NOT_SHOWN",
      status: null,
      statusRaw: null,
      resolution: null,
      closedOn: null,
      publisher: null,
      basis: "STATED",
      asOf: day,
      observedOn: day + 3,
    });
  }

  add(
    event: Pick<Event, "basis" | "asOf" | "observedOn"> & {
      status: string;
      resolution?: string | null;
      closedOn?: number | null;
    },
  ): void {
    const statusRaw = event.basis === "RULE" ? null : raw[event.status]!;
    this.events.push({
      kind: "STATUS",
      resolution: null,
      closedOn: null,
      publisher: null,
      statusRaw,
      ...event,
    });
    this.lastDay = event.asOf ?? this.lastDay;
  }

  end(): History {
    const last = this.events.findLast(({ kind }) => kind === "STATUS");
    const said = this.events.findLast(({ resolution }) => resolution !== null);
    const status = last?.status ?? "UNKNOWN";
    return {
      events: this.events,
      status,
      statusRaw: last?.statusRaw ?? null,
      statusAsOf: last?.asOf ?? null,
      statusBasis: last?.basis ?? null,
      resolution: said?.resolution ?? "UNKNOWN",
      resolutionBasis: said?.basis ?? null,
      closedOn: last?.closedOn ?? null,
      isOpen: status === "OPEN" || status === "OPEN_PARTIALLY_ADDRESSED",
    };
  }
}
