// JSON web tokens of an identity provider (OpenID Connect): signature by the provider's published keys, issuer, audience,
// expiry; one claim names the role.
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { type Role, roleNamed, roles, type Viewer } from "./viewer";

export interface TokenSettings {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
  /** Claim that names the role: a text or a list of texts; a path with points leads into objects. */
  readonly roleClaim: string;
}

export type TokenCheck = Viewer | "unknown" | "expired" | "unavailable";

// Asymmetric ones alone: with the others, whoever can check a token could make one.
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/** Clocks differ. */
const clockToleranceSeconds = 30;

/** Checks tokens. The provider's keys are fetched when needed and kept; an unknown key id asks again, at most every 30 s. */
export function tokenChecker(settings: TokenSettings): (token: string) => Promise<TokenCheck> {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl), {
    timeoutDuration: 3000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms,
        issuer: settings.issuer,
        audience: settings.audience,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ["exp", "sub"],
      });
      return viewerOf(payload, settings);
    } catch (error) {
      if (error instanceof errors.JWTExpired) return "expired";
      // A token that is wrong, as opposed to a provider that does not answer.
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && !isFetch(error))
        return "unknown";
      return "unavailable";
    }
  };
}

// jose gives no class of its own to a key set that was answered with an error.
function isFetch(error: errors.JOSEError): boolean {
  return error.code === "ERR_JOSE_GENERIC" || error instanceof errors.JWKSInvalid;
}

function viewerOf(payload: JWTPayload, { roleClaim }: TokenSettings): Viewer {
  const subject = String(payload.sub);
  const name = [payload.name, payload.preferred_username, payload.email].find(
    (claim): claim is string => typeof claim === "string" && claim.trim() !== "",
  );
  return {
    id: `token:${subject.slice(0, 100)}`,
    name: (name ?? subject).slice(0, 100),
    role: roleOf(payload, roleClaim),
    isAnonymous: false,
  };
}

/** The highest role named; a token that names none may read. */
function roleOf(payload: JWTPayload, claim: string): Role {
  const value = Object.hasOwn(payload, claim) ? payload[claim] : valueAt(payload, claim.split("."));
  const named = (Array.isArray(value) ? value : [value])
    .filter((one): one is string => typeof one === "string")
    .flatMap((one) => one.split(" "))
    .map(roleNamed);
  return [...roles].reverse().find((role) => named.includes(role)) ?? "READER";
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<string, unknown>)[part]
        : undefined,
    value,
  );
}
