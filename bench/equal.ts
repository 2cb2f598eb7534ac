// Whether all services give the same answer. A benchmark of different answers means nothing, so one that differs ends it.
import { HttpConnection, jsonOf, postRequest } from "./http-client";
import { bodyOf } from "./measure";
import { type BenchQuery, normalised, type Variables } from "./queries";
import type { RunningService } from "./services";

const checked = 9;

/** Throws with the first place where two answers differ. */
export async function checkEqual(
  query: BenchQuery,
  variables: readonly Variables[],
  services: readonly RunningService[],
): Promise<void> {
  for (const one of variables.slice(0, checked)) {
    let first: { title: string; text: string } | undefined;
    for (const { kind, port } of services) {
      const connection = new HttpConnection(port);
      const answer = await connection.send(
        postRequest("/graphql", kind.headers ?? {}, bodyOf(kind, query, one)),
      );
      connection.close();
      const { data, errors } = jsonOf(answer) as { data?: unknown; errors?: unknown };
      if (errors || !data)
        throw new Error(
          `${kind.title} cannot answer ${query.name}: ${JSON.stringify(errors ?? answer.status).slice(0, 1000)}`,
        );
      const text = normalised(query, data);
      first ??= { title: kind.title, text };
      if (text !== first.text)
        throw new Error(
          `${query.name} ${JSON.stringify(one)}: ${first.title} and ${kind.title} differ: ${difference(first.text, text)}`,
        );
    }
  }
}

function difference(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const envelope = (text: string) => text.slice(Math.max(0, at - 120), at + 80);
  return `\n  ${envelope(a)}\n  ${envelope(b)}`;
}
