import { scopeOrNone, type Principal, type Scope } from '@guichet/access';
import type { Citizen, CitizenMerge } from '@guichet/contracts';
import { knownSince, People, type Query } from './people-visible-to-agent.js';

/** SQL: a time as the API writes it. */
export const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Whether the scope showed something of a person at a time; of those who are part of them, but for the branch of one. What others
 * said before that, with their names and words, is theirs.
 */
export async function knownAt(query: Query, visible: Scope, people: People) {
  const since = await knownSince(query, visible, people.ids);
  return (id: string, { at, except }: { at: string; except?: string }): boolean =>
    people.isKnown(id, except) &&
    people.descendants(id, except).some((citizen) => (since.get(citizen.id)?.getTime() ?? Infinity) <= Date.parse(at));
}

/** A merge with the ids of both who were merged. */
type StoredMerge = Omit<CitizenMerge, 'citizen' | 'into'> & { citizenId: string; intoId: string };

/** All merges of a person that stand or were undone, newest first. */
export const storedMerges = (query: Query, ids: readonly string[]): Promise<StoredMerge[]> =>
  query<StoredMerge>(
    `select id, citizen_id as "citizenId", into_id as "intoId", reason, ${instant('at')} as at, by_id as "byId", by_name as by,
       ${instant('undone_at')} as "undoneAt", undone_by_id as "undoneById", undone_by as "undoneBy"
     from citizen_merge where citizen_id = any($1::uuid[]) or into_id = any($1) order by id desc limit 100`,
    [ids],
  );

const bothOf = (merges: readonly StoredMerge[]) => merges.flatMap(({ citizenId, intoId }) => [citizenId, intoId]);

/** Those of which the scope could know both who were merged, with their names. */
export async function mergesOf(query: Query, visible: Scope, stored: readonly StoredMerge[]): Promise<CitizenMerge[]> {
  if (stored.length === 0) return [];
  const people = await People.around(query, visible, bothOf(stored));
  const couldKnow = await couldKnowBoth(query, visible, people);
  return stored.filter(couldKnow).map(({ citizenId, intoId, ...merge }) => ({
    ...merge,
    citizen: { id: citizenId, name: people.nameOf(citizenId, intoId) },
    into: { id: intoId, name: people.nameOf(intoId, citizenId) },
  }));
}

/** Whether the scope showed both persons of a merge when they were merged. */
async function couldKnowBoth(query: Query, visible: Scope, people: People) {
  const isKnown = await knownAt(query, visible, people);
  return ({ citizenId, intoId, at }: StoredMerge): boolean =>
    isKnown(citizenId, { at, except: intoId }) && isKnown(intoId, { at, except: citizenId });
}

/**
 * Merges that stand with a record of which the file knows nothing, without its name, for whoever sees both records or has merged them: they
 * would find and undo them nowhere else. Nobody else learns that there is a record in another sector, nor may a case say it.
 */
export async function mergesElsewhere(
  { query }: { query: Query },
  { who, seen }: { who: Principal; seen: Scope },
  { stored, shown }: { stored: readonly StoredMerge[]; shown: readonly { id: string }[] },
): Promise<Citizen['mergesElsewhere']> {
  const named = new Set(shown.map(({ id }) => id));
  const others = stored.filter(({ id, undoneAt }) => !undoneAt && !named.has(id));
  if (others.length === 0) return [];
  const [people, mayUndo] = await Promise.all([
    People.around(query, seen, bothOf(others)),
    undoableBy(query, who, others),
  ]);
  const couldKnow = await couldKnowBoth(query, seen, people);
  return others
    .filter((merge) => couldKnow(merge) || merge.byId === who.id)
    .map((merge) => ({ id: merge.id, at: merge.at, byId: merge.byId, by: merge.by, mayUndo: mayUndo(merge) }));
}

/** Whoever may change both persons may part them, and so may who has merged them. */
async function undoableBy(query: Query, who: Principal, merges: readonly StoredMerge[]) {
  const changeable = scopeOrNone(who, 'citizen.update');
  const people = changeable && (await People.around(query, changeable, bothOf(merges)));
  return ({ citizenId, intoId, byId }: StoredMerge): boolean =>
    people !== null && (byId === who.id || (people.isKnown(citizenId, intoId) && people.isKnown(intoId, citizenId)));
}
