// All source formats, the most telling first, and the choice among them.
import type { Bytes } from "../input/bytes";
import { decodeAll, type Encoding } from "../input/decode";
import { InputError } from "../input/input-error";
import { isZip } from "../input/zip";
import { canonical } from "./canonical";
import { listingPage } from "./dhs-oig/format";
import { dhsStatus } from "./dhs-status";
import { fac } from "./fac/format";
import type { Format } from "./format";
import { gaoPage } from "./gao-page";
import { ledger } from "./ledger/format";
import { registry } from "./office-registry";
import { oversightGov } from "./oversight-gov/format";
import { tracker } from "./tracker/format";
import { unitedstates } from "./unitedstates";

export const formats: readonly Format[] = [
  canonical,
  registry,
  unitedstates,
  fac,
  dhsStatus,
  gaoPage,
  oversightGov,
  ledger,
  tracker,
  listingPage,
];

/** A format, and by what it was told. */
export interface Choice {
  readonly format: Format;
  readonly toldBy: string;
}

/** The format of that name, or the one that the file's beginning shows. */
export async function chooseFormat(
  bytes: Bytes,
  name: string | undefined,
  encoding: Encoding | undefined,
  hasMapping = false,
): Promise<Choice> {
  if (name !== undefined) {
    const found = formats.find((format) => format.name === name);
    if (found === undefined)
      throw new InputError(`There is no format ${JSON.stringify(name)}; there are ${names()}.`);
    return { format: found, toldBy: "--format" };
  }
  if (bytes.files) return { format: ledger, toldBy: ledger.proof };
  if (hasMapping) return { format: tracker, toldBy: "--mapping" };
  if (bytes.sample.length === 0) throw new InputError("The file is empty.");
  // A workbook is a tracker by its first sheet's columns, or by none.
  if (isZip(bytes.sample)) return { format: tracker, toldBy: tracker.proof };
  const sample = await decodeAll(once(bytes.sample), encoding);
  const found = formats.find((format) => format.detects(sample, bytes.fileName));
  if (found === undefined)
    throw new InputError(
      `The file looks like none of the known formats (${names()}).${near(sample)} Name its format with --format and whose it is with --office, or describe its columns with --mapping.`,
    );
  return { format: found, toldBy: found.proof };
}

/** A page with an office's labels that does not say which office's: near, but no proof. */
function near(sample: string): string {
  const labels = ["Report Number", "Issue Date", "Date Issued", "Fiscal Year", "Executive Summary"];
  const found = labels.filter((label) => sample.includes(label));
  return found.length < 2
    ? ""
    : ` It has the labels of a listing page (${found.join(", ")}) but does not say that it is DHS OIG's.`;
}

function names(): string {
  return formats.map((format) => format.name).join(", ");
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}
