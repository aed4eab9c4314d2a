import { teamsFor, type Principal } from '@guichet/access';
import { handleKey, mayKnowHandle, stands } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import type { Owner, OwnLink } from './findings.js';
import type { NamedNumber } from './suspects.js';

/** What a check has to know of a case. */
export interface CheckedCase {
  id: string;
  reference: string;
  /** By which it is answered, when nothing else is chosen. */
  channelId: string | null;
  /** All citizens with this root are its person; null: nobody is known. */
  rootId: string | null;
  confidential: boolean;
  hasParticipants: boolean;
}

export async function checkedCase(database: Database, who: Principal, id: string): Promise<CheckedCase> {
  const [item] = await database.read<CheckedCase>(
    `select c.id, c.reference, c.channel_id as "channelId", z.root_id as "rootId", t.confidential,
       exists (select 1 from case_participant p where p.case_id = c.id) as "hasParticipants"
     from cases c join team t on t.id = c.team_id left join citizen z on z.id = c.citizen_id
     where c.id = $1 and ($2::uuid[] is null or c.team_id = any($2))`,
    [id, teamsFor(who, 'case.reply')],
  );
  if (!item) throw new Failure('not-found');
  return item;
}

/** Whose these addresses are. Indexes `handle_value`, `case_participant_pkey`, `handle_evidence_handle`. */
export async function ownersOf(
  database: Database,
  who: Principal,
  { id, rootId }: CheckedCase,
  handles: readonly Handle[],
): Promise<(handle: Handle) => Owner> {
  if (handles.length === 0) return () => 'unknown';
  const rows = await database.read<{ type: string; value: string; owner: Owner }>(
    `select h.type, h.value, case
       when exists (select 1 from case_participant p where p.case_id = $1 and p.handle_id = h.id) then 'of-case'
       when not ${mayKnowHandle('h', '$3')} then 'unknown'
       when exists (select 1 from citizen z where z.id = h.citizen_id and z.root_id = $2) or exists (
         select 1 from handle_evidence v join citizen z on z.id = v.citizen_id
         where v.handle_id = h.id and z.root_id = $2 and ${stands('v')}) then 'of-person'
       else 'of-another' end as owner
     from unnest($4::text[], $5::text[]) w(type, value) join handle h using (type, value)`,
    [id, rootId, teamsFor(who, 'case.read'), handles.map(({ type }) => type), handles.map(({ value }) => value)],
  );
  const owners = new Map(rows.map((row) => [handleKey(row), row.owner]));
  return (handle) => owners.get(handleKey(handle)) ?? 'unknown';
}

/**
 * A case `o` that has nothing to do with this one ($1): no link, no merge, another person ($2, with `z` the citizen of `o`).
 * One in a team of others ($3) always is: to say otherwise would tell of it.
 */
const IS_STRANGE = `(o.id <> $1 and (
  not ($3::uuid[] is null or o.team_id = any($3))
  or not (coalesce(z.root_id = $2, false) or coalesce(o.merged_into_id = $1, false)
    or exists (select 1 from case_link l where l.state = 'linked'
      and ((l.case_id = $1 and l.other_id = o.id) or (l.case_id = o.id and l.other_id = $1))))))`;

/** Which of these references are of cases that have nothing to do with this one. */
export async function strangeReferences(
  database: Database,
  who: Principal,
  { id, rootId }: CheckedCase,
  references: readonly string[],
): Promise<string[]> {
  if (references.length === 0) return [];
  const rows = await database.read<{ reference: string }>(
    `select o.reference from cases o left join citizen z on z.id = o.citizen_id
     where o.reference = any($4::text[]) and ${IS_STRANGE} order by o.reference`,
    [id, rootId, teamsFor(who, 'case.read'), references],
  );
  return rows.map(({ reference }) => reference);
}

/** Which of these links show what was said in such a case. */
export async function strangeLinks(
  database: Database,
  who: Principal,
  { id, rootId }: CheckedCase,
  links: readonly OwnLink[],
): Promise<OwnLink[]> {
  if (links.length === 0) return [];
  const rows = await database.read<{ n: number }>(
    `select w.n::int from unnest($4::text[], $5::uuid[]) with ordinality w(shows, id, n)
     cross join lateral (
       select e.case_id from answer_page p join timeline_entry e on e.id = p.entry_id where w.shows = 'answers' and p.id = w.id
       union all select a.case_id from attachment a where w.shows = 'files' and a.id = w.id) lies
     join cases o on o.id = lies.case_id left join citizen z on z.id = o.citizen_id
     where ${IS_STRANGE} order by w.n`,
    [id, rootId, teamsFor(who, 'case.read'), links.map(({ to }) => to), links.map((link) => link.id)],
  );
  return rows.map(({ n }) => links[n - 1]!);
}

/** What is known with more people than this is no secret of one: our own bank account, the number of a form. */
const PERSONAL = 3;
/** Entries looked at for each number. */
const ENTRIES = 200;

/** Where a number was named before, as far as the agent may see. */
interface Whereabouts {
  isOfCase: boolean;
  isOfOthers: boolean;
}

/**
 * Where these were named before: in this case or another one of its person, or only with a few others. Index
 * `entry_words_search`.
 */
export async function whereaboutsOf(
  database: Database,
  who: Principal,
  { id, rootId }: CheckedCase,
  numbers: readonly Pick<NamedNumber, 'value' | 'spellings'>[],
): Promise<(value: string) => Whereabouts> {
  const asked = numbers.flatMap(({ spellings }, n) => spellings.map((spelling) => ({ n, spelling })));
  if (asked.length === 0) return () => ({ isOfCase: false, isOfOthers: false });
  const rows = await database.read<{ n: number; own: boolean; persons: number }>(
    `with asked as materialized (
       select n, string_agg('(' || query::text || ')', ' | ')::tsquery as query
       from unnest($4::int[], $5::text[]) s(n, spelling), phraseto_tsquery('guichet', spelling) query
       where numnode(query) > 0 group by n)
     select asked.n, bool_or(found.own) as own, count(distinct found.person)::int as persons
     from asked cross join lateral (
       select c.id = $1 or coalesce(z.root_id = $2, false) as own, coalesce(z.root_id, c.id) as person
       from entry_words w join cases c on c.id = w.case_id left join citizen z on z.id = c.citizen_id
       where w.search @@ asked.query and (c.id = $1 or $3::uuid[] is null or c.team_id = any($3)) limit ${ENTRIES}) found
     group by asked.n`,
    [id, rootId, teamsFor(who, 'case.read'), asked.map(({ n }) => n), asked.map(({ spelling }) => spelling)],
  );
  const byValue = new Map(rows.map((row) => [numbers[row.n]!.value, row]));
  return (value) => {
    const row = byValue.get(value);
    return { isOfCase: row?.own ?? false, isOfOthers: row !== undefined && !row.own && row.persons <= PERSONAL };
  };
}

/** Which of these an approved template tells to everybody. Asked only where something was found: it reads them all. */
export async function toldByTemplates(database: Database, spellings: readonly string[]): Promise<string[]> {
  if (spellings.length === 0) return [];
  const rows = await database.read<{ spelling: string }>(
    `select spelling from unnest($1::text[]) s(spelling)
     where exists (select 1 from template_version v where v.state = 'approved' and strpos(v.content::text, spelling) > 0)`,
    [spellings],
  );
  return rows.map(({ spelling }) => spelling);
}
