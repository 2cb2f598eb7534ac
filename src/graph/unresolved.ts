// What lists of unresolved recommendations share.

/** The argument that leaves out what is not proven. */
export const provenOnly = {
  argument: "includeUnknown",
  description: "Whether those of which nobody says are listed too, behind the proven ones; with false, the proven ones only.",
  where: { isUnresolved: { eq: true } },
};
