// Routes for those who run the service, and the schema as text: /livez, /readyz, /metrics, /schema.graphql.
import type { Metrics } from "./observability/metrics";
import { send, sendJson } from "./protocol/response";
import type { Readiness } from "./readiness";
import type { Route } from "./route";

export interface ServiceRoutesOptions {
  readonly sdl: string;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
}

export function serviceRoutes({ sdl, metrics, readiness }: ServiceRoutesOptions): Route[] {
  return [
    { path: "/livez", kind: "probe", handle: ({ res }) => sendJson(res, 200, { live: true }) },
    {
      path: "/readyz",
      kind: "probe",
      async handle({ res }) {
        const state = await readiness();
        sendJson(res, state.ready ? 200 : 503, state, state.ready ? [] : [["retry-after", "1"]]);
      },
    },
    {
      path: "/metrics",
      kind: "probe",
      async handle({ res }) {
        send(res, 200, metrics.registry.contentType, await metrics.registry.metrics());
      },
    },
    {
      path: "/schema.graphql",
      kind: "page",
      isCrossOrigin: true,
      async handle(exchange) {
        await exchange.admit();
        send(exchange.res, 200, "text/plain; charset=utf-8", sdl);
      },
    },
  ];
}
