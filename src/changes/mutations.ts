// The mutations: who may run them, what they return. What they do stands in the files beside this one.
import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import { FinalAction } from "../graph/final-action";
import { Finding } from "../graph/finding";
import { ManagementDecision } from "../graph/management-decision";
import { Recommendation } from "../graph/recommendation";
import { Response } from "../graph/response";
import { Source } from "../graph/source";
import { StatusEvent } from "../graph/status-event";
import { TargetEvent } from "../graph/target-event";
import type { NounClass } from "../planner/mapping/registry";
import { one, payload, type Select } from "../planner/mapping/select";
import { addFinding, addRecommendation, linkRecommendations } from "./additions";
import type { ChangeContext, Complaint, Done } from "./change";
import {
  AddFindingInput,
  AddRecommendationInput,
  LinkRecommendationsInput,
  RecordDecisionInput,
  RecordFinalActionInput,
  RecordResponseInput,
  RecordStatusInput,
  RecordTargetInput,
  RetractInput,
} from "./inputs";
import { recordDecision, recordFinalAction, recordTarget } from "./money";
import {
  AddFindingPayload,
  AddRecommendationPayload,
  LinkRecommendationsPayload,
  RecordDecisionPayload,
  RecordFinalActionPayload,
  RecordResponsePayload,
  RecordStatusPayload,
  RecordTargetPayload,
  RetractPayload,
} from "./payloads";
import { recordResponse } from "./responses";
import { retract } from "./retractions";
import { recordStatus } from "./statuses";

const who = "Needs the role editor; who and why stand in the source of what is added (kind PERSON).";

@Resolver()
export class Mutations {
  @Authorized("EDITOR")
  @Mutation(() => RecordStatusPayload, {
    description: `Records what became of a recommendation. An event is added to its history; its status is that of the latest. ${who}`,
  })
  async recordStatus(
    @Arg("input", () => RecordStatusInput, { description: "What is recorded." }) input: RecordStatusInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await recordStatus(context, input), {
      recommendation: [Recommendation],
      statusEvent: [StatusEvent, "event"],
    });
  }

  @Authorized("EDITOR")
  @Mutation(() => RecordResponsePayload, {
    description: `Records what an agency answered to a recommendation; earlier answers stay. ${who}`,
  })
  async recordResponse(
    @Arg("input", () => RecordResponseInput, { description: "What is recorded." }) input: RecordResponseInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await recordResponse(context, input), {
      recommendation: [Recommendation],
      response: [Response],
    });
  }

  @Authorized("EDITOR")
  @Mutation(() => RecordDecisionPayload, {
    description: `Records a management decision on a recommendation's sums; earlier ones stay. ${who}`,
  })
  async recordDecision(
    @Arg("input", () => RecordDecisionInput, { description: "What is recorded." }) input: RecordDecisionInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await recordDecision(context, input), {
      recommendation: [Recommendation],
      managementDecision: [ManagementDecision, "event"],
    });
  }

  @Authorized("EDITOR")
  @Mutation(() => RecordFinalActionPayload, { description: `Records a final action on decided sums. ${who}` })
  async recordFinalAction(
    @Arg("input", () => RecordFinalActionInput, { description: "What is recorded." })
    input: RecordFinalActionInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await recordFinalAction(context, input), {
      recommendation: [Recommendation],
      finalAction: [FinalAction, "event"],
    });
  }

  @Authorized("EDITOR")
  @Mutation(() => RecordTargetPayload, {
    description: `Records a day by which final action is promised; earlier ones stay. ${who}`,
  })
  async recordTarget(
    @Arg("input", () => RecordTargetInput, { description: "What is recorded." }) input: RecordTargetInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await recordTarget(context, input), {
      recommendation: [Recommendation],
      targetEvent: [TargetEvent, "event"],
    });
  }

  @Authorized("EDITOR")
  @Mutation(() => AddFindingPayload, { description: `Adds a finding to a report. ${who}` })
  async addFinding(
    @Arg("input", () => AddFindingInput, { description: "What is added." }) input: AddFindingInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await addFinding(context, input), { finding: [Finding] });
  }

  @Authorized("EDITOR")
  @Mutation(() => AddRecommendationPayload, {
    description: `Adds a recommendation to a report; it is open from the day the report was issued. ${who}`,
  })
  async addRecommendation(
    @Arg("input", () => AddRecommendationInput, { description: "What is added." })
    input: AddRecommendationInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await addRecommendation(context, input), { recommendation: [Recommendation] });
  }

  @Authorized("EDITOR")
  @Mutation(() => LinkRecommendationsPayload, {
    description: `Says that a recommendation repeats or supersedes an earlier one. ${who}`,
  })
  async linkRecommendations(
    @Arg("input", () => LinkRecommendationsInput, { description: "What is linked." })
    input: LinkRecommendationsInput,
    @Ctx() context: ChangeContext,
  ) {
    return told(await linkRecommendations(context, input), { recommendation: [Recommendation] });
  }

  @Authorized("EDITOR")
  @Mutation(() => RetractPayload, {
    description:
      "Takes a source back: what only it said is no longer told; what others say of the same is told again without it. An editor takes back what people recorded, an admin anything (FORBIDDEN). CONFLICT while an import runs.",
  })
  async retract(
    @Arg("input", () => RetractInput, { description: "What is taken back." }) input: RetractInput,
    @Ctx() context: ChangeContext,
  ) {
    const done = await retract(context, input);
    const count = (name: string) => ("ids" in done ? Number(done.ids[name]) : 0);
    return told(
      done,
      { source: [Source] },
      {
        reportCount: count("reports"),
        removedReportCount: count("removedReports"),
        replayedSourceCount: count("replayed"),
      },
    );
  }
}

/** The rows of a payload's fields, each by the id that the change gave under the field's name or the one beside it. */
function told(
  done: Done,
  rows: Readonly<Record<string, readonly [noun: NounClass, idName?: string]>>,
  values: Readonly<Record<string, unknown>> = {},
): Select {
  const complaints: readonly Complaint[] = "ids" in done ? [] : done.complaints;
  const found = Object.entries(rows).map(([field, [noun, idName = field]]) => [
    field,
    "ids" in done ? one(noun, { id: { eq: `${prefixOf(field)}_${done.ids[idName]}` } }) : null,
  ]);
  return payload({ ...Object.fromEntries(found), ...values, userErrors: complaints });
}

function prefixOf(field: string): string {
  return field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
