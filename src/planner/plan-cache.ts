// Keeps compiled operations. A plan fits every request whose variables answer its probes alike, so each operation has
// a small tree: at every branch one question to the variables, at every leaf a plan.
import type { OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import { answerProbe, type Probe, type Variables } from "./selection/variable-probes";

interface Branch<T> {
  probe: Probe | null;
  leaf: T | null;
  readonly next: Map<string, Branch<T>>;
}

interface Kept<T> {
  root: Branch<T>;
  leaves: number;
}

/** Plans of one operation at most: page sizes and filters' shapes vary, but not without end. */
const leavesPerOperation = 64;

const maxOperations = 1000;
/** An operation holds on to the text of its document, which may be mostly a comment. */
const maxCharacters = 20_000_000;

export class PlanCache<T> {
  private readonly operations = new LRUCache<OperationDefinitionNode, Kept<T>>({
    max: maxOperations,
    maxSize: maxCharacters,
    sizeCalculation: (_, { loc }) => 1 + (loc?.source.body.length ?? 0),
  });

  find(operation: OperationDefinitionNode, variables: Variables): T | null {
    let branch = this.operations.get(operation)?.root;
    while (branch?.probe) branch = branch.next.get(answerProbe(branch.probe, variables));
    return branch?.leaf ?? null;
  }

  keep(
    operation: OperationDefinitionNode,
    probes: readonly { probe: Probe; answer: string }[],
    leaf: T,
  ): void {
    let kept = this.operations.get(operation);
    if (!kept || kept.leaves >= leavesPerOperation) {
      kept = { root: newBranch(), leaves: 0 };
      this.operations.set(operation, kept);
    }
    let branch = kept.root;
    for (const { probe, answer } of probes) {
      branch.probe = probe;
      let next = branch.next.get(answer);
      if (!next) branch.next.set(answer, (next = newBranch()));
      branch = next;
    }
    branch.leaf = leaf;
    kept.leaves += 1;
  }
}

function newBranch<T>(): Branch<T> {
  return { probe: null, leaf: null, next: new Map() };
}
