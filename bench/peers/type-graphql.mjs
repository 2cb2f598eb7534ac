// Apollo Server's standalone server with type-graphql and DataLoader: what a careful team writes first.
import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import {
  Arg,
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import { contextOf } from "./context.mjs";
import { openData } from "./data.mjs";
import { resolvers as shared } from "./schema.mjs";

/** Plain JavaScript has no decorators: these lines apply them by hand. */
const type = (name, fields, kind = ObjectType) => {
  const made = { [name]: class {} }[name];
  for (const [field, [of, nullable]] of Object.entries(fields))
    Field(of, { nullable })(made.prototype, field);
  (kind === ObjectType ? ObjectType(name, { simpleResolvers: true }) : InputType(name))(made);
  return made;
};
const method = (prototype, name, decorate, args) => {
  decorate(prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
  args.forEach((decorateArgument, at) => decorateArgument(prototype, name, at));
};
const values = (...names) => Object.fromEntries(names.map((name) => [name, name]));
const enumeration = (name, ...names) => {
  const made = values(...names);
  registerEnumType(made, { name });
  return made;
};

const AgencyKind = enumeration(
  "AgencyKind",
  "DEPARTMENT",
  "COMPONENT",
  "INDEPENDENT_AGENCY",
  "AUDITEE",
  "LOCAL_GOVERNMENT",
  "OTHER",
);
const Status = enumeration(
  "RecommendationStatus",
  "OPEN",
  "OPEN_PARTIALLY_ADDRESSED",
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
  "CLOSED_NO_LONGER_VALID",
  "CLOSED_SUPERSEDED",
  "CLOSED_UNSPECIFIED",
  "UNKNOWN",
);
const ReportOrder = enumeration("ReportOrder", "FISCAL_YEAR_DESC", "ISSUED_ON_DESC");
const AgencyOrder = enumeration("AgencyOrder", "NAME_ASC", "ID_ASC");
const RecommendationOrder = enumeration("RecommendationOrder", "REPORT_ISSUED_ON_DESC");
const Dimension = enumeration("RecommendationDimension", "AGENCY");
const StatisticsOrder = enumeration("RecommendationStatisticsOrder", "COUNT_DESC");
const text = [() => String, true];
const given = [() => String, false];
const id = [() => ID, false];
const whole = [() => Int, false];
const KindFilter = type("KindFilter", { eq: [() => AgencyKind, true] }, InputType);
const AgencyFilter = type("AgencyFilter", { kind: [() => KindFilter, true] }, InputType);
const StatusFilter = type("StatusFilter", { eq: [() => Status, true] }, InputType);
const RecommendationFilter = type("RecommendationFilter", { status: [() => StatusFilter, true] }, InputType);
const Agency = type("Agency", { id, slug: given, name: given });
const Agencies = type("Agencies", {});
const Office = type("Office", { slug: given, name: given });
const Report = type("Report", {
  id,
  number: text,
  title: text,
  issuedOn: text,
  fiscalYear: [() => Int, true],
  summary: text,
});
const Reports = type("Reports", {});
const Finding = type("Finding", { id, number: given, statement: text, class: text, sourceQuote: text });
const Findings = type("Findings", {});
const Recommendation = type("Recommendation", {
  id,
  number: given,
  text,
  status: [() => Status, false],
  resolution: given,
});
const Recommendations = type("Recommendations", {});
const Response = type("Response", { position: given });
const Group = type("Group", { agency: [() => Agency, true], count: whole, openCount: whole });
const Statistics = type("Statistics", { rows: [() => [Group], false] });

const arg = {
  first: (defaultValue = 20) => Arg("first", () => Int, { defaultValue }),
  orderBy: (of) => Arg("orderBy", () => [of], { nullable: true }),
  filter: (of) => Arg("filter", () => of, { nullable: true }),
  text: (name) => Arg(name, () => String),
};

/** A field with a resolver: its arguments by name, then the parent and the context. */
const resolved = (owner, field, of, args = {}, nullable = false) => {
  const names = Object.keys(args);
  const resolver = { [`${owner.name}${field}`]: class {} }[`${owner.name}${field}`];
  resolver.prototype[field] = (...found) => {
    const [root, context] = found.slice(names.length);
    return shared[owner.name][field](
      root,
      Object.fromEntries(names.map((name, at) => [name, found[at]])),
      context,
    );
  };
  const decorate = owner.name === "Query" ? Query(of, { nullable }) : FieldResolver(of, { nullable });
  method(resolver.prototype, field, decorate, [...Object.values(args), Root(), Ctx()]);
  (owner.name === "Query" ? Resolver() : Resolver(() => owner))(resolver);
  return resolver;
};

const root = { name: "Query" };
const page = { first: arg.first() };
const resolvers = [
  resolved(root, "agency", () => Agency, { slug: arg.text("slug") }, true),
  resolved(root, "agencies", () => Agencies, {
    ...page,
    filter: arg.filter(AgencyFilter),
    orderBy: arg.orderBy(AgencyOrder),
  }),
  resolved(root, "report", () => Report, { number: arg.text("number") }, true),
  resolved(root, "recommendations", () => Recommendations, {
    ...page,
    filter: arg.filter(RecommendationFilter),
    orderBy: arg.orderBy(RecommendationOrder),
  }),
  resolved(root, "recommendationStatistics", () => Statistics, {
    ...page,
    groupBy: Arg("groupBy", () => [Dimension], { nullable: true }),
    orderBy: arg.orderBy(StatisticsOrder),
  }),
  resolved(Agency, "reports", () => Reports, { ...page, orderBy: arg.orderBy(ReportOrder) }),
  resolved(Reports, "totalCount", () => Int),
  resolved(Reports, "nodes", () => [Report]),
  resolved(Report, "office", () => Office),
  resolved(Report, "findings", () => Findings, page),
  resolved(Report, "recommendations", () => Recommendations, page),
  resolved(Report, "unresolvedRecommendations", () => Recommendations, page),
  resolved(Findings, "nodes", () => [Finding]),
  resolved(Finding, "recommendations", () => Recommendations, page),
  resolved(Recommendations, "totalCount", () => Int),
  resolved(Recommendations, "nodes", () => [Recommendation]),
  resolved(Recommendation, "report", () => Report),
  resolved(Recommendation, "responses", () => [Response], { first: arg.first(10) }),
  resolved(Recommendation, "agencies", () => Agencies, { ...page, orderBy: arg.orderBy(AgencyOrder) }),
  resolved(Agencies, "nodes", () => [Agency]),
  resolved(Response, "agency", () => Agency),
];

const data = openData(process.env.DATABASE_URL);
const server = new ApolloServer({
  schema: await buildSchema({ resolvers, validate: false }),
  introspection: false,
  includeStacktraceInErrorResponses: false,
});
await startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: "127.0.0.1" },
  context: async () => contextOf(data),
});
console.log("ready");
