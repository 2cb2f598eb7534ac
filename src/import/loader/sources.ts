// Where facts come from: the file being imported, and the sources that a canonical export names.
import type { Transaction } from "../../database";
import type { LoadContext, OwnSource } from "./context";
import { merge } from "./merge";
import { dayOf, factsOf, prepare } from "./prepare";

/** What is known of a file besides its bytes. */
export interface SourceDescription {
  readonly publisher: string;
  /** Name of the file without its folder; - for standard input. */
  readonly fileName: string;
  readonly format: string;
  readonly importerVersion: string;
  readonly url?: string | null;
  /** The day on which the file was true, where it says so. */
  readonly asOf?: string | null;
  readonly isSynthetic?: boolean;
  /** It collects what others publish: it fills gaps, and replaces nothing that an office itself says. */
  readonly isSecondary?: boolean;
  /** Its sentences are retold in other words than the publisher's. */
  readonly isRetold?: boolean;
}

/** Notes the file as a source, once for ever for the same bytes and format. */
export async function noteOwnSource(
  transaction: Transaction,
  source: SourceDescription,
  sha256: string,
): Promise<OwnSource> {
  const values = [
    source.publisher,
    source.url ?? null,
    source.fileName,
    sha256,
    source.format,
    source.importerVersion,
    source.asOf ?? null,
    source.isSynthetic ?? false,
    source.isSecondary ?? false,
    source.isRetold ?? false,
  ];
  const added = await transaction.query(
    `insert into sources (publisher, url, file_name, sha256, format, importer_version, as_of, is_synthetic, is_secondary, is_retold)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (sha256, format) do nothing returning id`,
    values,
  );
  // What was taken back and is imported again counts again, from now on.
  const restored = await transaction.query(
    `update sources set retracted_at = null, retraction_note = null, imported_at = now()
     where sha256 = $1 and format = $2 and retracted_at is not null returning id`,
    [sha256, source.format],
  );
  const [found] = await transaction.query<{ id: number; day: string }>(
    `select id, (${dayOf("s")})::text as day from sources s where sha256 = $1 and format = $2`,
    [sha256, source.format],
  );
  return { id: found!.id, day: found!.day, isNew: added.length + restored.length > 0 };
}

/** Sources that the records name themselves; one that is known already stays as it is. */
export async function loadSources(load: LoadContext): Promise<void> {
  if (!(await prepare(load, { kind: "source", table: "sources", references: [], key: ["sha256", "format"] })))
    return;
  const facts = factsOf("source")
    .map(([column]) => column)
    .filter((column) => column !== "imported_at");
  await merge(load, {
    kind: "source",
    table: "sources",
    key: ["sha256", "format"],
    facts: [...facts, "imported_at"],
    wins: "false",
    defaults: { is_synthetic: "false", is_secondary: "false", is_retold: "false", imported_at: "now()" },
  });
}
