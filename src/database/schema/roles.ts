// Database roles that can only do what they must: one that reads, one for the service. Migrations and imports run as the
// owner of the tables. Tables that are not for readers are named here, once.
import { createHash, randomBytes } from "node:crypto";
import { Database, type DatabaseOptions } from "../database";

export const readerRole = "oversight_graph_reader";
export const serviceRole = "oversight_graph_service";

/** What nobody reads but who checks a credential. */
const secretTables = ["access_keys"];
/** What the service reads and only the owner changes. */
const ownersTables = ["access_keys", "migrations"];

/** The script that makes the roles, or brings them up to date. Run it as the owner, in the database, after each migration. */
export function rolesScript(): string {
  const all = [readerRole, serviceRole];
  const list = all.join(", ");
  return [
    ...all.map(
      (role) =>
        // Roles belong to the whole server: another database may be making them at this moment.
        `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$;`,
    ),
    `revoke all on all tables in schema public from ${list};`,
    `grant usage on schema public to ${list};`,
    `grant select on all tables in schema public to ${list};`,
    `grant insert, update, delete on all tables in schema public to ${serviceRole};`,
    `grant usage on all sequences in schema public to ${serviceRole};`,
    `do $$ begin execute format('grant temporary on database %I to ${serviceRole}', current_database()); end $$;`,
    `revoke insert, update, delete on ${ownersTables.join(", ")} from ${serviceRole};`,
    `revoke all on ${secretTables.join(", ")} from ${readerRole};`,
    `alter default privileges in schema public grant select on tables to ${list};`,
    `alter default privileges in schema public grant insert, update, delete on tables to ${serviceRole};`,
    `alter default privileges in schema public grant usage on sequences to ${serviceRole};`,
  ].join("\n");
}

/**
 * The same database as seen by a service that has no more rights than it needs: a client for which reads run as one role
 * and changes as another. Each database has users of its own, with passwords that are new each time and known to nobody
 * else. `owner` is closed with it.
 */
export async function withLeastPrivilege(
  owner: Database,
  options: Omit<DatabaseOptions, "url" | "onClose">,
): Promise<Database> {
  const [row] = await owner.rows({ text: "select current_database()", values: [] });
  const suffix = createHash("sha256").update(row![0]!).digest("hex").slice(0, 10);
  const login = async (role: string, settings = "") => {
    const password = randomBytes(24).toString("base64url");
    const user = `${role}_${suffix}`;
    await owner.transaction((transaction) =>
      transaction.script(
        `do $$ begin create role ${user}; exception when duplicate_object then null; end $$;
         alter role ${user} login password '${password}'; grant ${role} to ${user}; ${settings.replaceAll("USER", user)}`,
      ),
    );
    return urlAs(owner.url, user, password);
  };
  await owner.transaction((transaction) => transaction.script(rolesScript()));
  const url = await login(serviceRole);
  const readerUrl = await login(readerRole, "alter role USER set default_transaction_read_only = on");
  return new Database({ ...options, url, readerUrl, onClose: () => owner.close() });
}

// A socket's URL has no host, which the WHATWG parser refuses.
function urlAs(url: string, user: string, password: string): string {
  return url.replace(/^(\w+:\/\/)[^@]*@/, `$1${user}:${password}@`);
}
