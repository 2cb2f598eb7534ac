// Who speaks as "the auditor" in a text: GAO's own summaries name GAO where others say "we".

import type { Context } from "../facts";

/** Whether GAO itself wrote the text: by its office, or by the headings of its Highlights page. */
export function speaksForGao(text: string, { home, office }: Context): boolean {
  return office === "gao" || home === "gao" || /What GAO (?:Found|Recommends)|Why GAO Did/u.test(text);
}
