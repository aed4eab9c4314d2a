import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import {
  Evidence,
  type Citizen,
  type CitizenHandle,
  type CitizenQuery,
  type FoundCitizen,
  type Page,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { doubtUnlessVouched } from './doubt-of-address.js';
import { duplicatesOf } from './duplicates.queries.js';
import { isStanding } from './handle-evidence.js';
import { hasNumber } from './handle-number.js';
import { instant, knownAt, mergesOf, mergesElsewhere, storedMerges } from './merges.queries.js';
import { firstMessageOf, visibleHandleEvidence, mayKnowUse } from './visible-handle-evidence.js';
import { othersBesidePerson } from './others-at-addresses.queries.js';
import { mayKnowHandle, People, type Query } from './people-visible-to-agent.js';
import { scopeInCaseSector } from './scope-in-case-sector.js';
import { withoutCivilities } from './similar-names.js';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';

/** How many cases of one person are shown, and looked into. */
const CASES = 50;
/** How many others are named who use an address, as that of a hospital. */
const USERS = 5;

type OtherUsers = Pick<CitizenHandle, 'alsoUsedBy' | 'alsoUsedByMore'>;

const otherUsers = (names: readonly string[] = []): OtherUsers => ({
  alsoUsedBy: names.slice(0, USERS),
  alsoUsedByMore: Math.max(0, names.length - USERS),
});

/**
 * A person, whichever of their citizens is asked for, as an agent may know them: only through what the agent may see.
 *
 * @throws Failure `not-found` for a person whom the agent may not know.
 */
export const citizenById = async (reader: Reader, who: Principal, id: string): Promise<Citizen> =>
  citizenIn(reader, { who, visible: scope(who, 'case.read') }, id);

/**
 * As `citizenById`, in the file to which a case belongs: that of its sector.
 *
 * @throws Failure `not-found` also for a case that the agent may not see.
 */
export const citizenInFile = async (
  reader: Reader,
  who: Principal,
  { id, caseId }: { id: string; caseId: string },
): Promise<Citizen> => {
  const all = scope(who, 'case.read');
  const visible = await scopeInCaseSector(reader, who, caseId);
  return citizenIn(reader, { who, visible, all }, id);
};

/** `all`: what the agent sees beyond the file that is `visible`. */
async function citizenIn(
  reader: Reader,
  { who, visible, all: seen = visible }: { who: Principal; visible: Scope; all?: Scope },
  id: string,
): Promise<Citizen> {
  const { query: read } = reader;
  const people = await People.around(read, visible, [id]);
  if (!people.has(id) || !people.isKnown(people.rootOf(id))) throw new Failure('not-found');
  const rootId = people.rootOf(id);
  const all = people.descendants(rootId);
  const ids = all.map((citizen) => citizen.id);
  const stored = await storedMerges(read, ids);
  const [handles, cases, casesElsewhere, merges, duplicates, distinct, refusals] = await Promise.all([
    handlesOf(reader, visible, ids),
    casesOf(read, visible, ids),
    seen === visible ? 0 : countElsewhere(read, { seen, visible }, ids),
    mergesOf(read, visible, stored),
    duplicatesOf(reader, { visible, people, rootId }),
    distinctOf(read, visible, ids),
    read(`select 1 from survey_refusal where citizen_id = any($1::uuid[]) limit 1`, [ids]),
  ]);
  const handleIds = handles.map((handle) => handle.id);
  const others = await othersBesidePerson(reader, visible, { citizenIds: ids, handleIds });
  const shownNames = new Set(all.flatMap((citizen) => citizen.shownNames));
  return {
    id: rootId,
    name: people.nameOf(rootId),
    // An address may have a name that only hidden cases show.
    handles: handles.map((handle) => ({
      ...handle,
      name: shownNames.has(handle.name ?? '') ? handle.name : '',
      ...otherUsers(others.get(handle.id)),
    })),
    cases,
    casesElsewhere,
    merges,
    mergesElsewhere: await mergesElsewhere(reader, { who, seen }, { stored, shown: merges }),
    duplicates,
    distinct,
    refusesSurveys: refusals.length > 0,
  };
}

/**
 * Addresses that are these citizens' own, then those of others that they use as well: a mailbox of two people. What is said of
 * each comes from what the agent may see (`visible-handle-evidence.ts`).
 */
function handlesOf(
  { query, now }: Reader,
  visible: Scope,
  ids: string[],
): Promise<Omit<CitizenHandle, keyof OtherUsers>[]> {
  const { values, bind } = parameters(ids, Evidence.options);
  const known = mayKnowHandle('h', visible, bind);
  const { evidence, linkedAt, history } = visibleHandleEvidence(
    { visible, bind },
    { citizens: '$1::uuid[]', ranks: '$2::text[]' },
  );
  const doubt = doubtUnlessVouched('h', { visible, bind, now, citizens: '$1::uuid[]', evidence: 'h.kind' });
  return query<Omit<CitizenHandle, keyof OtherUsers>>(
    `${withHiddenCasesAndPeople(visible, bind)}, listed as materialized (
       (select h.id, h.type, h.value, h.name, h.verified, h.evidence, h.evidence as kind, h.linked_at as at, true as own
        from handle h where h.citizen_id = any($1::uuid[]) and ${known} order by h.id limit 200)
       union all
       (select h.id, h.type, h.value, '', false, h.evidence, used.kind, used.at, false
        from (select distinct on (u.handle_id) u.handle_id, u.kind, u.at from handle_evidence u where u.citizen_id = any($1) and ${isStanding('u')}
                and ${mayKnowUse('u', { visible, bind, citizens: '$1::uuid[]' })}
              order by u.handle_id, array_position($2::text[], u.kind) desc, u.id) used
        join handle h on h.id = used.handle_id and not h.citizen_id = any($1) and ${known}
        order by h.id limit 20))
     select h.id, h.type, h.value, h.name, h.verified, ${evidence('h.kind')} as evidence, ${doubt} as doubt,
       ${instant(linkedAt({ stored: 'h.at', kind: 'h.kind' }))} as "linkedAt", ${history(instant)} as history
     from listed h ${firstMessageOf('h', visible, bind)} order by h.own desc, h.id`,
    values,
  );
}

function casesOf(query: Query, visible: Scope, ids: string[]): Promise<Citizen['cases']> {
  const { values, bind } = parameters(ids);
  return query(
    `select k.id, k.reference, k.subject, k.status, ${instant('k.last_entry_at')} as "lastEntryAt"
     from cases k where k.citizen_id = any($1::uuid[]) and ${visible.sql('k', bind)} order by k.last_entry_at desc limit ${CASES}`,
    values,
  );
}

/**
 * How many cases of these citizens are seen beyond those of their file: that there are some is said, so that nobody takes the person for
 * new. One that was merged is where it is part of now, which may be the file itself. Indexes `cases_citizen`, `cases_pkey`.
 */
async function countElsewhere(
  query: Query,
  { seen, visible }: { seen: Scope; visible: Scope },
  ids: string[],
): Promise<number> {
  const { values, bind } = parameters(ids);
  const isElsewhere = `${seen.sql('k', bind)} and not ${visible.sql('k', bind)}`;
  const [found] = await query<{ count: number }>(
    `with recursive chain as (
       select k.id, k.merged_into_id from cases k where k.citizen_id = any($1::uuid[]) and ${isElsewhere}
       union select c.id, c.merged_into_id from chain join cases c on c.id = chain.merged_into_id)
     select count(*)::int as count from chain join cases k on k.id = chain.id
     where chain.merged_into_id is null and ${isElsewhere}`,
    values,
  );
  return found!.count;
}

/** Persons whom an agent has marked as distinct from this one, where the agent who asks could know both. */
async function distinctOf(query: Query, visible: Scope, ids: string[]): Promise<Citizen['distinct']> {
  const rows = await query<{ id: string; at: string; byId: string; by: string }>(
    `select o.id, ${instant('d.at')} as at, d.by_id as "byId", d.by_name as by from citizen_distinct d
     join citizen o on o.id = case when d.citizen_id = any($1::uuid[]) then d.other_id else d.citizen_id end
     where (d.citizen_id = any($1) or d.other_id = any($1)) and not o.id = any($1) order by d.at desc limit 50`,
    [ids],
  );
  if (rows.length === 0) return [];
  const people = await People.around(query, visible, [...ids, ...rows.map(({ id }) => id)]);
  const isKnown = await knownAt(query, visible, people);
  return rows
    .map(({ id, ...said }) => ({ id: people.rootOf(id), ...said }))
    .filter(({ id, at }) => isKnown(id, { at }) && isKnown(people.rootOf(ids[0]!), { at }))
    .map(({ id, ...said }) => ({ citizen: { id, name: people.nameOf(id) }, ...said }));
}

const patternOf = (beginning: string): string => `${beginning.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Persons whose name has a word that begins like each of these, or whose address, or telephone number in any spelling, begins like this,
 * each once and under the name that the agent may know. A title before a name, as in `Mme Mendès`, is no word of it. A name or an address that only hidden cases know finds nobody. They are put in order first, so that the cases of no more of them are looked at
 * than are wanted. Indexes `citizen_words`, `handle_beginning`, `handle_ending`, `cases_citizen`.
 */
export async function citizensBeginning(
  reader: Reader,
  who: Principal,
  { q, limit, cursor }: CitizenQuery,
): Promise<Page<FoundCitizen>> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters(patternOf(q), cursor ?? null, limit + 1, withoutCivilities(q));
  const number = hasNumber('h', q, bind) ?? 'false';
  const found = await reader.query<{ id: string }>(
    `${withHiddenCasesAndPeople(visible, bind)}, candidate as (
       select root_id from citizen z where words_of_name(z.name) @@ name_query($4) and exists (
         select 1 from cases k where k.citizen_id = z.id and k.citizen_name = z.name and ${visible.sql('k', bind)})
       union
       select z.root_id from handle h join citizen z on z.id = h.citizen_id where (h.value like $1 or ${number}) and ${mayKnowHandle('h', visible, bind)}
     )
     select root_id as id from (
       select root_id from candidate where $2::uuid is null or root_id < $2 order by root_id desc offset 0) d
     where exists (
       select 1 from citizen z join cases k on k.citizen_id = z.id where z.root_id = d.root_id and ${visible.sql('k', bind)})
     order by root_id desc limit $3`,
    values,
  );
  const ids = found.slice(0, limit).map(({ id }) => id);
  const [people, facts] = await Promise.all([
    People.around(reader.query, visible, ids),
    distinguishingFacts(reader, visible, ids),
  ]);
  return {
    items: ids.map((id) => ({ id, name: people.nameOf(id), ...facts.get(id)! })),
    nextCursor: found.length > limit ? ids.at(-1)! : null,
  };
}

type DistinguishingFacts = Omit<FoundCitizen, 'id' | 'name'>;

/** From the least to the worst. */
const DOUBTS: NonNullable<FoundCitizen['doubt']>[] = ['unchecked', 'unverifiable', 'forged'];

/**
 * By what the agent distinguishes these persons from others of the same name: what can be read out on the telephone, and the case that
 * was written in last. A case that was merged away is named only where there is no other. Whether anything proves or speaks against that they
 * are who they say is known of the same addresses. Indexes `citizen_root`, `handle_citizen`, `cases_citizen`.
 */
async function distinguishingFacts(
  { query, now }: Pick<Reader, 'query' | 'now'>,
  visible: Scope,
  ids: readonly string[],
): Promise<Map<string, DistinguishingFacts>> {
  if (ids.length === 0) return new Map();
  const { values, bind } = parameters(ids, DOUBTS);
  const citizens = 'array(select same.id from citizen same where same.root_id = wanted.id)';
  const doubt = doubtUnlessVouched('h', { visible, bind, now, citizens, evidence: 'h.evidence' });
  const rows = await query<DistinguishingFacts & { id: string }>(
    `${withHiddenCasesAndPeople(visible, bind)} select wanted.id, known.handles, known."isProved", known.doubt, (
       select json_build_object('reference', k.reference, 'subject', k.subject) from citizen z join cases k on k.citizen_id = z.id
       where z.root_id = wanted.id and ${visible.sql('k', bind)} order by k.merged_into_id is not null, k.last_entry_at desc limit 1) as "lastCase"
     from unnest($1::uuid[]) as wanted(id) cross join lateral (
       select coalesce(json_agg(json_build_object('type', shown.type, 'value', shown.value)), '[]') as handles,
         coalesce(bool_or(shown.proved), false) as "isProved",
         case when bool_and(shown.doubt is not null) then ($2::text[])[min(array_position($2::text[], shown.doubt))] end as doubt
       from (
         select h.type, h.value, h.verified or h.evidence in ('checked', 'signed') as proved, ${doubt} as doubt
         from citizen z join handle h on h.citizen_id = z.id
         where z.root_id = wanted.id and h.type in ('email', 'phone', 'postal') and ${mayKnowHandle('h', visible, bind)}
         order by h.id desc limit 3) shown) known`,
    values,
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
