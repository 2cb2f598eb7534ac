// Reading a page's query parameters, and the fields of forms that set them.
import { PageError, type PageRequest } from "../page";

/** A day as ISO, or undefined where it is none. */
export function dayOf(text: string | null | undefined): string | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

/** A parameter with one of the values allowed; a clear error for any other. */
export function choiceOf<T extends string>(
  { query }: PageRequest,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  const found = allowed.find((one) => one === value || one === value.toUpperCase());
  if (found === undefined)
    throw new PageError(400, `“${value}” is no value of ${name}.`, `It can be ${allowed.join(", ")}.`);
  return found;
}

export function integerOf(
  { query }: PageRequest,
  name: string,
  from: number,
  to: number,
): number | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  if (!/^\d{1,6}$/.test(value) || Number(value) < from || Number(value) > to)
    throw new PageError(
      400,
      `“${value}” is no value of ${name}.`,
      `It is a whole number from ${from} to ${to}.`,
    );
  return Number(value);
}

export function textOf({ query }: PageRequest, name: string): string | undefined {
  const value = query.get(name)?.trim();
  if (value && value.length > 300) throw new PageError(400, `${name} is longer than 300 characters.`);
  return value || undefined;
}

export type Choice = readonly [value: string, label: string];

export function Select(props: {
  readonly request: PageRequest;
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  /** What no choice means; undefined = there is always one. */
  readonly none?: string;
  readonly fallback?: string;
}) {
  const { request, name, label, choices, none, fallback = "" } = props;
  const chosen = request.query.get(name) || fallback;
  return (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      <select id={`f-${name}`} name={name}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function TextField(props: {
  readonly request: PageRequest;
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly hint?: string;
}) {
  const { request, name, label, type = "text", hint } = props;
  return (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      <input
        id={`f-${name}`}
        name={name}
        type={type}
        value={request.query.get(name) ?? ""}
        placeholder={hint}
      />
    </div>
  );
}

/** The day of `asOf` goes along when a form is sent. */
export function Kept({ request }: { readonly request: PageRequest }) {
  return request.asOf ? <input type="hidden" name="asOf" value={request.asOf} /> : null;
}
