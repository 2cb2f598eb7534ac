// Who a request comes from: an API key or a token in the Authorization header, else nobody in particular. Refuses what is
// forged, expired or revoked, and anonymous requests where the service is closed to them.
import type { GraphQLError } from "graphql";
import { refusal } from "../errors";
import { checkKey, type KeyDatabase, looksLikeKey } from "./api-keys";
import { type TokenSettings, tokenChecker } from "./tokens";
import { anonymous, type Viewer } from "./viewer";

export interface AccessSettings {
  readonly anonymous: "read" | "none";
  /** Without it no tokens are accepted. */
  readonly tokens?: TokenSettings | undefined;
}

export interface Access {
  /** `authorization`: the header, if there is one. Throws UNAUTHENTICATED. */
  viewerOf(authorization: string | undefined): Promise<Viewer>;
  /** What answers a request without credentials; undefined where such requests are refused. */
  readonly forAnonymous: Viewer | undefined;
}

/** Everybody may read and nobody is known: credentials are not looked at. For a service without a database of keys. */
export const openAccess: Access = { viewerOf: async () => anonymous, forAnonymous: anonymous };

const maxCredentialLength = 8192;

export function createAccess(database: KeyDatabase, settings: AccessSettings): Access {
  const checkToken = settings.tokens && tokenChecker(settings.tokens);
  const check = async (credential: string): Promise<Viewer | string> => {
    if (credential.length > maxCredentialLength) return "unknown";
    if (looksLikeKey(credential)) return checkKey(database, credential);
    return checkToken ? checkToken(credential) : "unknown";
  };
  return {
    forAnonymous: settings.anonymous === "read" ? anonymous : undefined,
    async viewerOf(authorization) {
      if (authorization === undefined) {
        if (settings.anonymous === "read") return anonymous;
        throw refuse(
          "This service answers nobody without a key.",
          "Send Authorization: Bearer and your key.",
        );
      }
      const [, credential] = /^Bearer +(\S+)$/i.exec(authorization.trim()) ?? [];
      if (credential === undefined)
        throw refuse(
          "The Authorization header is not understood.",
          "Send Authorization: Bearer and your key.",
        );
      const found = await check(credential);
      if (typeof found !== "string") return found;
      if (found === "unavailable")
        throw refusal("SERVICE_UNAVAILABLE", "The identity provider does not answer.", {
          hint: "Try again shortly.",
        });
      throw refuse(complaints[found] ?? complaints.unknown!, "Ask whoever runs the service for a key.");
    },
  };
}

const complaints: Readonly<Record<string, string>> = {
  unknown: "The credential is not known here.",
  expired: "The credential has expired.",
  revoked: "The credential was revoked.",
};

// RFC 6750, section 3.
function refuse(message: string, hint: string): GraphQLError {
  return refusal("UNAUTHENTICATED", message, {
    hint,
    headers: new Map([["www-authenticate", 'Bearer realm="oversight-graph"']]),
  });
}
