// The custom scalars: what text they accept, and how PostgreSQL stores them.
import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { declareScalar } from "../planner/mapping/values";

function textScalar(name: string, description: string, specifiedByURL: string | undefined, check: (text: string) => string): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value !== "string") throw new GraphQLError(`${name} is written as text, not as ${JSON.stringify(value)?.slice(0, 40)}.`);
    return check(value);
  };
  return new GraphQLScalarType({
    name,
    description,
    specifiedByURL,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

function refuse(name: string, text: string, wanted: string): never {
  throw new GraphQLError(`${JSON.stringify(text.slice(0, 40))} is not a ${name}: write ${wanted}.`);
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || year === "0000") return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

export const DateScalar = textScalar("Date", "A calendar day as YYYY-MM-DD (ISO 8601), without a time zone.", "https://scalars.graphql.org/andimarek/local-date", (text) =>
  isDay(text) ? text : refuse("Date", text, "an existing day as YYYY-MM-DD, for example 2021-03-31"),
);
declareScalar(DateScalar, "date");

export const DateTimeScalar = textScalar("DateTime", "A moment in UTC as YYYY-MM-DDThh:mm:ss.sssZ (RFC 3339).", "https://scalars.graphql.org/andimarek/date-time", (text) => {
  const [, day, hour] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.exec(text) ?? [];
  const fits = day !== undefined && isDay(day) && Number(hour) < 24;
  return fits ? text : refuse("DateTime", text, "a moment with its zone, for example 2021-03-31T12:00:00Z");
});
declareScalar(DateTimeScalar, "timestamptz");

export const DecimalScalar = textScalar("Decimal", 'An exact decimal number as text, for example "1234.50": US dollars wherever money is meant. Never a float.', undefined, (text) =>
  /^-?\d{1,24}(\.\d{1,10})?$/.test(text) ? text : refuse("Decimal", text, 'digits with a point, for example "1234.50"'),
);
declareScalar(DecimalScalar, "numeric");

export const URLScalar = textScalar("URL", "An absolute web address (RFC 3986), as the source gives it.", "https://url.spec.whatwg.org/", (text) =>
  URL.canParse(text) ? text : refuse("URL", text, "an absolute address, for example https://www.oig.dhs.gov/"),
);
declareScalar(URLScalar, "text", { comparable: false });
