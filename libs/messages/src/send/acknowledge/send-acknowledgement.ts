import { lockCaseOfEntry, saveCase } from '@guichet/cases';
import type { SuppressionReason } from '@guichet/contracts';
import { AutomaticMessage, type Database, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import {
  blockVersionsOf,
  lockTemplateInUse,
  renderAutomatically,
  saveReplyPage,
  type AutomaticRendering,
} from '@guichet/templates';
import type { Account, Accounts } from '../../accounts/channel-accounts.js';
import { queueMessage } from '../queue-message.js';
import { replyLink } from '../reply-page-link.js';
import { messagesToAcknowledge, type MessageToAcknowledge } from './messages-to-acknowledge.queries.js';
import { ACKNOWLEDGEMENT, recordNotAcknowledged } from './schedule-acknowledgements.js';

/** What is needed to send an acknowledgement. */
export interface AcknowledgementContext {
  database: Database;
  accounts: Accounts;
  keyring: Keyring;
  publicUrl: string;
}

/** What people are called, and nothing that somebody would want us to send to others in their name. */
const NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,59}$/u;

/**
 * Job: sends the acknowledgement that was planned for a message, by the channel of its sender. However often the job runs, and whenever
 * its process dies, one is sent: that it was is written with it. Where it cannot be sent any more, the case says why.
 */
export async function sendAcknowledgement(context: AcknowledgementContext, entryId: string): Promise<void> {
  const { database, accounts, keyring, publicUrl } = context;
  const [message] = await messagesToAcknowledge(database, [entryId], { isPlanned: true });
  if (!message) return database.write(ACKNOWLEDGEMENT, (tx) => forget(tx, entryId));
  const account = await accounts.byId(message.channelAccountId);
  const refused = refusalOf(message, account);
  if (refused || !account) return refuse(database, message, refused ?? 'no-route');
  const made = await renderAutomatically(
    { reader: database, linkTo: (replyPageId) => replyLink(keyring, publicUrl, replyPageId) },
    {
      ...{ templateId: message.templateId, caseId: message.caseId, kind: message.kind, receivedAt: message.at },
      name: NAME.test(message.name) ? message.name : '',
    },
  );
  if (typeof made === 'string') return refuse(database, message, 'template-unusable');
  await database.write(ACKNOWLEDGEMENT, (tx) => send(tx, keyring, { message, account, made }));
}

/** Nothing was sent where somebody has switched it off since; what was sent or refused stays. */
async function forget(tx: Tx, causeId: string): Promise<void> {
  await tx.query(`delete from automatic_message where cause_id = $1 and entry_id is null and reason is null`, [
    causeId,
  ]);
}

/** What has changed since it was planned. */
function refusalOf({ isSpam, from }: MessageToAcknowledge, account: Account | undefined): SuppressionReason | null {
  if (isSpam) return 'spam';
  if (!account?.enabled || !from) return 'no-route';
  const handle = { ...from, verified: false };
  return account.channel.reaches?.(handle, account.config) === false ? 'no-route' : null;
}

function refuse(database: Database, { entryId }: MessageToAcknowledge, because: SuppressionReason): Promise<void> {
  return database.write(ACKNOWLEDGEMENT, async (tx) => {
    const item = await lockCaseOfEntry(tx, entryId);
    if (!(await lockPlanned(tx, entryId))) return;
    await tx.repo(AutomaticMessage).update({ causeId: entryId }, { reason: because });
    await recordNotAcknowledged(tx, [{ entryId, caseId: item.id, because }]);
  });
}

async function send(
  tx: Tx,
  keyring: Keyring,
  { message, account, made }: { message: MessageToAcknowledge; account: Account; made: AutomaticRendering },
): Promise<void> {
  await lockTemplateInUse(tx, made);
  const item = await lockCaseOfEntry(tx, message.entryId);
  if (!(await lockPlanned(tx, message.entryId))) return;
  const { text, html, provenance, versionId, replyPageId, page } = made;
  const subject = made.subject ?? item.subject;
  const entryId = await queueMessage(
    tx,
    { keyring, item, account, actor: ACKNOWLEDGEMENT },
    {
      ...{ subject, text, html: account.channel.capabilities.html ? html : null, provenance },
      to: [{ ...message.from!, ...(message.name && { name: message.name }), verified: false }],
      cc: [],
      attachments: [],
      flags: ['acknowledgement'],
      dueAt: tx.now,
      evidence: 'claimed',
      isUnlisted: true,
    },
  );
  await saveReplyPage(tx, item, { entryId, replyPageId, page: { ...page, subject: page.subject || subject } });
  await tx
    .repo(AutomaticMessage)
    .update({ causeId: message.entryId }, { entryId, versionId, blockVersionIds: blockVersionsOf(provenance) });
  await saveCase(tx, item);
}

/** Locks what was planned, as long as it was neither sent nor refused: of two jobs, one sends. */
async function lockPlanned(tx: Tx, causeId: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from automatic_message where cause_id = $1 and entry_id is null and reason is null for update`,
    [causeId],
  );
  return rows.length > 0;
}
