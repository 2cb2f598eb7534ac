// ZIP archives of several files: each is a file of its own, in the archive's order. A workbook is an archive too, and one file.
import type { Bytes } from "./bytes";
import { bytesFrom, bytesOf } from "./bytes";
import { InputError } from "./input-error";
import { isWorkbook } from "./xlsx";
import { collect, isZip, type ZipEntry, zipEntries } from "./zip";

/** Archives that are one document, and none that holds rows. */
const documents = ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"];
/** What systems put into archives beside the files: folders of their own, hidden files. */
const clutter = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;
/** Such a file is read along with the report.json beside it. */
const companion = /(?:^|\/)report\.(?:txt|html?|pdf)$/;
/** A file that is read along is a report's text. */
const maxBesideBytes = 32_000_000;

/** The file itself, or the files of the archive that it is. */
export async function* filesWithin(bytes: Bytes): AsyncGenerator<Bytes> {
  if (!isZip(bytes.sample)) return yield bytes;
  const archive = await collect(bytes.all);
  const entries = await zipEntries(archive);
  if (isWorkbook(entries)) return yield await bytesOf(archive, bytes.fileName);
  if (entries.some(({ name }) => documents.includes(name)))
    throw new InputError(
      "The file is an office document and no workbook that can be read; save it as XLSX or CSV.",
    );
  const names = new Map(entries.map((entry) => [entry.name, entry]));
  const files = entries.filter(({ name }) => !clutter.test(name) && !isReadAlong(name, names));
  if (files.length === 0) throw new InputError("The archive holds no files.");
  for (const entry of files) {
    const beside = async (name: string) => {
      const found = names.get(besideName(entry.name, name));
      return found === undefined || found.size > maxBesideBytes ? undefined : collect(await found.read());
    };
    yield await bytesFrom(await entry.read(), `${bytes.fileName}/${entry.name}`, entry.size, beside);
  }
}

function besideName(of: string, name: string): string {
  return `${of.slice(0, of.lastIndexOf("/") + 1)}${name}`;
}

function isReadAlong(name: string, names: ReadonlyMap<string, ZipEntry>): boolean {
  return companion.test(name) && names.has(besideName(name, "report.json"));
}
