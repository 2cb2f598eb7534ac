// Mercurius on Fastify, with its own loaders and compiled queries (jit).
import Fastify from "fastify";
import mercurius from "mercurius";
import { openData } from "./data.mjs";
import { resolvers as shared, typeDefs } from "./schema.mjs";

const data = openData(process.env.DATABASE_URL);
const keysOf = (queries, of) => queries.map(({ obj }) => of(obj));
const one = (name, of) => (queries) => data[name](keysOf(queries, of));

/** Loaders get all parents of a field at once, but with their own arguments each: those that share them go together. */
async function grouped(queries, signature, run) {
  const groups = new Map();
  queries.forEach((query, at) => {
    const key = signature(query.obj);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(at);
  });
  const results = new Array(queries.length);
  await Promise.all(
    [...groups.values()].map(async (places) => {
      const found = await run(
        queries[places[0]].obj,
        places.map((at) => queries[at].obj.parent),
      );
      places.forEach((at, index) => (results[at] = found[index]));
    }),
  );
  return results;
}

const loaders = {
  Reports: {
    totalCount: { loader: one("reportCount", (o) => o.parent), opts: { cache: false } },
    nodes: {
      loader: (queries) =>
        grouped(
          queries,
          (o) => `${o.order} ${o.first}`,
          (o, keys) => data.reportsOfAgency(keys, o.order, o.first),
        ),
      opts: { cache: false },
    },
  },
  Report: { office: one("officeById", (o) => o.office_id) },
  Findings: {
    nodes: {
      loader: (queries) =>
        grouped(
          queries,
          (o) => o.first,
          (o, keys) => data.findingsOfReport(keys, o.first),
        ),
      opts: { cache: false },
    },
  },
  Recommendations: {
    totalCount: {
      loader: (queries) =>
        grouped(
          queries,
          (o) => o.count,
          (o, keys) => data[o.count](keys),
        ),
      opts: { cache: false },
    },
    nodes: {
      loader: async (queries) =>
        queries[0].obj.nodes
          ? queries.map(({ obj }) => obj.nodes)
          : grouped(
              queries,
              (o) => `${o.list} ${o.first}`,
              (o, keys) => data[o.list](keys, o.first),
            ),
      opts: { cache: false },
    },
  },
  Recommendation: {
    report: one("reportById", (o) => o.report_id),
    responses: (queries) =>
      data.responsesOfRecommendation(
        keysOf(queries, (o) => o.id),
        queries[0].params.first,
      ),
  },
  Agencies: {
    nodes: {
      loader: async (queries) =>
        queries[0].obj.nodes
          ? queries.map(({ obj }) => obj.nodes)
          : grouped(
              queries,
              (o) => o.first,
              (o, keys) => data.agenciesOfRecommendation(keys, o.first),
            ),
      opts: { cache: false },
    },
  },
  Response: { agency: one("agencyById", (o) => o.agency_id) },
};

// What a loader answers must not be resolved too.
const resolvers = Object.fromEntries(
  Object.entries(shared).map(([type, fields]) => [
    type,
    Object.fromEntries(Object.entries(fields).filter(([field]) => !loaders[type]?.[field])),
  ]),
);
const single = { load: (name) => ({ load: async (key) => (await data[name]([key]))[0] }), data };
const app = Fastify();
app.register(mercurius, { schema: typeDefs, resolvers, loaders, jit: 1, context: () => single });
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
console.log("ready");
