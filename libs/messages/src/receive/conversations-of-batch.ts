import { handleKey, isStanding, SHARED } from '@guichet/citizens';
import { SpokenKind, type Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { idAt } from '@guichet/platform';

/** The conversations of the senders of a batch. */
export interface Conversations {
  /** The case of the last conversation between an account and a handle. */
  conversations: Map<string, string>;
  /** An open case in which a handle takes part, on any channel. */
  open: Map<string, string>;
  /** The restricted ones of the conversations that do not go on in their case. */
  ended: Map<string, string>;
  /** The senders whose handle is not theirs alone, by their conversations. */
  ofTwo: Map<string, UsedByTwo>;
}

/** A handle that two persons use, of whom either may write by it. */
export interface UsedByTwo {
  /** It is not certain who names a case by it. */
  isShared: boolean;
  /** The cases in which it is not certain who of them goes on. */
  uncertainIn: Set<string>;
}

export interface WantedConversation {
  accountId: string;
  from: Handle;
}

/** The time after which a conversation no longer continues in its closed case, but opens a new one, and for which an answer is waited. */
export const CONTINUES_DAYS = 14;

export const conversationKey = (accountId: string, from: Pick<Handle, 'type' | 'value'>): string =>
  `${accountId} ${handleKey(from)}`;

interface ConversationRow {
  channel_account_id: string;
  type: Handle['type'];
  value: string;
  conversation: string | null;
  continues: boolean | null;
  is_restricted: boolean | null;
  open: string | null;
  is_open_restricted: boolean | null;
  takes_part: boolean | null;
  /** The last message of the conversation, of lately, is of nobody for certain, and no agent has said by moving it whose it is. */
  is_uncertain: boolean | null;
  /** The case of the conversation is about somebody else than the owner of the handle. */
  is_others: boolean | null;
  /** That one uses the handle as well. */
  is_used: boolean | null;
  /** We have written to that one by it lately. */
  is_answered: boolean | null;
  /** Anybody else uses it as well. */
  is_shared: boolean | null;
  /** Somebody of these has called or come lately, of whom the case of the conversation is not. */
  is_anothers_lately: boolean | null;
  /** The persons to whose cases we have written by it lately, by their roots; that of its owner, and of the case of the conversation. */
  answered: string[] | null;
  owner: string | null;
  theirs: string | null;
  /** The owner has a case of their own. */
  has_own: boolean | null;
}

/** What is known of the cases of a batch, to which the conversations are added. */
export interface KnownCases {
  restricted: Set<string>;
  participants: Map<string, Set<string>>;
}

/**
 * The cases of the conversations of the senders, and other open cases in which they have written. Which of them are
 * restricted, and in which the sender takes part, is added to `known`. Indexes `message_conversation`, `message_handle`, `cases_citizen`,
 * `handle_evidence_handle`.
 */
export async function conversationsOf(
  tx: Tx,
  wanted: readonly WantedConversation[],
  { restricted, participants }: KnownCases,
): Promise<Conversations> {
  const rows = wanted.length
    ? await tx.query<ConversationRow>(CONVERSATIONS, [
        wanted.map(({ accountId }) => accountId),
        wanted.map(({ from }) => from.type),
        wanted.map(({ from }) => from.value),
        tx.now,
        CONTINUES_DAYS,
        idAt(new Date(tx.now.getTime() - CONTINUES_DAYS * 86_400_000)),
        SHARED,
      ])
    : [];
  for (const row of rows) {
    const { conversation, is_restricted, open, is_open_restricted } = row;
    if (is_restricted) restricted.add(conversation!);
    if (is_open_restricted) restricted.add(open!);
    if (row.takes_part) addParticipant(participants, conversation!, row);
  }
  const casesOf = (wanted: (row: ConversationRow) => boolean) =>
    new Map(
      rows.flatMap((row) =>
        row.conversation && wanted(row)
          ? [[conversationKey(row.channel_account_id, row), row.conversation] as const]
          : [],
      ),
    );
  return {
    conversations: casesOf(({ continues }) => continues === true),
    ended: casesOf(({ continues, is_restricted }) => !continues && is_restricted === true),
    open: new Map(rows.flatMap((row) => (row.open ? [[handleKey(row), row.open]] : []))),
    ofTwo: new Map(rows.flatMap(ofTwo)),
  };
}

/** Adds the handle to those that belong to a case. */
export function addParticipant(
  participants: Map<string, Set<string>>,
  caseId: string,
  handle: Pick<Handle, 'type' | 'value'>,
): void {
  const handles = participants.get(caseId) ?? new Set();
  participants.set(caseId, handles.add(handleKey(handle)));
}

/**
 * Whether two persons use the handle of a conversation: it was said of somebody else than its owner, or we have written to somebody else by it
 * lately while its owner has a case of their own. Who answers is not certain in the case of that one; nor in any case, where we have written to
 * another person lately, or another one has called lately: who has just called by it writes by it next.
 */
function ofTwo(row: ConversationRow): [string, UsedByTwo][] {
  const { conversation, has_own, answered } = row;
  const isAnsweredBeside = (person: string | null) => (answered ?? []).some((one) => one !== person);
  const isOthers = row.is_used === true || (row.is_answered === true && has_own === true);
  const isUncertain =
    row.is_uncertain === true ||
    row.is_anothers_lately === true ||
    (row.is_others === true && isOthers) ||
    isAnsweredBeside(row.theirs ?? row.owner);
  const isShared = row.is_shared === true || (has_own === true && isAnsweredBeside(row.owner));
  if (!isShared && !isUncertain) return [];
  const uncertainIn = new Set(isUncertain && conversation !== null ? [conversation] : []);
  return [[conversationKey(row.channel_account_id, row), { isShared, uncertainIn }]];
}

/** So many of the last messages by a handle are looked at. */
const LAST = 20;
const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');

/** SQL: a message `m` of ours to the handle `h` by the account of `w`. Index `message_conversation`. */
const WRITTEN_BY_IT = `m.channel_account_id = w.channel_account_id and m.handle_id = h.id and m.direction = 'out'`;

/** The parameters: $1 to $3 are the accounts and the types and values of the senders, $4 is now, $5 the days, $6 the first id of the last of them, $7 the types that several use. */
const CONVERSATIONS = `select w.channel_account_id, w.type, w.value, last.case_id as conversation, last.takes_part, last.is_uncertain,
     last.goes_on and (last.takes_part or last.is_marked) as continues, last.is_restricted,
     other.id as open, other.is_restricted as is_open_restricted, two.*
   from (select distinct * from unnest($1::uuid[], $2::text[], $3::text[]) w(channel_account_id, type, value)) w
   join handle h on h.type = w.type and h.value = w.value
   left join lateral (
     select k.id as case_id, k.citizen_id, k.restricted_to is not null as is_restricted,
       k.closed_at is null or k.closed_at > $4::timestamptz - make_interval(days => $5) as goes_on,
       exists (select 1 from case_participant p where p.case_id = k.id and p.handle_id = h.id) as takes_part,
       e.data -> 'flags' ? 'sender-uncertain' as is_marked, e.data -> 'flags' ? 'sender-uncertain' and e.from_case_id is null and m.entry_id > $6 as is_uncertain
     from (
       select entry_id, case_id from message m where m.channel_account_id = w.channel_account_id and m.handle_id = h.id
       order by entry_id desc limit 1) m
     join cases k on k.id = m.case_id join timeline_entry e on e.id = m.entry_id
   ) last on true
   left join lateral (
     select k.id, k.restricted_to is not null as is_restricted from (select distinct case_id from (
       select case_id from message m where m.handle_id = h.id order by entry_id desc limit ${LAST}) m) m
     join cases k on k.id = m.case_id and k.status <> 'closed' order by k.last_entry_at desc limit 1
   ) other on true
   left join lateral (
     select theirs.root_id <> owner.root_id as is_others,
       exists (select 1 from handle_evidence v join citizen same on same.id = v.citizen_id
         where v.handle_id = h.id and same.root_id = theirs.root_id and same.root_id <> owner.root_id and ${isStanding('v')}) as is_used,
       exists (select 1 from message m where ${WRITTEN_BY_IT} and m.entry_id > $6 and m.case_id = last.case_id) as is_answered,
       also.is_shared, also.is_shared and exists (
         select 1 from (select entry_id, case_id from message m where m.handle_id = h.id order by entry_id desc limit ${LAST}) m
         join timeline_entry e on e.id = m.entry_id and e.channel_kind in (${SPOKEN}) and e.at > $4::timestamptz - make_interval(days => $5) join cases k on k.id = m.case_id
         join citizen z on z.id = k.citizen_id and z.root_id <> owner.root_id and z.root_id is distinct from theirs.root_id) as is_anothers_lately,
       array(select distinct z.root_id from message m join cases k on k.id = m.case_id join citizen z on z.id = k.citizen_id
         where ${WRITTEN_BY_IT} and m.entry_id > $6) as answered,
       owner.root_id as owner, theirs.root_id as theirs,
       exists (select 1 from cases k where k.citizen_id = owner.id and k.status not in ('closed', 'spam')) as has_own
     from citizen owner left join citizen theirs on theirs.id = last.citizen_id
     cross join lateral (select exists (select 1 from handle_evidence v join citizen same on same.id = v.citizen_id
       where v.handle_id = h.id and same.root_id <> owner.root_id and ${isStanding('v')}) as is_shared) also
     where owner.id = h.citizen_id and h.type = any($7)
   ) two on true`;
