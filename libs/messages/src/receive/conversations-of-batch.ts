import { handleKey, isStanding, SHARED } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
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
  /** Those of the conversations whose case is about somebody else than the owner of the handle, who use it both. */
  ofTwo: Map<string, ConversationOfTwo>;
}

/** A conversation by a handle that two persons use, of whom either may write. */
export interface ConversationOfTwo {
  /** The case in which it was last, which is not its owner's. */
  caseId: string;
  /** Only certain agents, or those of a confidential team, may read that case. */
  isSheltered: boolean;
  /** The open case of the owner that takes what comes by the handle, where that is not likely to be meant for the other one. */
  insteadId: string | null;
}

export interface WantedConversation {
  accountId: string;
  from: Handle;
}

/** The time after which a conversation no longer continues in its closed case, but opens a new one, and for which an answer is waited. */
const CONTINUES_DAYS = 14;

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
  /** Null: the case of the conversation is the owner's. */
  is_sheltered: boolean | null;
  is_used: boolean;
  is_answered: boolean;
  owners: string | null;
  is_owners_restricted: boolean | null;
}

/**
 * The cases of the conversations of the senders, and other open cases in which they have written. Those of them that are restricted are
 * added to `restricted`. Indexes `message_conversation`, `message_handle`, `cases_citizen`, `handle_evidence_handle`.
 */
export async function conversationsOf(
  tx: Tx,
  wanted: readonly WantedConversation[],
  restricted: Set<string>,
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
  for (const { conversation, is_restricted, open, is_open_restricted, owners, is_owners_restricted } of rows) {
    if (is_restricted) restricted.add(conversation!);
    if (is_open_restricted) restricted.add(open!);
    if (is_owners_restricted) restricted.add(owners!);
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
    ofTwo: new Map(rows.flatMap((row) => ofTwo(row) ?? [])),
  };
}

/**
 * A conversation whose handle two persons use: it was said that the one whom the case is about does, or we have written to them by it lately
 * while its owner has a case of their own. What nobody has to wait for, and what others must not read, is the owner's.
 */
function ofTwo(row: ConversationRow): [string, ConversationOfTwo][] | undefined {
  const { conversation, is_sheltered: isSheltered, is_used, is_answered, owners } = row;
  if (conversation === null || isSheltered === null) return undefined;
  if (!is_used && (!is_answered || owners === null)) return undefined;
  const insteadId = is_used && (isSheltered || !is_answered) ? owners : null;
  return [[conversationKey(row.channel_account_id, row), { caseId: conversation, isSheltered, insteadId }]];
}

/** The parameters: $1 to $3 are the accounts and the types and values of the senders, $4 is now, $5 the days, $6 the first id of the last of them, $7 the types that several use. */
const CONVERSATIONS = `select w.channel_account_id, w.type, w.value, last.case_id as conversation, last.continues, last.is_restricted,
     other.id as open, other.is_restricted as is_open_restricted, two.is_sheltered, coalesce(two.is_used, false) as is_used,
     coalesce(two.is_answered, false) as is_answered, owners.id as owners, owners.is_restricted as is_owners_restricted
   from (select distinct * from unnest($1::uuid[], $2::text[], $3::text[]) w(channel_account_id, type, value)) w
   join handle h on h.type = w.type and h.value = w.value
   left join lateral (
     select k.id as case_id, k.restricted_to is not null as is_restricted,
       (k.closed_at is null or k.closed_at > $4::timestamptz - make_interval(days => $5))
         and exists (select 1 from case_participant p where p.case_id = k.id and p.handle_id = h.id) as continues
     from (
       select case_id from message m where m.channel_account_id = w.channel_account_id and m.handle_id = h.id order by entry_id desc limit 1) m
     join cases k on k.id = m.case_id
   ) last on true
   left join lateral (
     select k.id, k.restricted_to is not null as is_restricted from (select distinct case_id from (
       select case_id from message m where m.handle_id = h.id order by entry_id desc limit 20) m) m
     join cases k on k.id = m.case_id and k.status <> 'closed' order by k.last_entry_at desc limit 1
   ) other on true
   left join lateral (
     select t.confidential or k.restricted_to is not null as is_sheltered,
       exists (select 1 from handle_evidence v join citizen same on same.id = v.citizen_id
         where v.handle_id = h.id and same.root_id = theirs.root_id and ${isStanding('v')}) as is_used,
       exists (select 1 from message m where m.channel_account_id = w.channel_account_id and m.handle_id = h.id and m.case_id = k.id
         and m.direction = 'out' and m.entry_id > $6) as is_answered
     from cases k join team t on t.id = k.team_id join citizen theirs on theirs.id = k.citizen_id join citizen owner on owner.id = h.citizen_id
     where k.id = last.case_id and h.type = any($7) and theirs.root_id <> owner.root_id
   ) two on true
   left join lateral (
     select k.id, k.restricted_to is not null as is_restricted from cases k
     where two.is_sheltered is not null and k.citizen_id = h.citizen_id and k.status not in ('closed', 'spam') and k.id <> last.case_id
     order by k.last_entry_at desc limit 1
   ) owners on true`;
