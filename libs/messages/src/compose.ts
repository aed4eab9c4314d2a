import { ChannelError, type OutboundMessage, type PartLog } from '@guichet/channels';
import type { StoredMessage } from '@guichet/cases';
import type { Handle } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { BlobStore, Keyring } from '@guichet/platform';
import type { Account } from './accounts.js';
import type { Claimed } from './delivery.queries.js';
import { divideFiles, fileLink, withLinks } from './files-out.js';
import { tokenFor } from './tokens.js';

/** Messages of the thread that an answer names: enough for every reader of mail to put it in its place. */
const REFERENCES = 20;

interface Outgoing {
  externalId: string;
  actorKind: 'agent' | 'system';
  data: StoredMessage;
}

/** What a message is made from. */
export interface Sources {
  database: Database;
  blobs: BlobStore;
  keyring: Keyring;
  publicUrl: string;
}

/** The message as its channel gets it. After a partial refusal it goes only to those who have not got it. */
export async function composeMessage(
  { database, blobs, keyring, publicUrl }: Sources,
  account: Account,
  callbackUrl: string | null,
  { entryId, caseId, recipients, dueAt }: Claimed,
  parts: PartLog,
): Promise<OutboundMessage> {
  const [row] = await database.read<Outgoing>(
    `select m.external_id as "externalId", e.actor_kind as "actorKind", e.data
     from message m join timeline_entry e on e.id = m.entry_id where m.entry_id = $1`,
    [entryId],
  );
  const earlier = await database.read<{ external_id: string }>(
    `select m.external_id from message m left join delivery d on d.entry_id = m.entry_id
     where m.case_id = $1 and m.entry_id < $2 and coalesce(d.state, 'sent') not in ('held', 'recalled', 'stopped', 'failed')
     order by m.entry_id desc limit $3`,
    [caseId, entryId, REFERENCES],
  );
  const files = await database.read<{ id: string; digest: string; name: string; type: string; size: number }>(
    `select id, digest, name, type, size from attachment where entry_id = $1 order by id`,
    [entryId],
  );
  const { to, cc, subject, segments, html, template } = row!.data;
  const missed = recipients.filter(({ status }) => status === 'failed').map(({ address }) => address);
  const stillTo = (handles: Handle[]) =>
    missed.length > 0 ? handles.filter(({ value }) => missed.includes(value)) : handles;
  const { sent, linked } = divideFiles(account.channel.capabilities, files, 'linked');
  const links = linked.map(({ id, name }) => ({ name, url: fileLink(keyring, publicUrl, id, dueAt) }));
  return {
    externalId: row!.externalId,
    from: { ...ownHandle(account), name: account.name },
    to: stillTo(to),
    cc: stillTo(cc),
    subject: subject ?? '',
    text: withLinks(segments.map(({ text }) => text).join(''), links),
    html,
    references: earlier.map(({ external_id }) => external_id).reverse(),
    replyToken: tokenFor(keyring, 'reply', caseId),
    bounceToken: tokenFor(keyring, 'bounce', entryId),
    attachments: sent.map(({ digest, ...file }) => ({ ...file, content: () => contentOf(blobs, digest, file.name) })),
    template: template ?? null,
    callbackUrl,
    // A copy by another channel of what an agent wrote is the agent's word still.
    automatic: row!.actorKind === 'system' && !row!.data.flags.includes('continued'),
    parts,
  };
}

/** Our own store may be away for a moment: nothing is sent before a file is read. */
async function contentOf(blobs: BlobStore, digest: string, name: string): Promise<Uint8Array> {
  try {
    return await blobs.read(digest);
  } catch (cause) {
    throw new ChannelError(`“${name}” could not be read from our store.`, true, false, { cause });
  }
}

/** As whom the account writes; a channel without addresses of ours is its own name. */
const ownHandle = ({ channel, config, id }: Account): Handle =>
  channel.addresses(config)[0] ?? { type: 'account', value: id, verified: true };
