// A file that cannot be imported at all, with the reason and what to do about it.

export class InputError extends Error {
  override readonly name = "InputError";
}
