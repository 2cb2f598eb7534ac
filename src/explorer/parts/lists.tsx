// Rows of reports, recommendations and findings as they stand on many pages, and the links to turn pages.
import type { ComponentChildren } from "preact";
import { linkTo } from "../layout";
import type { PageRequest } from "../page";
import { counted, Day, dollars, number, OverdueTag, ResolutionTag, StatusTag, Text, worded } from "./values";

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface OfficeName {
  readonly slug: string;
  readonly name: string;
  readonly shortName: string | null;
}

export interface AgencyName {
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
}

export interface ReportRow {
  readonly id: string;
  readonly number: string | null;
  readonly title: string | null;
  readonly issuedOn: string | null;
  readonly fiscalYear: number | null;
  readonly recommendationCount: number;
  readonly openRecommendationCount: number;
  readonly office: OfficeName;
}

export interface RecommendationRow {
  readonly id: string;
  readonly number: string;
  readonly text: string | null;
  readonly textMissingReason: string | null;
  readonly status: string;
  readonly isOpen: boolean;
  readonly resolution: string;
  readonly isUnresolved: boolean | null;
  readonly isOverdue: boolean | null;
  readonly targetOn: string | null;
  readonly closedOn: string | null;
  readonly questionedCosts: string | null;
  readonly fundsPutToBetterUse: string | null;
  readonly report: Omit<ReportRow, "recommendationCount" | "openRecommendationCount">;
}

/** Where a report's page is; one without a number is found by its id. */
export function reportPath(report: {
  readonly id: string;
  readonly number: string | null;
  readonly office: OfficeName;
}) {
  return `/reports/${report.office.slug}/${encodeURIComponent(report.number ?? report.id)}`;
}

export function officeName({ shortName, name }: OfficeName): string {
  return shortName ?? name;
}

export function agencyName({ acronym, name }: AgencyName): string {
  return acronym && !name.includes(acronym) ? `${name} (${acronym})` : name;
}

export function reportName({
  number: printed,
  title,
}: {
  readonly number: string | null;
  readonly title: string | null;
}) {
  return [printed, title].filter(Boolean).join(": ") || "Report without number and title";
}

export function AgencyLinks({ agencies }: { readonly agencies: readonly AgencyName[] }) {
  return (
    <>
      {agencies.map((agency, index) => (
        <>
          {index > 0 && ", "}
          <a href={`/agencies/${agency.slug}`}>{agency.acronym ?? agency.name}</a>
        </>
      ))}
    </>
  );
}

export function ReportList({ reports }: { readonly reports: readonly ReportRow[] }) {
  return (
    <ul class="rows">
      {reports.map((report) => (
        <li>
          <p class="row-title">
            <a href={reportPath(report)}>
              {report.title ?? report.number ?? "Report without number and title"}
            </a>
          </p>
          <p class="row-facts">
            {report.number && <span class="number">{report.number}</span>}
            <a href={`/offices/${report.office.slug}`}>{officeName(report.office)}</a>
            {report.issuedOn ? (
              <Day value={report.issuedOn} />
            ) : report.fiscalYear ? (
              <span>fiscal year {report.fiscalYear}</span>
            ) : (
              <span class="unknown">day unknown</span>
            )}
            <span>
              {counted(report.recommendationCount, "recommendation")}
              {report.recommendationCount > 0 && `, ${number(report.openRecommendationCount)} open`}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function RecommendationList(props: {
  readonly recommendations: readonly RecommendationRow[];
  /** False on the report's own page. */
  readonly showsReport?: boolean;
}) {
  const { recommendations, showsReport = true } = props;
  return (
    <ul class="rows">
      {recommendations.map((one) => (
        <li>
          <p class="row-title">
            <a href={`${reportPath(one.report)}/recommendations/${encodeURIComponent(one.number)}`}>
              <span class="number">{one.number}</span> <Text value={one.text} missing={missingText(one)} />
            </a>
          </p>
          <p class="row-facts">
            <StatusTag status={one.status} />
            <ResolutionTag {...one} />
            <OverdueTag isOverdue={one.isOverdue} />
            {one.targetOn && (
              <span>
                promised for <Day value={one.targetOn} />
              </span>
            )}
            {one.closedOn && (
              <span>
                closed <Day value={one.closedOn} />
              </span>
            )}
            {one.questionedCosts && <span>{dollars(one.questionedCosts)} questioned</span>}
            {one.fundsPutToBetterUse && <span>{dollars(one.fundsPutToBetterUse)} better use</span>}
            {showsReport && (
              <span>
                {officeName(one.report.office)}{" "}
                <a href={reportPath(one.report)}>{one.report.number ?? one.report.title ?? "report"}</a>,{" "}
                <Day value={one.report.issuedOn} />
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

export function missingText({ textMissingReason }: { readonly textMissingReason: string | null }): string {
  return textMissingReason ? `Text: ${worded(textMissingReason).toLowerCase()}` : "Text not known here";
}

/** Links to the pages before and after; nothing where all is shown. */
export function Pager({
  request,
  info,
  label,
}: {
  readonly request: PageRequest;
  readonly info: PageInfo;
  readonly label: string;
}) {
  if (!info.hasNextPage && !info.hasPreviousPage) return null;
  return (
    <nav class="pager" aria-label={label}>
      {info.hasPreviousPage && info.startCursor && (
        <a rel="prev" href={linkTo(request, { before: info.startCursor, after: undefined })}>
          ← Previous
        </a>
      )}
      {info.hasNextPage && info.endCursor && (
        <a rel="next" href={linkTo(request, { after: info.endCursor, before: undefined })}>
          Next →
        </a>
      )}
    </nav>
  );
}

/** Name and value pairs; what is null is left to the value to say. */
export function Facts({
  rows,
}: {
  readonly rows: readonly (readonly [name: string, value: ComponentChildren] | false | null | 0 | "")[];
}) {
  return (
    <dl class="facts">
      {rows.map((row) =>
        row ? (
          <div>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** Arguments of a connection from `after` and `before`. */
export function pageArguments({ query }: PageRequest, size = 20): Readonly<Record<string, unknown>> {
  const before = query.get("before") || undefined;
  const after = query.get("after") || undefined;
  return before ? { last: size, before } : { first: size, after };
}
