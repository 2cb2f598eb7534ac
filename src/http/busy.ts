// Refusals while there is too much to do: cheap, because ten times the load is nine times as many of them, and held back
// a little, because a client that is refused at once asks again at once. The more are held, the longer; nobody longer than
// Retry-After would have them wait anyway.
import { errorCodes } from "../errors";
import type { AnswerType } from "./negotiation";
import type { ServiceResponse } from "./service-response";

const heldMsEach = 2;
const mostHeldMs = 500;

export class BusyRefusals {
  private held = 0;

  refuse(res: ServiceResponse, requestId: string, type: AnswerType): void {
    this.held++;
    setTimeout(
      () => {
        this.held--;
        answer(res, requestId, type);
      },
      Math.min(mostHeldMs, this.held * heldMsEach),
    );
  }
}

const { status, retryAfter } = errorCodes.SERVICE_UNAVAILABLE;
const before =
  '{"errors":[{"message":"The service is busy.","extensions":{"code":"SERVICE_UNAVAILABLE",' +
  '"hint":"Try again after the time in Retry-After.","requestId":"';

// The id was made here or has passed a pattern: it needs no escaping.
function answer(res: ServiceResponse, requestId: string, type: AnswerType): void {
  res
    .add("retry-after", String(retryAfter))
    .add("cache-control", "no-store")
    .answer(status, `${type}; charset=utf-8`, `${before}${requestId}"}}]}`);
}
