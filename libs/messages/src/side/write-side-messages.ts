import { lockCases } from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import { SideConversation, SideMessage, type Case, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import type { ParsedMessage } from '../receive/parsed-message.js';
import { storedMessage } from '../receive/stored-from-parsed-message.js';
import { recordSideConversationActivity } from './record-side-conversation-activity.js';

/** A message that has come, and the side conversation to which it belongs. */
export interface SideArrival {
  item: ParsedMessage;
  conversationId: string;
}

/** Writes messages into their side conversations, in their order. Cases are locked before anything else, as everywhere. */
export async function writeSideMessages(tx: Tx, arrivals: readonly SideArrival[]): Promise<void> {
  if (arrivals.length === 0) return;
  const conversations = await conversationsOf(tx, arrivals);
  const cases = await lockCases(
    tx,
    [...conversations.values()].map(({ caseId }) => caseId),
  );
  for (const { item, conversationId } of arrivals) {
    const conversation = conversations.get(conversationId)!;
    await insertMessage(tx, { id: newId(), item, conversation });
    await advance(tx, { item, conversation, target: cases.get(conversation.caseId)! });
  }
}

async function conversationsOf(tx: Tx, arrivals: readonly SideArrival[]): Promise<Map<string, SideConversation>> {
  const rows = await tx
    .repo(SideConversation)
    .createQueryBuilder('s')
    .where('s.id = any(:ids)', { ids: arrivals.map(({ conversationId }) => conversationId) })
    .getMany();
  return new Map(rows.map((row) => [row.id, row]));
}

async function insertMessage(
  tx: Tx,
  { id, item, conversation }: { id: string; item: ParsedMessage; conversation: SideConversation },
): Promise<void> {
  const { message, attachments, account, envelopeId, receivedAt, origin } = item;
  const asked = new Set(conversation.recipients.map(handleKey));
  const isSent = origin?.isSentCopy === true;
  const isAsked = isSent || (message.from !== null && asked.has(handleKey(message.from)));
  await tx.repo(SideMessage).insert({
    ...{ id, conversationId: conversation.id, envelopeId, externalId: message.externalId, at: receivedAt },
    direction: isSent ? 'out' : 'in',
    fingerprint: isSent ? '' : message.fingerprint,
    author: message.from?.name || message.from?.value || '',
    data: storedMessage(item, isSent ? ['sent-elsewhere'] : isAsked ? [] : ['third-party']),
  });
  if (attachments.length === 0) return;
  await tx.query(
    `insert into attachment (id, digest, name, type, size, inline, state, scan, source, channel_account_id, side_message_id, case_id, created_at)
     select id, digest, name, type, size, inline, state, scan, source, $2, $3, $4, $5
     from jsonb_to_recordset($1::jsonb) as r(id uuid, digest text, name text, type text, size int, inline boolean, state text, scan jsonb, source text)`,
    [JSON.stringify(attachments), account.id, id, conversation.caseId, tx.now],
  );
}

/** Whoever was asked by their address alone is called as they call themselves. */
const withName = (recipients: readonly Handle[], from: Handle | null): Handle[] =>
  recipients.map((one) =>
    from?.name && !one.name && handleKey(one) === handleKey(from) ? { ...one, name: from.name } : one,
  );

/**
 * An answer makes it our turn. What comes by itself during an absence, or came long ago, changes nothing; nor does what any other robot
 * sends into a conversation that was closed. One that is open may be answered by the program of a contractor, which files tickets.
 */
async function advance(
  tx: Tx,
  { item, conversation, target }: { item: ParsedMessage; conversation: SideConversation; target: Case },
): Promise<void> {
  const { message, origin } = item;
  const isLateRobot = message.automatic !== undefined && conversation.state === 'closed';
  if (origin || message.automatic === 'reply' || isLateRobot) {
    const audience = { caseId: target.id, teamIds: [target.teamId] };
    tx.publish('side-conversation.changed', { sideConversationId: conversation.id }, audience);
    return;
  }
  conversation.recipients = withName(conversation.recipients, message.from);
  const { recipients } = conversation;
  await tx.repo(SideConversation).update({ id: conversation.id }, { state: 'answered', since: tx.now, recipients });
  const names = [message.from?.name || message.from?.value || ''].filter(Boolean);
  await recordSideConversationActivity(tx, {
    item: target,
    sideConversationId: conversation.id,
    what: 'answered',
    names,
  });
}
