// One recommendation: its text, the three axes apart and each with its source, its time line, and who says what.
import { type Moment, Timeline } from "../charts/timeline";
import { notFound, page } from "../page";
import {
  AgencyLinks,
  type AgencyName,
  agencyName,
  Facts,
  missingText,
  officeName,
  RecommendationList,
  type RecommendationRow,
  reportName,
  reportPath,
} from "../parts/lists";
import { SourceLine, type SourceName } from "../parts/sources";
import { Day, day, dollars, OverdueTag, ResolutionTag, StatusTag, Tag, Text, worded } from "../parts/values";
import { reportCondition } from "./report";

interface StatusEvent {
  readonly kind: string;
  readonly status: string | null;
  readonly statusRaw: string | null;
  readonly resolution: string | null;
  readonly basis: string;
  readonly asOf: string | null;
  readonly observedAt: string;
  readonly closedOn: string | null;
  readonly note: string | null;
  readonly source: SourceName;
}

interface Recommendation extends RecommendationRow {
  readonly statusRaw: string | null;
  readonly statusAsOf: string | null;
  readonly resolutionRaw: string | null;
  readonly isDisputed: boolean | null;
  readonly isClosingDateUnknown: boolean;
  readonly unsupportedCosts: string | null;
  readonly disallowedCosts: string | null;
  readonly allowedCosts: string | null;
  readonly agreedBetterUse: string | null;
  readonly notAgreedBetterUse: string | null;
  readonly isSignificant: boolean | null;
  readonly sourceQuote: string | null;
  readonly source: SourceName;
  readonly agencies: { readonly nodes: readonly AgencyName[] };
  readonly responses: readonly {
    readonly position: string;
    readonly positionRaw: string | null;
    readonly text: string | null;
    readonly plannedAction: string | null;
    readonly respondedOn: string | null;
    readonly targetOn: string | null;
    readonly revisedTargetOn: string | null;
    readonly sourceQuote: string | null;
    readonly agency: AgencyName;
    readonly source: SourceName;
  }[];
  readonly findings: {
    readonly nodes: readonly { readonly number: string; readonly statement: string | null }[];
  };
  readonly statusEvents: { readonly nodes: readonly StatusEvent[] };
  readonly statusClaims: readonly {
    readonly publisher: string;
    readonly kind: string;
    readonly status: string | null;
    readonly statusRaw: string | null;
    readonly resolution: string | null;
    readonly asOf: string | null;
    readonly disagrees: boolean;
  }[];
  readonly repeats: { readonly nodes: readonly RecommendationRow[] };
  readonly repeatedBy: { readonly nodes: readonly RecommendationRow[] };
}

export const recommendation = page<{
  readonly recommendations: { readonly nodes: readonly Recommendation[] };
}>({
  path: "/reports/:office/:number/recommendations/:recommendation",
  document: "recommendation",
  variables: (request) => ({
    filter: { number: { eq: request.params.recommendation }, report: reportCondition(request) },
  }),
  view({ recommendations }, { params }) {
    const [found] = recommendations.nodes;
    if (found === undefined)
      throw notFound(`Recommendation ${params.recommendation} of report ${params.number}`);
    const { report } = found;
    const path = reportPath(report);
    return {
      title: `Recommendation ${found.number} of ${report.number ?? report.title ?? "a report"}`,
      chart: <Timeline moments={momentsOf(found)} />,
      body: (
        <>
          <p>
            <a href={path}>{reportName(report)}</a>, {officeName(report.office)},{" "}
            <Day value={report.issuedOn} />
          </p>
          <h1>Recommendation {found.number}</h1>
          <p class="text lede">
            <Text value={found.text} missing={missingText(found)} />
          </p>
          <p class="row-facts">
            <StatusTag status={found.status} />
            <ResolutionTag {...found} />
            <OverdueTag isOverdue={found.isOverdue} />
            {found.isDisputed && <Tag tone="bad">Sources contradict each other</Tag>}
            {found.isSignificant && <Tag tone="plain">Marked significant</Tag>}
          </p>
          <Facts
            rows={[
              ["Is it done?", statusSentence(found)],
              ["Do office and management agree on what to do?", resolutionSentence(found)],
              [
                "Addressed to",
                found.agencies.nodes.length > 0 ? (
                  <AgencyLinks agencies={found.agencies.nodes} />
                ) : (
                  <span class="unknown">not stated</span>
                ),
              ],
              found.targetOn && ["Promised for", <Day value={found.targetOn} />],
              found.questionedCosts && ["Questioned costs", dollars(found.questionedCosts)],
              found.unsupportedCosts && ["of them unsupported", dollars(found.unsupportedCosts)],
              found.disallowedCosts && ["Disallowed by management", dollars(found.disallowedCosts)],
              found.allowedCosts && ["Allowed by management", dollars(found.allowedCosts)],
              found.fundsPutToBetterUse && ["Funds put to better use", dollars(found.fundsPutToBetterUse)],
              found.agreedBetterUse && ["of them agreed", dollars(found.agreedBetterUse)],
              found.notAgreedBetterUse && ["not agreed", dollars(found.notAgreedBetterUse)],
            ]}
          />
          {found.sourceQuote && <blockquote>{found.sourceQuote}</blockquote>}
          <p>
            <SourceLine source={found.source} />
          </p>
          <h2>What management answered</h2>
          {found.responses.length === 0 && <p class="unknown">No answer is known here.</p>}
          <ul class="rows">
            {found.responses.map((response) => (
              <li>
                <p class="row-title">
                  <a href={`/agencies/${response.agency.slug}`}>{agencyName(response.agency)}</a>:{" "}
                  {worded(response.position, "position unknown")}
                  {response.positionRaw && response.positionRaw !== response.position
                    ? ` (“${response.positionRaw}”)`
                    : ""}
                </p>
                {response.text && <p class="text">{response.text}</p>}
                {response.plannedAction && <p class="text">Planned: {response.plannedAction}</p>}
                {response.sourceQuote && <blockquote>{response.sourceQuote}</blockquote>}
                <p class="row-facts">
                  {response.respondedOn && <span>answered {day(response.respondedOn)}</span>}
                  {response.targetOn && <span>promised for {day(response.targetOn)}</span>}
                  {response.revisedTargetOn && <span>later for {day(response.revisedTargetOn)}</span>}
                  <SourceLine source={response.source} />
                </p>
              </li>
            ))}
          </ul>
          <h2>History</h2>
          <Timeline moments={momentsOf(found)} />
          {found.statusEvents.nodes.length === 0 && <p class="unknown">No source says what became of it.</p>}
          <ol class="events">
            {found.statusEvents.nodes.map((event) => (
              <li>
                <strong>
                  {event.kind === "NOT_SHOWN"
                    ? "Not shown in a list of what is open"
                    : worded(event.status, "Status unknown")}
                </strong>
                {event.statusRaw && <> (“{event.statusRaw}”)</>}
                {event.resolution && <>; {worded(event.resolution).toLowerCase()}</>}
                {event.basis === "RULE" && <> by the rule that it opens with its report</>}
                <br />
                {event.asOf ? (
                  <Day value={event.asOf} />
                ) : (
                  <span class="unknown">day not stated, learned {day(event.observedAt)}</span>
                )}
                {event.note && <>. {event.note}</>}
                <br />
                <SourceLine source={event.source} />
              </li>
            ))}
          </ol>
          {found.statusClaims.length > 1 && (
            <>
              <h2>What each publisher last said</h2>
              <div class="scroll" tabIndex={0} role="region" aria-label="What each publisher last said">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">Publisher</th>
                      <th scope="col">Status</th>
                      <th scope="col">As of</th>
                      <th scope="col">Contradicts the others</th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.statusClaims.map((claim) => (
                      <tr>
                        <th scope="row">{claim.publisher}</th>
                        <td>{claim.kind === "NOT_SHOWN" ? "Not shown any more" : worded(claim.status)}</td>
                        <td>{claim.asOf ? day(claim.asOf) : "not stated"}</td>
                        <td>{claim.disagrees ? "Yes" : "No"}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )}
          {found.findings.nodes.length > 0 && (
            <>
              <h2>Findings that it answers</h2>
              <ul class="plain">
                {found.findings.nodes.map(({ number, statement }) => (
                  <li>
                    <a href={`${path}/findings/${encodeURIComponent(number)}`}>Finding {number}</a>{" "}
                    <Text value={statement} missing="" />
                  </li>
                ))}
              </ul>
            </>
          )}
          {found.repeats.nodes.length > 0 && (
            <>
              <h2>Repeats</h2>
              <RecommendationList recommendations={found.repeats.nodes} />
            </>
          )}
          {found.repeatedBy.nodes.length > 0 && (
            <>
              <h2>Repeated by</h2>
              <RecommendationList recommendations={found.repeatedBy.nodes} />
            </>
          )}
        </>
      ),
    };
  },
});

function statusSentence({
  status,
  statusRaw,
  statusAsOf,
  closedOn,
  isClosingDateUnknown,
}: Recommendation): string {
  const said = statusRaw && statusRaw !== status ? ` (“${statusRaw}”)` : "";
  const closed = closedOn
    ? `, closed ${day(closedOn)}`
    : isClosingDateUnknown
      ? ", the day of closing is not known"
      : "";
  return `${worded(status, "No source says")}${said}${closed}${statusAsOf ? `, as of ${day(statusAsOf)}` : ""}.`;
}

function resolutionSentence({ isOpen, resolution, resolutionRaw }: Recommendation): string {
  const said = resolutionRaw ? ` (“${resolutionRaw}”)` : "";
  if (resolution !== "UNKNOWN") return `${worded(resolution)}${said}.`;
  return isOpen ? "No source says." : "It is closed; no source speaks of agreement.";
}

function momentsOf({ report, statusEvents, responses, targetOn, closedOn }: Recommendation): Moment[] {
  const moments: Moment[] = [];
  if (report.issuedOn) {
    moments.push({ on: report.issuedOn, label: "report issued", fill: "fill-1" });
    moments.push({ on: monthsAfter(report.issuedOn, 6), label: "six months: agreement due", fill: "mark" });
    moments.push({ on: monthsAfter(report.issuedOn, 12), label: "one year", fill: "mark" });
  }
  for (const { asOf, status, kind } of statusEvents.nodes)
    if (asOf)
      moments.push({
        on: asOf,
        label: kind === "NOT_SHOWN" ? "not shown" : worded(status),
        fill: status?.startsWith("CLOSED") ? "fill-2" : "fill-1",
      });
  for (const { respondedOn, agency, position } of responses)
    if (respondedOn)
      moments.push({
        on: respondedOn,
        label: `${agency.acronym ?? agency.name}: ${worded(position)}`,
        fill: "fill-4",
      });
  if (targetOn) moments.push({ on: targetOn, label: "promised for", fill: "fill-3" });
  if (closedOn) moments.push({ on: closedOn, label: "closed", fill: "fill-2" });
  return moments;
}

/** The same day so many months later; the last of a shorter month. */
function monthsAfter(on: string, months: number): string {
  const [year = 0, month = 1, date = 1] = on.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
