// Evaluates the windows of subscriptions by the pipeline that answers every client, under its limits and caches.
import { randomUUID } from "node:crypto";
import { anonymous } from "../../access/viewer";
import type { CancelSignal } from "../../database";
import { limits } from "../../limits";
import type { Revision } from "../cache/revalidation";
import type { OperationPipeline } from "../graphql/pipeline";
import { ChangeHub } from "./hub";

const accepted = { type: "application/graphql-response+json", legacy: false } as const;
const never: CancelSignal = { aborted: false, addEventListener() {}, removeEventListener() {} };

export function changeHub(pipeline: OperationPipeline, revision: Revision, timeoutMs: number): ChangeHub {
  return new ChangeHub({
    revision,
    maxGroups: limits.listenedDocuments.value,
    async evaluate(subscription, after, until) {
      const context = {
        requestId: randomUUID(),
        stats: {},
        signal: never,
        deadline: Date.now() + timeoutMs,
        viewer: anonymous,
      };
      const source = { method: "POST", headers: {}, search: "", accepted, isOwn: true };
      const { status, body } = await pipeline.answer(subscription.window(after, until), source, context);
      // Busy, or the database is away: later.
      if (status >= 500 || status === 429) throw new Error(`The window was answered with ${status}.`);
      return body.toString();
    },
  });
}
