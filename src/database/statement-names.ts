// Names of prepared statements. A text is prepared from its second use on: clients that send each text once prepare nothing.
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Texts remembered; at some kilobytes each this bounds the memory that strange clients can take. */
const remembered = 2000;
const maxLabelLength = 30;

export class StatementNames {
  private readonly seen = new LRUCache<string, string>({ max: remembered });

  /** The name to prepare `text` under, from its second sighting on; undefined means: send it unnamed. */
  nameOf(text: string, label = "s"): string | undefined {
    const name = this.seen.get(text);
    if (name !== undefined) return name;
    // The hash, not the label alone: two texts must never share a name.
    const hash = createHash("sha256").update(text).digest("base64url").slice(0, 22);
    this.seen.set(text, `${label.slice(0, maxLabelLength)}_${hash}`);
    return undefined;
  }
}
