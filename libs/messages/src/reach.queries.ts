import { teamsFor, type Principal } from '@guichet/access';
import { mayKnowHandle } from '@guichet/citizens';
import type { Evidence, Handle, ReachOption } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import type { Account, Accounts } from './accounts.js';
import { reachOf, type Dealings } from './reach.js';

interface KnownRow extends Pick<Handle, 'type' | 'value'> {
  id: string;
}

interface AddressRow extends KnownRow {
  verified: boolean;
  name: string;
  evidence: Evidence;
  isParticipant: boolean;
}

type DealingsRow = Omit<Dealings, 'handle' | 'consent'> & {
  handleId: string;
  given: boolean | null;
  word: string | null;
};

/**
 * How the person of a case can be answered: by the addresses that are part of the case, and by those of the person that
 * the agent may know. Indexes `case_participant_pkey`, `citizen_root`, `handle_citizen`, `message_conversation`.
 */
export async function reachOptions(
  database: Database,
  accounts: Accounts,
  who: Principal,
  caseId: string,
): Promise<ReachOption[]> {
  const teamIds = teamsFor(who, 'case.read');
  const [item] = await database.read<{ teamId: string }>(
    `select team_id as "teamId" from cases where id = $1 and ($2::uuid[] is null or team_id = any($2))`,
    [caseId, teamIds],
  );
  if (!item) throw new Failure('not-found');
  return waysTo(database, accounts, { id: caseId, teamId: item.teamId }, teamIds);
}

/** The same as far as these teams may know: null for whoever may know all. */
export async function waysTo(
  database: Database,
  accounts: Accounts,
  item: { id: string; teamId: string },
  teamIds: string[] | null,
): Promise<ReachOption[]> {
  const rows = await database.read<AddressRow>(
    `with item as (select id, citizen_id from cases where id = $1),
     part as (select p.handle_id from case_participant p join item on item.id = p.case_id),
     own as (
       select h.id from item join citizen c on c.id = item.citizen_id join citizen same on same.root_id = c.root_id
       join handle h on h.citizen_id = same.id
       where ${mayKnowHandle('h', '$2')})
     select h.id, h.type, h.value, h.verified, coalesce(
       (select e.data -> 'from' ->> 'name' from message m join timeline_entry e on e.id = m.entry_id
        where m.case_id = $1 and m.handle_id = h.id and m.direction = 'in' order by m.entry_id desc limit 1),
       (select c.citizen_name from cases c where c.id = $1 and c.citizen_id = h.citizen_id and c.citizen_name <> h.value), '') as name,
       h.evidence, h.id in (select handle_id from part) as "isParticipant"
     from handle h where h.id in (select handle_id from part union select id from own)
     order by "isParticipant" desc, h.id`,
    [item.id, teamIds],
  );
  const addresses = rows.map(({ id: _, evidence, isParticipant, name, ...handle }) => ({
    handle: { ...handle, ...(name ? { name } : {}) },
    evidence,
    isParticipant,
  }));
  const dealings = await dealingsWith(database, teamIds, rows);
  return reachOf(await accounts.all(), addresses, dealings, { teamId: item.teamId, now: database.now() });
}

/** The same for addresses that an agent typed, by the account that they chose: what was said elsewhere holds here, too. */
export async function reachOfTyped(
  database: Database,
  account: Account,
  who: Principal,
  handles: readonly Handle[],
): Promise<ReachOption[]> {
  const rows = await database.read<KnownRow>(
    `select h.id, h.type, h.value from unnest($1::text[], $2::text[]) w(type, value) join handle h using (type, value)`,
    [handles.map(({ type }) => type), handles.map(({ value }) => value)],
  );
  const addresses = handles.map((handle) => ({ handle, evidence: 'recorded', isParticipant: true }) as const);
  const dealings = await dealingsWith(database, teamsFor(who, 'case.read'), rows);
  return reachOf([account], addresses, dealings, { teamId: account.teamId, now: database.now() });
}

/** What happened between these and each account; what was said in cases that the agent may not see tells only of windows. */
async function dealingsWith(
  database: Database,
  teamIds: string[] | null,
  handles: readonly KnownRow[],
): Promise<Dealings[]> {
  if (handles.length === 0) return [];
  const rows = await database.read<DealingsRow>(
    `select a.id as "channelId", h.id as "handleId", last_in.at as "lastInAt", used.at as "lastUsedAt", c.given, c.word,
       case when last_out.state = 'failed' then coalesce(last_out.reason, '') end as "lastFailure"
     from channel_account a cross join unnest($1::uuid[]) h(id)
     left join consent c on c.channel_id = a.id and c.handle_id = h.id
     left join lateral (
       select least(e.at, (e.data ->> 'claimedAt')::timestamptz) as at from message m join timeline_entry e on e.id = m.entry_id
       where m.channel_id = a.id and m.handle_id = h.id and m.direction = 'in' order by m.entry_id desc limit 1) last_in on true
     left join lateral (
       select e.at from message m join timeline_entry e on e.id = m.entry_id join cases k on k.id = m.case_id
       where m.channel_id = a.id and m.handle_id = h.id and m.direction = 'in' and ($2::uuid[] is null or k.team_id = any($2))
       order by m.entry_id desc limit 1) used on true
     left join lateral (
       select d.state, d.reason from message m join delivery d on d.entry_id = m.entry_id join cases k on k.id = m.case_id
       where m.channel_id = a.id and m.handle_id = h.id and m.direction = 'out' and d.state not in ('recalled', 'stopped')
         and ($2::uuid[] is null or k.team_id = any($2))
       order by m.entry_id desc limit 1) last_out on true
     where a.enabled and (last_in.at is not null or last_out.state is not null or c.given is not null)`,
    [handles.map(({ id }) => id), teamIds],
  );
  const byId = new Map(handles.map(({ id, type, value }) => [id, { type, value }]));
  return rows.map(({ handleId, given, word, ...row }) => ({
    ...row,
    handle: byId.get(handleId)!,
    consent: given === null ? null : { given, word: word ?? '' },
  }));
}
