// retract: takes a source back whole, as npm run import -- --retract does. Editors take back what people recorded, admins
// anything.
import { isAtLeast } from "../access/viewer";
import { refusal } from "../errors";
import { InputError } from "../import/input/input-error";
import { tryLockImports } from "../import/loader/load";
import { retractWithin } from "../import/loader/retract";
import { keyOfId } from "../planner/mapping/ids";
import { blank, type ChangeContext, complain, type Done, once, type Recorded, Unacceptable } from "./change";
import { missing } from "./things";

export interface RetractInput extends Recorded {
  readonly source: string;
}

export function retract(context: ChangeContext, input: RetractInput): Promise<Done> {
  const { transaction, viewer } = context;
  return once(context, "retract", input, async () => {
    const id = keyOfId("source", input.source);
    if (!(await tryLockImports(transaction)))
      throw refusal("CONFLICT", "An import is running, and may be changing the same.", {
        hint: "Try again when it is done.",
      });
    const [found] = await transaction.query<{ file_name: string; kind: string; retracted: boolean }>(
      "select file_name, kind::text, retracted_at is not null as retracted from sources where id = $1 for update",
      [id],
    );
    if (!found) throw missing(input.source);
    if (found.kind !== "PERSON" && !isAtLeast(viewer.role, "ADMIN"))
      throw refusal(
        "FORBIDDEN",
        "Only an admin takes a file back; an editor takes back what people recorded.",
      );
    if (found.retracted)
      throw new Unacceptable([complain("source", "RETRACTED", "It was taken back already.")]);
    const reason = blank(input.reason);
    const note = reason === null ? viewer.name : `${viewer.name}: ${reason}`;
    try {
      const { reports, removedReports, replayed } = await retractWithin(
        transaction,
        { id: Number(id), file_name: found.file_name },
        note,
      );
      return {
        source: id,
        reports: String(reports),
        removedReports: String(removedReports),
        replayed: String(replayed),
      };
    } catch (error) {
      if (error instanceof InputError)
        throw new Unacceptable([complain("source", "CANNOT_BE_TOLD_AGAIN", error.message)]);
      throw error;
    }
  });
}
