import type { OutboundMessage } from '@guichet/channels';
import type { StoredMessage } from '@guichet/cases';
import type { Reader } from '@guichet/database';
import { attachedFiles, ownHandle, type ComposeContext, type DeliveryAttempt } from '../send/compose-message.js';
import { signAddressToken } from '../signed-address-token.js';

/** The number of earlier messages that a mail names in its `References`. */
const REFERENCES = 20;

/**
 * A message of a side conversation as its channel gets it. Its token and its references lead to the conversation alone: nothing in it
 * names a message of the citizen.
 */
export async function composeSideMessage(
  { reader, blobs, keyring }: ComposeContext,
  { account, callbackUrl, delivery, parts }: DeliveryAttempt,
): Promise<OutboundMessage> {
  const { entryId, sideConversationId, recipients } = delivery;
  const [row] = await reader.query<{ externalId: string; data: StoredMessage }>(
    `select external_id as "externalId", data from side_message where id = $1`,
    [entryId],
  );
  const { externalId, data } = row!;
  const missed = recipients.filter(({ status }) => status === 'failed').map(({ address }) => address);
  const files = await reader.query<{ digest: string; name: string; type: string; size: number }>(
    `select digest, name, type, size from attachment where id = any($2::uuid[]) and side_message_id = $1 order by id`,
    [entryId, data.attachments.map(({ id }) => id)],
  );
  return {
    externalId,
    from: { ...ownHandle(account), name: account.name },
    to: missed.length > 0 ? data.to.filter(({ value }) => missed.includes(value)) : data.to,
    cc: [],
    subject: data.subject ?? '',
    text: data.segments.map(({ text }) => text).join(''),
    html: null,
    references: await earlierMessages(reader, { conversationId: sideConversationId!, before: entryId }),
    replyToken: signAddressToken(keyring, 'side', sideConversationId!),
    bounceToken: signAddressToken(keyring, 'bounce', entryId),
    attachments: attachedFiles(blobs, files),
    template: null,
    callbackUrl,
    automatic: false,
    parts,
  };
}

/** External ids of the messages of the conversation before this one, the oldest first; what did not leave is known to nobody. */
async function earlierMessages(
  reader: Reader,
  { conversationId, before }: { conversationId: string; before: string },
): Promise<string[]> {
  const rows = await reader.query<{ externalId: string }>(
    `select m.external_id as "externalId" from side_message m left join delivery d on d.entry_id = m.id
     where m.conversation_id = $1 and m.id < $2 and coalesce(d.state, 'sent') <> 'failed' order by m.id desc limit ${REFERENCES}`,
    [conversationId, before],
  );
  return rows.map(({ externalId }) => externalId).reverse();
}
