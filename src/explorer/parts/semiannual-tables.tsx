// Tables of sums by report and dollars, with the section of law that asks for them.
import { day, dollars, number } from "./values";

export interface Statute {
  readonly section: string;
  readonly summary: string;
  readonly inForceFrom: string | null;
  readonly inForceUntil: string | null;
}

export interface Part {
  readonly reports: number;
  readonly dollars: string;
  readonly unsupported?: string | null;
}

export function StatuteNote({ statute }: { readonly statute: Statute }) {
  return (
    <p class="small">
      {statute.section}: {statute.summary}
      {statute.inForceUntil && <> In force until {day(statute.inForceUntil)}; no duty of today.</>}
    </p>
  );
}

export function MoneyTable(props: {
  readonly title: string;
  readonly statute: Statute;
  readonly rows: readonly (readonly [string, Part])[];
}) {
  const { title, statute, rows } = props;
  const hasUnsupported = rows.some(([, { unsupported }]) => unsupported);
  return (
    <>
      <h3>{title}</h3>
      <StatuteNote statute={statute} />
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">Reports</th>
              <th scope="col">Dollars</th>
              {hasUnsupported && <th scope="col">Of them unsupported</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, part]) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{number(part.reports)}</td>
                <td>{dollars(part.dollars)}</td>
                {hasUnsupported && <td>{part.unsupported ? dollars(part.unsupported) : ""}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
