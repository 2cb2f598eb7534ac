// All source formats, the most telling first, and the choice among them.
import type { Bytes } from "../input/bytes";
import { decodeAll, type Encoding } from "../input/decode";
import { InputError } from "../input/input-error";
import { canonical } from "./canonical";
import { listingPage } from "./dhs-oig/format";
import { dhsStatus } from "./dhs-status";
import { fac } from "./fac";
import type { Format } from "./format";
import { registry } from "./office-registry";
import { tracker } from "./tracker/format";
import { unitedstates } from "./unitedstates";

export const formats: readonly Format[] = [
  canonical,
  registry,
  unitedstates,
  fac,
  dhsStatus,
  tracker,
  listingPage,
];

/** The format of that name, or the one that the file's beginning shows. */
export async function chooseFormat(
  bytes: Bytes,
  name: string | undefined,
  encoding: Encoding | undefined,
): Promise<Format> {
  if (name !== undefined) {
    const found = formats.find((format) => format.name === name);
    if (found === undefined)
      throw new InputError(`There is no format ${JSON.stringify(name)}; there are ${names()}.`);
    return found;
  }
  if (bytes.sample.length === 0) throw new InputError("The file is empty.");
  const sample = await decodeAll(once(bytes.sample), encoding);
  const found = formats.find((format) => format.detects(sample, bytes.fileName));
  if (found === undefined)
    throw new InputError(
      `The file looks like none of the known formats (${names()}). Name its format with --format, or describe its columns with --mapping.`,
    );
  return found;
}

function names(): string {
  return formats.map((format) => format.name).join(", ");
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}
