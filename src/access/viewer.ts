// Who asks, and what they may do.

/** Each may do what those before it may. */
export const roles = ["READER", "EDITOR", "ADMIN"] as const;
export type Role = (typeof roles)[number];

export interface Viewer {
  /** Stable and safe to log: key:3, token:<issuer's subject>, anonymous. */
  readonly id: string;
  /** For people; stands in the history of what was changed. */
  readonly name: string;
  readonly role: Role;
  readonly isAnonymous: boolean;
}

export const anonymous: Viewer = Object.freeze({
  id: "anonymous",
  name: "anonymous",
  role: "READER",
  isAnonymous: true,
});

export function isAtLeast(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** Undefined where the text names no role; case does not matter. */
export function roleNamed(text: string): Role | undefined {
  return roles.find((role) => role === text.toUpperCase());
}
