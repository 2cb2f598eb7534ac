// npm run keys: makes, lists and revokes API keys. A key is printed once, on standard output, when it is made.
// Exit codes: 0 done, 1 refused, 2 unusable call.
import { createKey, listKeys, revokeKey } from "../access/api-keys";
import { type Role, roleNamed } from "../access/viewer";
import type { Database } from "../database";
import { runCommand } from "./command";

const usage = `Usage: npm run keys -- create --role reader|editor|admin --name NAME [--expires YYYY-MM-DD]
       npm run keys -- list
       npm run keys -- revoke NUMBER`;

type Work = (database: Database) => Promise<0 | 1>;

function workOf([verb, ...rest]: readonly string[]): Work | string {
  if (verb === "list" && rest.length === 0) return list;
  if (verb === "revoke" && rest.length === 1 && /^\d{1,18}$/.test(rest[0]!)) return revoke(rest[0]!);
  if (verb !== "create") return "say create, list, or revoke and the number of a key";
  const given = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const [name, value] = [rest[at]!, rest[at + 1]];
    if (!["--role", "--name", "--expires"].includes(name)) return `${name}: unknown argument`;
    if (value === undefined || value.trim() === "") return `${name}: its value is missing`;
    given.set(name, value.trim());
  }
  const role = roleNamed(given.get("--role") ?? "");
  const name = given.get("--name");
  const expires = given.get("--expires");
  if (role === undefined) return "--role is reader, editor or admin";
  if (name === undefined || name.length > 100)
    return "--name says who will use the key, in at most 100 characters";
  if (expires !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(expires))
    return "--expires is a day as YYYY-MM-DD";
  return create(name, role, expires);
}

function create(name: string, role: Role, expires: string | undefined): Work {
  return async (database) => {
    const expiresAt = expires === undefined ? null : `${expires}T00:00:00Z`;
    const key = await createKey(database, { name, role, expiresAt });
    console.log(key);
    console.error("This is the only time that the key is shown. Send it as Authorization: Bearer KEY.");
    return 0;
  };
}

const list: Work = async (database) => {
  for (const { id, name, role, createdAt, expiresAt, revokedAt } of await listKeys(database)) {
    const state = revokedAt ? `revoked ${revokedAt}` : expiresAt ? `until ${expiresAt}` : "";
    console.log(
      [id, role.toLowerCase(), `made ${createdAt}`, JSON.stringify(name), state].join("  ").trimEnd(),
    );
  }
  return 0;
};

function revoke(id: string): Work {
  return async (database) => {
    if (await revokeKey(database, id)) return 0;
    console.error(`npm run keys: there is no key ${id} that could be revoked.`);
    return 1;
  };
}

const work = workOf(process.argv.slice(2));
if (typeof work === "string") {
  console.error(`npm run keys: ${work}.\n${usage}`);
  process.exitCode = 2;
} else void runCommand("npm run keys", work, []);
