import type { Evidence, Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { isStanding } from './handle-evidence.js';

export interface KnownHandle {
  id: string;
  type: Handle['type'];
  value: string;
  /** The first name that was given with it; empty: none. */
  name: string;
  citizenId: string;
  citizenName: string;
}

export const handleKey = (handle: { type: string; value: string }): string => `${handle.type}:${handle.value}`;

/**
 * The persons behind some handles, in two or three statements whatever their number. A handle seen for the first time
 * makes a person of its own: who else they may be is for an agent to say. The name is the one they give, else the address.
 */
export async function resolveHandles(
  tx: Tx,
  handles: readonly Handle[],
  evidence: Evidence,
): Promise<Map<string, KnownHandle>> {
  // Of two names in one batch the first is the owner's.
  const wanted = new Map(handles.toReversed().map((handle) => [handleKey(handle), handle]));
  const known = await find(tx, [...wanted.values()]);
  await nameNameless(tx, known, wanted);
  return withMissing(tx, { known, wanted, evidence });
}

/**
 * The person behind an address that an agent writes down, with the name that is typed with it. Nobody is named by it who was known by the
 * address alone: whether they are the same person is for the agent to say.
 */
export async function recordedHandle(tx: Tx, handle: Handle): Promise<KnownHandle> {
  const key = handleKey(handle);
  const known = await find(tx, [handle]);
  return (await withMissing(tx, { known, wanted: new Map([[key, handle]]), evidence: 'recorded' })).get(key)!;
}

/** Gives a name to a person who was known by this address alone, whom an agent says that it is. No name ever replaces another one. */
export async function nameUnnamed(tx: Tx, { id, value, citizenId }: KnownHandle, name: string): Promise<void> {
  await tx.query(
    `with person as (update citizen set name = $4 where id = $2 and name = $3 returning id)
     update handle set name = $4 where id = $1 and name = '' and citizen_id in (select id from person)`,
    [id, citizenId, value, name],
  );
}

interface Found {
  known: Map<string, KnownHandle>;
  wanted: ReadonlyMap<string, Handle>;
  evidence: Evidence;
}

/** What is known of some handles, with a person for each of those that are seen for the first time. */
async function withMissing(tx: Tx, { known, wanted, evidence }: Found): Promise<Map<string, KnownHandle>> {
  const missing = [...wanted.entries()].filter(([key]) => !known.has(key)).map(([, handle]) => handle);
  if (missing.length === 0) return known;
  const made = await insert(tx, missing, evidence);
  if (made.length < missing.length) return find(tx, [...wanted.values()]);
  return new Map([...known, ...made.map((row) => [handleKey(row), row] as const)]);
}

async function find(tx: Tx, handles: readonly Handle[]): Promise<Map<string, KnownHandle>> {
  const rows = await tx.query<KnownHandle>(
    `select h.id, h.type, h.value, h.name, h.citizen_id as "citizenId", c.name as "citizenName"
     from unnest($1::text[], $2::text[]) w(type, value) join handle h using (type, value) join citizen c on c.id = h.citizen_id`,
    [handles.map(({ type }) => type), handles.map(({ value }) => value)],
  );
  return new Map(rows.map((row) => [handleKey(row), row]));
}

/** Returns those that were inserted: fewer when another transaction inserted some of them meanwhile. */
async function insert(tx: Tx, handles: readonly Handle[], evidence: string): Promise<KnownHandle[]> {
  const rows = handles.map((handle) => ({
    id: newId(),
    citizen_id: newId(),
    type: handle.type,
    value: handle.value,
    name: handle.name ?? '',
    display: handle.name || handle.value,
    verified: handle.verified,
  }));
  // Both writers of the same new handle wait for one of them; the loser's person is then not made.
  return tx.query<KnownHandle>(
    `with wanted as (
       select * from jsonb_to_recordset($1::jsonb) as w(id uuid, citizen_id uuid, type text, value text, name text, display text, verified boolean)
       order by type, value
     ), linked as (
       insert into handle (id, type, value, name, citizen_id, evidence, verified, linked_at)
       select id, type, value, name, citizen_id, case when verified then 'signed' else $2 end, verified, $3 from wanted
       on conflict (type, value) do nothing returning id, type, value, name, citizen_id, evidence
     ), person as (
       insert into citizen (id, name, created_at, root_id)
       select l.citizen_id, w.display, $3, l.citizen_id from linked l join wanted w using (type, value)
     ), evidence_added as (
       insert into handle_evidence (handle_id, citizen_id, kind, name, by_id, by_name, at)
       select id, citizen_id, evidence, name, case evidence when 'recorded' then $5::uuid end, case evidence when 'recorded' then $4 end, $3 from linked
     )
     select l.id, l.type, l.value, l.name, l.citizen_id as "citizenId", w.display as "citizenName" from linked l join wanted w using (type, value)`,
    [
      JSON.stringify(rows),
      evidence,
      tx.now,
      ...(tx.actor.kind === 'agent' ? [tx.actor.name, tx.actor.id] : [null, null]),
    ],
  );
}

/**
 * A person who was known by an address alone gets the first name that comes with it, unless others are known to use the
 * address. No name ever replaces another one.
 */
async function nameNameless(
  tx: Tx,
  known: ReadonlyMap<string, KnownHandle>,
  wanted: ReadonlyMap<string, Handle>,
): Promise<void> {
  const nameless = [...known].flatMap(([key, handle]) => {
    const name = wanted.get(key)?.name;
    return name && handle.name === '' && handle.citizenName === handle.value ? [{ handle, name }] : [];
  });
  if (nameless.length === 0) return;
  const rows = await tx.query<{ id: string }>(
    `with named as (
       select * from unnest($1::uuid[], $2::uuid[], $3::text[]) n(handle_id, citizen_id, name) where not exists (
         select 1 from handle_evidence v where v.handle_id = n.handle_id and v.citizen_id <> n.citizen_id and ${isStanding('v')})),
     person as (update citizen c set name = n.name from named n where c.id = n.citizen_id),
     linked as (update handle h set name = n.name from named n where h.id = n.handle_id)
     select handle_id as id from named`,
    [
      nameless.map(({ handle }) => handle.id),
      nameless.map(({ handle }) => handle.citizenId),
      nameless.map(({ name }) => name),
    ],
  );
  for (const { handle, name } of nameless)
    if (rows.some(({ id }) => id === handle.id)) Object.assign(handle, { name, citizenName: name });
}
