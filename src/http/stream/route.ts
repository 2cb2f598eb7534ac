// The route /graphql/stream: GraphQL over server-sent events, the "distinct connections" mode of the graphql-sse protocol.
// Queries and mutations are answered by one event; subscriptions until either side leaves.
import type { GraphQLSchema } from "graphql";
import { refusal } from "../../errors";
import { limits } from "../../limits";
import type { OperationPipeline } from "../graphql/pipeline";
import { readJson } from "../protocol/body";
import { parametersOfBody, parametersOfSearch } from "../protocol/parameters";
import type { Exchange, Route } from "../route";
import { type ChangeHub, comment, completeEvent, type Listener, nextEvent } from "./hub";
import { subscriptionOf } from "./subscription";

const accepted = { type: "application/graphql-response+json", legacy: false } as const;

export function streamRoute(
  schema: GraphQLSchema,
  pipeline: OperationPipeline,
  hub: ChangeHub | undefined,
): Route {
  return {
    path: "/graphql/stream",
    methods: ["GET", "POST"],
    kind: "stream",
    isCrossOrigin: true,
    isShedEarly: true,
    async handle(exchange) {
      const { req, res, search, stats } = exchange;
      refuseWrongRequest(exchange);
      const lease = await exchange.admit(async () =>
        req.method === "POST"
          ? parametersOfBody(await readJson(req))
          : parametersOfSearch(new URLSearchParams(search)),
      );
      const parameters = pipeline.accept(lease.received);
      const subscription = subscriptionOf(schema, parameters);
      if (!subscription) {
        const source = {
          method: req.method ?? "",
          headers: { authorization: req.headers.authorization },
          search: "",
          accepted,
        };
        const { body } = await pipeline.answer(parameters, source, lease.context);
        await lease.charge(stats.cost ?? 0);
        begin(exchange);
        res.write(nextEvent(body.toString()));
        return void res.end(completeEvent);
      }
      if (!hub) throw refusal("SERVICE_UNAVAILABLE", "This service cannot tell of changes.");
      stats.operationType = "subscription";
      const over = new Promise<void>((resolve) => {
        res.on("close", resolve);
        lease.signal.addEventListener("abort", () => {
          res.destroy();
          resolve();
        });
      });
      const listener = listenerOf(exchange);
      const leave = await hub.join(subscription, subscription.since ?? lastEventId(exchange), listener);
      if (!leave)
        throw refusal(
          "SERVICE_UNAVAILABLE",
          "Too many different documents are listened to, or the database is away.",
          {
            hint: "Try again shortly; listen with a document that others use too.",
          },
        );
      begin(exchange);
      res.write(comment);
      await over;
      leave();
    },
  };
}

function refuseWrongRequest({ req }: Exchange): void {
  if (!/text\/event-stream|\*\/\*/.test(req.headers.accept ?? ""))
    throw refusal("BAD_USER_INPUT", "This path answers by server-sent events.", {
      status: 406,
      hint: "Accept text/event-stream.",
    });
  if (req.method === "POST" && !/^application\/json\b/i.test(req.headers["content-type"] ?? ""))
    throw refusal("BAD_USER_INPUT", "The body must be JSON.", {
      status: 415,
      hint: "Send application/json.",
    });
}

function begin({ res }: Exchange): void {
  if (res.headersSent) return;
  res
    .add("content-type", "text/event-stream; charset=utf-8")
    .add("cache-control", "no-store")
    .add("x-accel-buffering", "no");
  res.head(200);
}

/** The client's last event, as a browser's EventSource says it. */
function lastEventId({ req }: Exchange): number | undefined {
  const given = req.headers["last-event-id"];
  return typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}

function listenerOf(exchange: Exchange): Listener {
  const { res } = exchange;
  return {
    send(event) {
      begin(exchange);
      // What a slow client has not taken yet is ours to keep: it is dropped, and comes back with the last id it had.
      if (res.destroyed || res.writableLength + event.length > limits.streamBacklogBytes.value) {
        res.destroy();
        return false;
      }
      res.write(event);
      return true;
    },
    heartbeat: () => {
      if (res.headersSent && !res.destroyed && res.writableLength === 0) res.write(comment);
    },
    end: () => void res.destroy(),
  };
}
