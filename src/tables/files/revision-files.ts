// The files of whole revisions: all tables of one snapshot in one folder, with a manifest and checksums. A folder gets its
// name when it is whole, and is never changed afterwards; the newest few are kept.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { flatStatement } from "../../planner/flat-rows";
import type { PlannerLimits } from "../../planner/plan/plan";
import { type DataRevision, readRevision } from "../data-revision";
import type { TableDatabase } from "../download";
import type { TableDefinition } from "../table";
import type { FileReceipt } from "./messages";
import { writeTable } from "./write-table";

export interface Manifest extends DataRevision {
  /** The day in UTC that decides what is overdue in these files. */
  readonly today: string;
  readonly madeAt: string;
  /** As meta.schemaHash. */
  readonly schemaHash: string;
  readonly filter: null;
  readonly files: readonly (FileReceipt & { readonly table: string; readonly columns: readonly string[] })[];
}

export interface RevisionFilesOptions {
  readonly folder: string;
  readonly tables: readonly TableDefinition[];
  readonly limits: PlannerLimits;
  readonly database: TableDatabase;
  readonly schemaHash: string;
}

/** How many folders are kept. */
const kept = 3;
/** The longest that making all files may take. */
const makingMs = 900_000;

export class RevisionFiles {
  private making: Promise<Manifest> | undefined;

  constructor(private readonly options: RevisionFilesOptions) {}

  /** Of the data as it is now; undefined where they have not been made yet. */
  async ready(): Promise<Manifest | undefined> {
    const { version } = await readRevision(this.options.database);
    return this.find((manifest) => manifest.version === version);
  }

  /** Of the data as it is now, or was after this was called; made where there are none yet. */
  async current(): Promise<Manifest> {
    const { version } = await readRevision(this.options.database);
    const isCurrent = (manifest: Manifest) => manifest.version === version;
    const found = await this.find(isCurrent);
    if (found) return found;
    const running = await this.making?.catch(() => undefined);
    if (running && isCurrent(running)) return running;
    // What is being made by now was begun after this was called.
    return this.make();
  }

  async revisionNow(): Promise<number> {
    return (await readRevision(this.options.database)).revision;
  }

  /** The files of a revision; undefined where they are not kept. */
  async ofRevision(revision: number): Promise<Manifest | undefined> {
    return this.find((manifest) => manifest.revision === revision);
  }

  /** The newest first. */
  async manifests(): Promise<Manifest[]> {
    const names = await readdir(this.options.folder).catch(() => []);
    const read = names
      .filter((name) => /^r\d+\.\d+\.\d+$/.test(name))
      .map(
        async (name) =>
          JSON.parse(await readFile(join(this.options.folder, name, "manifest.json"), "utf8")) as Manifest,
      );
    // One that was removed meanwhile is not there.
    const settled = await Promise.allSettled(read);
    return settled
      .flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
      .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  }

  path(manifest: Manifest, name: string): string {
    return join(this.options.folder, folderOf(manifest), name);
  }

  private async find(wanted: (manifest: Manifest) => boolean): Promise<Manifest | undefined> {
    return (await this.manifests()).filter(wanted).at(-1);
  }

  private make(): Promise<Manifest> {
    this.making ??= this.makeFolder().finally(() => {
      this.making = undefined;
    });
    return this.making;
  }

  private async makeFolder(): Promise<Manifest> {
    const { folder, database } = this.options;
    await mkdir(folder, { recursive: true });
    await this.removeUnfinished();
    const unfinished = join(folder, `unfinished-${process.pid}`);
    await mkdir(unfinished);
    try {
      const manifest = await database.snapshot(
        async (snapshot) => {
          const revision = await readRevision(snapshot);
          return writeRevision(this.options, revision, unfinished, snapshot);
        },
        { timeoutMs: makingMs },
      );
      await rename(unfinished, join(folder, folderOf(manifest)));
      for (const old of (await this.manifests()).slice(kept))
        await rm(join(folder, folderOf(old)), { recursive: true, force: true });
      return manifest;
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  }

  /** What a process left behind that was killed. */
  private async removeUnfinished(): Promise<void> {
    for (const name of await readdir(this.options.folder))
      if (name.startsWith("unfinished-"))
        await rm(join(this.options.folder, name), { recursive: true, force: true });
  }
}

type Snapshot = Parameters<Parameters<TableDatabase["snapshot"]>[0]>[0];

/** Writes all files of a snapshot into a folder, the manifest and the checksums last. */
export async function writeRevision(
  { tables, limits, schemaHash }: Pick<RevisionFilesOptions, "tables" | "limits" | "schemaHash">,
  revision: DataRevision,
  folder: string,
  snapshot: Snapshot,
): Promise<Manifest> {
  const files: Manifest["files"][number][] = [];
  for (const table of tables) {
    const { columns } = table;
    const sources = columns.map(({ source }) => source);
    const statement = flatStatement(table.mapping, sources, {}, null, limits);
    const cells = columns.map(({ name, kind, nullable, idPrefix, isFreeText, isRawJson }) => ({
      name,
      kind,
      nullable,
      idPrefix,
      isFreeText,
      isRawJson,
    }));
    const metadata = { revision: String(revision.revision), asOf: revision.asOf, schemaHash };
    const made = await writeTable(
      { folder, table: table.name, columns: cells, metadata },
      snapshot.stream(statement),
    );
    const names = columns.map(({ name }) => name);
    files.push(...made.map((file) => ({ ...file, table: table.name, columns: names })));
  }
  const day = revision.version.split(".")[2]!;
  const manifest: Manifest = {
    ...revision,
    today: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
    madeAt: new Date().toISOString(),
    schemaHash,
    filter: null,
    files,
  };
  const sums = files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join("");
  await writeFile(join(folder, "SHA256SUMS"), sums);
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function folderOf({ version }: DataRevision): string {
  return `r${version}`;
}
