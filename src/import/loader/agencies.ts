// Agencies with their tree and aliases, offices and what they oversee, topics: what reports refer to.
import type { LoadContext } from "./context";
import { merge } from "./merge";
import { factsOf, prepare } from "./prepare";

const facts = (kind: "agency" | "office" | "topic", without: readonly string[] = []) =>
  factsOf(kind)
    .map(([column]) => column)
    .filter((column) => !without.includes(column));

// A mention fills gaps and never changes what is known; a description does when its source is not the older one.
const describes = "(r.mention is not true and (t.source_id is null or r.source_id >= t.source_id))";
const latestSource = "source_id = case when m.wins then m.source_id else t.source_id end";

export async function loadAgencies(load: LoadContext): Promise<void> {
  // Made even when no agency is staged: every reference to an agency looks here for names that mean another slug.
  await load.script(
    "create temp table agency_names (slug text primary key, means text not null) on commit drop",
  );
  const isStaged = await prepare(load, { kind: "agency", table: "agencies", references: [], key: ["slug"] });
  if (isStaged) {
    await recogniseAliases(load);
    await refuseSharedUei(load);
    await merge(load, {
      kind: "agency",
      table: "agencies",
      key: ["slug"],
      facts: facts("agency", ["parent"]),
      wins: describes,
      defaults: { kind: "'OTHER'" },
      onInsert: ["source_id"],
      onUpdate: [latestSource],
    });
    await setParents(load);
  }
  await loadAliases(load);
}

/** A body that is only mentioned, under a name known as another's alias, is that other. */
async function recogniseAliases(load: LoadContext): Promise<void> {
  await load.script(
    `insert into agency_names
       select r.slug, a.slug from resolved_agency r
       join agency_aliases l on l.alias_key = lower(regexp_replace(btrim(r.name), '\\s+', ' ', 'g')) join agencies a on a.id = l.agency_id
       where r.mention and not exists (select from agencies k where k.slug = r.slug);
     delete from resolved_agency r using agency_names n where n.slug = r.slug`,
  );
}

async function refuseSharedUei(load: LoadContext): Promise<void> {
  if (!(await load.holds("select from resolved_agency where uei is not null"))) return;
  const taken = [
    "slug in (select r.slug from resolved_agency r join agencies a on a.uei = r.uei and a.slug <> r.slug)",
    `slug in (select slug from (select slug, row_number() over (partition by uei order by seq) as place from resolved_agency where uei is not null) d where place > 1)`,
  ];
  for (const where of taken)
    await load.reject("resolved_agency", "agencies", where, "'uei'", "'belongs to another agency'");
}

async function setParents(load: LoadContext): Promise<void> {
  await load.script(
    `create temp table parents on commit drop as
       select r.row_no, r.slug, r.parent, a.id, p.id as parent_id, m.is_known, m.is_changed
       from resolved_agency r join agencies a on a.slug = r.slug join merged_agency m on m.slug = r.slug
       left join agency_names n on n.slug = r.parent left join agencies p on p.slug = coalesce(n.means, r.parent)
       where r.parent is not null and (a.parent_id is null or (m.wins and p.id is distinct from a.parent_id))`,
  );
  await load.reject(
    "parents",
    "agencies",
    "parent_id is null",
    "'parent'",
    "format('agency %s is neither here nor in the file', parent)",
  );
  await load.script(
    `create temp table rings on commit drop as
       with recursive up (start, at) as (
         select id, parent_id from parents
         union
         select u.start, coalesce(p.parent_id, a.parent_id) from up u
         join agencies a on a.id = u.at left join parents p on p.id = u.at
         where u.at <> u.start and coalesce(p.parent_id, a.parent_id) is not null)
       select distinct start as id from up where start = at`,
  );
  await load.reject(
    "parents",
    "agencies",
    "id in (select id from rings)",
    "'parent'",
    "format('%s would be a part of itself', slug)",
  );
  await load.script("drop table rings");
  await load.script("update agencies a set parent_id = p.parent_id from parents p where a.id = p.id");
  // A parent given to a row that is new or counted already is no second change.
  const [moved] = await load.query<{ n: number }>(
    "select count(*) as n from parents where is_known and not is_changed",
  );
  load.count("agencies", { updated: moved?.n ?? 0, unchanged: -(moved?.n ?? 0) });
}

async function loadAliases(load: LoadContext): Promise<void> {
  const key = "lower(regexp_replace(btrim(s.alias), '\\s+', ' ', 'g')) as alias_key";
  if (
    !(await prepare(load, {
      kind: "agency_alias",
      table: "agency_aliases",
      references: ["agency"],
      key: ["alias_key"],
      more: [key],
      contradicts: false,
    }))
  )
    return;
  await load.reject(
    "resolved_agency_alias",
    "agency_aliases",
    "exists (select from agency_aliases a where a.alias_key = resolved_agency_alias.alias_key and a.agency_id <> resolved_agency_alias.agency_id)",
    "'alias'",
    "format('%s means another agency already', alias)",
  );
  await merge(load, {
    kind: "agency_alias",
    table: "agency_aliases",
    key: ["alias_key"],
    facts: [],
    onInsert: ["alias", "agency_id"],
  });
}

export async function loadOffices(load: LoadContext): Promise<void> {
  if (await prepare(load, { kind: "office", table: "offices", references: [], key: ["slug"] }))
    await merge(load, {
      kind: "office",
      table: "offices",
      key: ["slug"],
      facts: facts("office"),
      wins: describes,
      defaults: { kind: "'OTHER'" },
      onInsert: ["source_id"],
      onUpdate: [latestSource],
    });
  if (
    await prepare(load, {
      kind: "office_agency",
      table: "office_agencies",
      references: ["office", "agency"],
      key: ["office_id", "agency_id"],
    })
  )
    await merge(load, {
      kind: "office_agency",
      table: "office_agencies",
      key: ["office_id", "agency_id"],
      facts: [],
    });
}

export async function loadTopics(load: LoadContext): Promise<void> {
  if (await prepare(load, { kind: "topic", table: "topics", references: [], key: ["slug"] }))
    await merge(load, {
      kind: "topic",
      table: "topics",
      key: ["slug"],
      facts: facts("topic"),
      wins: "r.mention is not true",
    });
}
