// The readiness check, cached for a moment and limited to a second: a probe that waits for a silent database would look
// like a dead service.

export interface Readiness {
  readonly ready: boolean;
  readonly reason?: string;
}

const freshMs = 250;
const timeoutMs = 1000;

/** Wraps a check that may be slow: one runs at a time, its result serves everybody for a moment. */
export function cachedReadiness(check: () => Promise<Readiness>): () => Promise<Readiness> {
  let last: { at: number; readiness: Readiness } | undefined;
  let running: Promise<Readiness> | undefined;
  return () => {
    if (last && Date.now() - last.at < freshMs) return Promise.resolve(last.readiness);
    running ??= check()
      .catch((): Readiness => ({ ready: false, reason: "the check failed" }))
      .then((readiness) => {
        last = { at: Date.now(), readiness };
        running = undefined;
        return readiness;
      });
    return within(running, timeoutMs);
  };
}

async function within(check: Promise<Readiness>, ms: number): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, reason: "the database does not answer" }), ms);
  });
  try {
    return await Promise.race([check, late]);
  } finally {
    clearTimeout(timer);
  }
}
