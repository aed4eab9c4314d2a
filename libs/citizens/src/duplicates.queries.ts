import { parameters, type Scope } from '@guichet/access';
import type { Duplicate } from '@guichet/contracts';
import { addressesIn } from './addresses-in-text.js';
import { doubtUnlessVouched } from './doubt-of-address.js';
import type { Reader } from '@guichet/database';
import { mayKnowHandle, People, type Query } from './people-visible-to-agent.js';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';

const MOST = 10;
/** The newest messages of a person that are looked through for addresses, and how much of each. */
const MESSAGES = 20;
const CHARACTERS = 4000;

interface Hint {
  citizenId: string;
  reason: Duplicate['reasons'][number]['reason'];
  detail: string | null;
}

/**
 * Who else a person may be, with reasons, among those whom the agent may know: for an agent to judge, never enough to make
 * two persons one. Persons whom an agent has marked as distinct are not suggested again. Each reason is one bounded query by an index.
 */
export async function duplicatesOf(
  { query, now }: Pick<Reader, 'query' | 'now'>,
  { visible, people, rootId }: { visible: Scope; people: People; rootId: string },
): Promise<Duplicate[]> {
  const all = people.descendants(rootId);
  const ids = all.map(({ id }) => id);
  const names = all.filter(({ name, shownNames }) => shownNames.includes(name)).map(({ name }) => name);
  const hints = (
    await Promise.all([
      sameName(query, { visible, rootId, names }),
      mentioned(query, { visible, rootId, ids }),
      linked(query, { visible, rootId, ids }),
      sameSubject(query, { visible, rootId, ids }),
    ])
  ).flat();
  if (hints.length === 0) return [];
  const others = await People.around(
    query,
    visible,
    hints.map(({ citizenId }) => citizenId),
  );
  const apart = await distinctRoots(query, ids);
  const byRoot = [...Map.groupBy(hints, ({ citizenId }) => others.rootOf(citizenId))]
    .filter(([id]) => others.isKnown(id) && !apart.has(id))
    .map(([id, reasons]) => ({ id, reasons: unique(reasons) }))
    .toSorted((a, b) => b.reasons.length - a.reasons.length)
    .slice(0, MOST);
  return Promise.all(
    byRoot.map(async ({ id, reasons }) => ({
      citizen: { id, name: others.nameOf(id) },
      reasons,
      handles: await handlesFor({ query, now }, visible, others.descendants(id).map((citizen) => citizen.id)), // prettier-ignore
    })),
  );
}

const unique = (hints: readonly Hint[]): Duplicate['reasons'] => [
  ...new Map(hints.map(({ reason, detail }) => [`${reason} ${detail}`, { reason, detail }])).values(),
];

/** The whole name, whatever its accents and capitals. One word alone says too little. Index `citizen_name`. */
async function sameName(
  query: Query,
  { visible, rootId, names }: { visible: Scope; rootId: string; names: string[] },
): Promise<Hint[]> {
  const whole = names.filter((name) => /\p{L}[\p{L}.'’-]*\s+\S*\p{L}/u.test(name));
  if (whole.length === 0) return [];
  const { values, bind } = parameters(whole, rootId);
  return query<Hint>(
    `select z.id as "citizenId", 'same-name' as reason, z.name as detail
     from unnest($1::text[]) n(name) join citizen z on folded(z.name) = folded(n.name)
     where z.root_id <> $2 and exists (
       select 1 from cases k where k.citizen_id = z.id and k.citizen_name = z.name and ${visible.sql('k', bind)})
     limit ${MOST}`,
    values,
  );
}

/** Addresses of others that the person has named. Indexes `cases_citizen`, `message_case`, `handle_value`. */
async function mentioned(
  query: Query,
  { visible, rootId, ids }: { visible: Scope; rootId: string; ids: string[] },
): Promise<Hint[]> {
  const texted = parameters(ids);
  const texts = await query<{ text: string | null }>(
    `select left((select string_agg(s ->> 'text', ' ') from jsonb_array_elements(e.data -> 'segments') s where s ->> 'kind' <> 'quoted'), ${CHARACTERS}) as text
     from (select id from cases where citizen_id = any($1::uuid[]) and ${visible.sql('cases', texted.bind)} order by last_entry_at desc limit ${MESSAGES}) k
     join message m on m.case_id = k.id and m.direction = 'in' join timeline_entry e on e.id = m.entry_id and e.actor_id = any($1)
     order by m.entry_id desc limit ${MESSAGES}`,
    texted.values,
  );
  const named = texts.flatMap(({ text }) => addressesIn(text ?? ''));
  if (named.length === 0) return [];
  const { values, bind } = parameters(named.map(({ type }) => type), named.map(({ value }) => value), rootId); // prettier-ignore
  return query<Hint>(
    `${withHiddenCasesAndPeople(visible, bind)} select z.id as "citizenId", 'mentions-address' as reason, h.value as detail
     from (select distinct * from unnest($1::text[], $2::text[]) w(type, value)) w join handle h using (type, value)
     join citizen z on z.id = h.citizen_id where z.root_id <> $3 and ${mayKnowHandle('h', visible, bind)} limit ${MOST}`,
    values,
  );
}

/**
 * Persons of cases that an agent has linked with a case of this one. A merge or a split links two cases by itself, and a case can be
 * a part of one that concerns many persons, which both say nothing of their persons. Indexes `entry_move_from`, `entry_move_into`.
 */
function linked(
  query: Query,
  { visible, rootId, ids }: { visible: Scope; rootId: string; ids: string[] },
): Promise<Hint[]> {
  const { values, bind } = parameters(ids, rootId);
  return query<Hint>(
    `select o.citizen_id as "citizenId", 'linked-cases' as reason, o.reference as detail
     from cases k join case_link l on l.case_id = k.id and l.state = 'linked' and l.kind = 'related' join cases o on o.id = l.other_id
     join citizen z on z.id = o.citizen_id
     where k.citizen_id = any($1::uuid[]) and z.root_id <> $2 and ${visible.sql('k', bind)} and ${visible.sql('o', bind)}
       and not exists (select 1 from entry_move m where (m.from_id, m.into_id) in ((k.id, o.id), (o.id, k.id)) and m.how <> 'moved'
         and m.undone_at is null and m.before -> 'from' ->> 'link' is distinct from 'linked')
       and not exists (select 1 from entry_move m where m.undone_at is null and m.how = 'merged' and m.into_id in (k.id, o.id)
         and m.before -> 'carriedLinks' ? (case m.into_id when k.id then o.id else k.id end)::text)
     limit ${MOST}`,
    values,
  );
}

/** Known to two pages under one id (`<channel account>:<id>`). Index `handle_value`. */
function sameSubject(
  query: Query,
  { visible, rootId, ids }: { visible: Scope; rootId: string; ids: string[] },
): Promise<Hint[]> {
  const { values, bind } = parameters(ids, rootId);
  return query<Hint>(
    `${withHiddenCasesAndPeople(visible, bind)} select z.id as "citizenId", 'same-subject-id' as reason, substr(own.value, 38) as detail
     from handle own cross join channel_account a join handle h on h.type = 'subject' and h.value = a.id || ':' || substr(own.value, 38)
     join citizen z on z.id = h.citizen_id
     where own.citizen_id = any($1::uuid[]) and own.type = 'subject' and z.root_id <> $2 and ${mayKnowHandle('own', visible, bind)} and ${mayKnowHandle('h', visible, bind)}
     limit ${MOST}`,
    values,
  );
}

/** The roots of the persons whom an agent has marked as distinct from this one. */
async function distinctRoots(query: Query, ids: string[]): Promise<Set<string>> {
  const rows = await query<{ id: string }>(
    `select z.root_id as id from citizen_distinct d join citizen z on z.id = d.other_id where d.citizen_id = any($1::uuid[])
     union select z.root_id from citizen_distinct d join citizen z on z.id = d.citizen_id where d.other_id = any($1)`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

function handlesFor(
  { query, now }: Pick<Reader, 'query' | 'now'>,
  visible: Scope,
  ids: string[],
): Promise<Duplicate['handles']> {
  const { values, bind } = parameters(ids);
  const doubt = doubtUnlessVouched('h', { visible, bind, now, citizens: '$1::uuid[]', evidence: 'h.evidence' });
  return query(
    `${withHiddenCasesAndPeople(visible, bind)} select h.type, h.value, h.verified, ${doubt} as doubt from handle h where h.citizen_id = any($1::uuid[]) and ${mayKnowHandle('h', visible, bind)} order by h.id limit 5`,
    values,
  );
}
