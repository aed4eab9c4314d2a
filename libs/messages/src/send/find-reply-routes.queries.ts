import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import { isUncertainAndApart } from '@guichet/cases';
import { mayKnowHandle, othersAtAddresses, scopeInCaseSector, withHiddenCasesAndPeople } from '@guichet/citizens';
import type { Evidence, Handle, ReplyRoute } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { mayUseRoute, mayWriteFrom, type CaseToAnswer } from '../accounts/usable-accounts.js';
import { rankReplyRoutes, type ContactHistory } from './rank-reply-routes.js';

interface KnownRow extends Pick<Handle, 'type' | 'value'> {
  id: string;
}

interface AddressRow extends KnownRow {
  verified: boolean;
  name: string;
  personId: string | null;
  evidence: Evidence;
  isParticipant: boolean;
  isOfOther: boolean;
}

type ContactHistoryRow = Omit<ContactHistory, 'handle' | 'consent'> & {
  handleId: string;
  given: boolean | null;
  word: string | null;
};

/** The routes by which an agent can reply in a case, and from which other accounts they may write there. */
export interface UsableRoutes {
  routes: ReplyRoute[];
  mayWriteFrom: (account: Account) => boolean;
}

/**
 * The routes by which an agent can reply in a case, the best first. Accounts that they may not use are not among them, nor what only
 * cases of another sector show of the person.
 *
 * @throws Failure `not-permitted`, or `not-found` for a case that the agent may not see
 */
export async function replyRoutesFor(
  { reader, who, accounts }: { reader: Reader; who: Principal; accounts: Accounts },
  caseId: string,
): Promise<UsableRoutes> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters(caseId);
  const [item] = await reader.query<CaseToAnswer>(
    `select team_id as "teamId", array(
       select distinct m.channel_account_id || ' ' || h.type || ':' || h.value from message m join handle h on h.id = m.handle_id
       where m.case_id = cases.id and m.direction = 'in') as written
     from cases where id = $1 and ${visible.sql('cases', bind)}`,
    values,
  );
  if (!item) throw new Failure('not-found');
  const file = await scopeInCaseSector(reader, who, caseId);
  const [all, routes] = await Promise.all([
    accounts.all(),
    replyRoutes({ reader, accounts, visible, file }, { id: caseId, teamId: item.teamId }),
  ]);
  return { routes: routes.filter(mayUseRoute(who, item, all)), mayWriteFrom: mayWriteFrom(who, item) };
}

/**
 * The routes by which the citizen of a case can be reached by any account: by the addresses that take part in the case, and by those of the
 * citizen that somebody who sees the cases of the `file` may know; without one, the `visible` cases. Indexes `case_participant_pkey`, `citizen_root`,
 * `handle_citizen`, `message_conversation`.
 */
export async function replyRoutes(
  { reader, accounts, visible, file = visible }: { reader: Reader; accounts: Accounts; visible: Scope; file?: Scope },
  item: { id: string; teamId: string },
): Promise<ReplyRoute[]> {
  const { values, bind } = parameters(item.id);
  const rows = await reader.query<AddressRow>(
    `${withHiddenCasesAndPeople(file, bind)}, item as (select id, citizen_id from cases where id = $1),
     part as (select p.handle_id from case_participant p join item on item.id = p.case_id),
     own as (
       select h.id from item join citizen c on c.id = item.citizen_id join citizen same on same.root_id = c.root_id
       join handle h on h.citizen_id = same.id
       where ${mayKnowHandle('h', file, bind)})
     select h.id, h.type, h.value, h.verified, coalesce(
       (select e.data -> 'from' ->> 'name' from message m join timeline_entry e on e.id = m.entry_id
        where m.case_id = $1 and m.handle_id = h.id and m.direction = 'in' order by m.entry_id desc limit 1),
       (select c.citizen_name from cases c where c.id = $1 and c.citizen_id = h.citizen_id and c.citizen_name <> h.value),
       ${NAME_BY_MOVED_CASE}, '') as name,
       (select c.root_id from citizen c where c.id = h.citizen_id) as "personId", h.evidence,
       coalesce((select c.root_id from citizen c where c.id = h.citizen_id) <> (select c.root_id from item join citizen c on c.id = item.citizen_id), false) as "isOfOther", h.id in (select handle_id from part) as "isParticipant"
     from handle h where h.id in (select handle_id from part union select id from own)
     order by "isParticipant" desc, h.id`,
    values,
  );
  // Who else reads a reply is said to the agent alone, who may know it by any case that they see.
  const others = await othersAtAddresses(reader, visible, { caseId: item.id, handleIds: rows.map(({ id }) => id) });
  const addresses = rows.map(({ id, evidence, isParticipant, isOfOther, personId, name, ...handle }) => ({
    handle: { ...handle, ...(name ? { name } : {}) },
    personId,
    evidence,
    isParticipant,
    isOfOther,
    alsoUsedBy: others.get(id) ?? [],
  }));
  const history = await contactHistoryOf(reader, { visible, caseId: item.id }, rows);
  return rankReplyRoutes(
    { accounts: await accounts.all(), addresses, history },
    { teamId: item.teamId, now: reader.now },
  );
}

/** SQL: the name of the owner of the handle `h` as a case has it from which entries were moved into the case `$1`. Index `entry_move_into`. */
const NAME_BY_MOVED_CASE = `(
  select k.citizen_name from entry_move v join cases k on k.id = v.from_id
  where v.into_id = $1 and v.undone_at is null and k.citizen_id = h.citizen_id and k.citizen_name <> h.value order by v.id desc limit 1)`;

/** The routes to addresses that an agent typed, by the account that they chose; consent and windows hold for these, too. */
export async function replyRoutesToTyped(
  { reader, who }: { reader: Reader; who: Principal },
  account: Account,
  handles: readonly Handle[],
): Promise<ReplyRoute[]> {
  const rows = await reader.query<KnownRow>(
    `select h.id, h.type, h.value from unnest($1::text[], $2::text[]) w(type, value) join handle h using (type, value)`,
    [handles.map(({ type }) => type), handles.map(({ value }) => value)],
  );
  const addresses = handles.map(
    (handle) => ({ handle, personId: null, evidence: 'recorded', isParticipant: true }) as const,
  );
  const history = await contactHistoryOf(reader, { visible: scope(who, 'case.read'), caseId: null }, rows);
  return rankReplyRoutes({ accounts: [account], addresses, history }, { teamId: account.teamId, now: reader.now });
}

/**
 * What happened between these handles and each account, in cases that are visible alone: where a hidden message opened a window
 * or made up for a failure, the route would tell when the others heard from the address. Only a consent holds wherever it was
 * given. Where in the case they wrote last is found as `caseDetail` finds whom it proposes to reply to. Index `message_case`.
 */
async function contactHistoryOf(
  reader: Reader,
  { visible, caseId }: { visible: Scope; caseId: string | null },
  handles: readonly KnownRow[],
): Promise<ContactHistory[]> {
  if (handles.length === 0) return [];
  const { values, bind } = parameters(handles.map(({ id }) => id), caseId); // prettier-ignore
  const rows = await reader.query<ContactHistoryRow>(
    `with here as (
       select m.channel_account_id, m.handle_id, max(e.position) as position from message m join timeline_entry e on e.id = m.entry_id
       where m.case_id = $2 and e.case_id = $2 and m.direction = 'in' and e.data -> 'from' ->> 'value' is not null
         and not e.data -> 'flags' ?| array['third-party', 'automatic', 'others-address'] and not ${isUncertainAndApart('e')} group by 1, 2)
     select a.id as "channelAccountId", h.id as "handleId", last_in.claimed as "lastInAt", last_in.at as "lastUsedAt", here.position as "lastPosition", c.given, c.word,
       case when last_out.state = 'failed' then coalesce(last_out.reason, '') end as "lastFailure",
       case when named.unreachable_at is not null and not exists (
         select 1 from message m join timeline_entry e on e.id = m.entry_id join cases k on k.id = m.case_id
         left join delivery d on d.entry_id = m.entry_id
         where m.handle_id = h.id and ${visible.sql('k', bind)} and e.at > named.unreachable_at and (m.direction = 'in' or d.state in ('sent', 'delivered', 'read'))
       ) then coalesce(named.unreachable_reason, '') end as unreachable
     from channel_account a cross join unnest($1::uuid[]) h(id) join handle named on named.id = h.id
     left join here on here.channel_account_id = a.id and here.handle_id = h.id
     left join consent c on c.channel_account_id = a.id and c.handle_id = h.id
     left join lateral (
       select e.at, least(e.at, (e.data ->> 'claimedAt')::timestamptz) as claimed from message m join timeline_entry e on e.id = m.entry_id join cases k on k.id = m.case_id
       where m.channel_account_id = a.id and m.handle_id = h.id and m.direction = 'in' and ${visible.sql('k', bind)}
       order by m.entry_id desc limit 1) last_in on true
     left join lateral (
       select d.state, d.reason from message m join delivery d on d.entry_id = m.entry_id join cases k on k.id = m.case_id
       where m.channel_account_id = a.id and m.handle_id = h.id and m.direction = 'out' and d.state not in ('canceled', 'blocked')
         and ${visible.sql('k', bind)}
       order by m.entry_id desc limit 1) last_out on true
     where (a.enabled or last_in.at is not null) and (last_in.at is not null or last_out.state is not null or c.given is not null or named.unreachable_at is not null)`,
    values,
  );
  const byId = new Map(handles.map(({ id, type, value }) => [id, { type, value }]));
  return rows.map(({ handleId, given, word, ...row }) => ({
    ...row,
    handle: byId.get(handleId)!,
    consent: given === null ? null : { given, word: word ?? '' },
  }));
}
