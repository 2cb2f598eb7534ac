// API keys: made, listed, revoked, checked. The database holds hashes alone. A secret has 256 random bits, so that a fast
// hash is as good as a slow one: nobody can try them all.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "../database";
import type { Role, Viewer } from "./viewer";

const prefix = "og";
const form = /^og_(\d{1,18})_([A-Za-z0-9_-]{43})$/;

export type KeyDatabase = Pick<Database, "rows">;

export interface KeyDescription {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export type KeyCheck = Viewer | "unknown" | "revoked" | "expired";

/** Whether a text has the form of a key; says nothing of whether it is one. */
export function looksLikeKey(text: string): boolean {
  return text.startsWith(`${prefix}_`);
}

/** Makes a key and returns it: the only time that it can be seen. */
export async function createKey(
  database: KeyDatabase,
  { name, role, expiresAt = null }: { name: string; role: Role; expiresAt?: string | null },
): Promise<string> {
  const secret = randomBytes(32);
  const [row] = await database.rows({
    text: "insert into access_keys (name, role, secret_hash, expires_at) values ($1, $2::access_role, $3::bytea, $4::timestamptz) returning id::text",
    values: [name, role, bytea(hashOf(secret.toString("base64url"))), expiresAt],
  });
  return `${prefix}_${row![0]}_${secret.toString("base64url")}`;
}

export async function listKeys(database: KeyDatabase): Promise<KeyDescription[]> {
  const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  const rows = await database.rows({
    text: `select id::text, name, role::text, ${moment("created_at")}, ${moment("expires_at")}, ${moment("revoked_at")} from access_keys order by id`,
    values: [],
  });
  return rows.map(([id, name, role, createdAt, expiresAt, revokedAt]) => ({
    id: id!,
    name: name!,
    role: role!,
    createdAt: createdAt!,
    expiresAt: expiresAt ?? null,
    revokedAt: revokedAt ?? null,
  }));
}

/** False where there is no such key, or it was revoked before. */
export async function revokeKey(database: KeyDatabase, id: string): Promise<boolean> {
  const rows = await database.rows({
    text: "update access_keys set revoked_at = now() where id::text = $1 and revoked_at is null returning id::text",
    values: [id],
  });
  return rows.length > 0;
}

const noHash = Buffer.alloc(32);

/**
 * Whose key it is. Asks the database each time, so that a revoked key is refused from the next request on. The secret is
 * compared in constant time, with a hash that fits none where there is no such key.
 */
export async function checkKey(database: KeyDatabase, key: string): Promise<KeyCheck> {
  const [, id, secret] = form.exec(key) ?? [];
  if (id === undefined || secret === undefined) return "unknown";
  const [row] = await database.rows({
    text: `select encode(secret_hash, 'hex'), name, role::text, (revoked_at is not null)::text, (expires_at is not null and expires_at <= now())::text
      from access_keys where id = $1::bigint`,
    values: [id],
  });
  const [hash, name, role, isRevoked, isExpired] = row ?? [];
  const isRight = timingSafeEqual(hashOf(secret), hash ? Buffer.from(hash, "hex") : noHash);
  if (!isRight || row === undefined) return "unknown";
  if (isRevoked === "true") return "revoked";
  if (isExpired === "true") return "expired";
  return { id: `key:${id}`, name: name!, role: role as Role, isAnonymous: false };
}

function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function bytea(bytes: Buffer): string {
  return `\\x${bytes.toString("hex")}`;
}
