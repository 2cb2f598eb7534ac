// Why the embedded server cannot be used; the message says what to do about it.

export class EmbeddedError extends Error {
  override readonly name: string = "EmbeddedError";
}

/** Another living process uses the data folder. */
export class DataFolderInUse extends EmbeddedError {
  override readonly name = "DataFolderInUse";
}

const explained: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "that file system is read-only",
  ENOTDIR: "a part of that path is a file",
  EEXIST: "a file of that name is in the way",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

/** Turns a file-system failure under DATA_DIR into a sentence; anything else passes. */
export function explainFolder(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const reason = code === undefined ? undefined : explained[code];
  if (reason === undefined || error instanceof EmbeddedError) return error;
  return new EmbeddedError(
    `The data folder ${folder} cannot be used: ${reason} (${code}). Set DATA_DIR to a folder of your own, or DATABASE_URL.`,
    { cause: error },
  );
}
