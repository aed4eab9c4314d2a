import type { OutboundMessage } from '@guichet/channels';
import type { Handle } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { BlobStore, Keyring } from '@guichet/platform';
import type { Account } from './accounts.js';
import type { Claimed } from './delivery.queries.js';
import { tokenFor } from './tokens.js';

/** Messages of the thread that an answer names: enough for every reader of mail to put it in its place. */
const REFERENCES = 20;

interface Outgoing {
  externalId: string;
  data: { to: Handle[]; cc: Handle[]; subject: string; segments: { text: string }[]; html: string | null };
}

/** The message as its channel gets it. After a partial refusal it goes only to those who have not got it. */
export async function composeMessage(
  database: Database,
  blobs: BlobStore,
  keyring: Keyring,
  account: Account,
  { entryId, caseId, recipients }: Claimed,
): Promise<OutboundMessage> {
  const [row] = await database.read<Outgoing>(
    `select m.external_id as "externalId", e.data from message m join timeline_entry e on e.id = m.entry_id where m.entry_id = $1`,
    [entryId],
  );
  const earlier = await database.read<{ external_id: string }>(
    `select m.external_id from message m left join delivery d on d.entry_id = m.entry_id
     where m.case_id = $1 and m.entry_id < $2 and coalesce(d.state, 'sent') not in ('held', 'recalled', 'failed')
     order by m.entry_id desc limit $3`,
    [caseId, entryId, REFERENCES],
  );
  const files = await database.read<{ digest: string; name: string; type: string }>(
    `select digest, name, type from attachment where entry_id = $1 order by id`,
    [entryId],
  );
  const { to, cc, subject, segments, html } = row!.data;
  const missed = recipients.filter(({ status }) => status === 'failed').map(({ address }) => address);
  const stillTo = (handles: Handle[]) =>
    missed.length > 0 ? handles.filter(({ value }) => missed.includes(value)) : handles;
  return {
    externalId: row!.externalId,
    from: { type: 'email', value: account.addresses[0]!, name: account.name, verified: true },
    to: stillTo(to),
    cc: stillTo(cc),
    subject,
    text: segments.map(({ text }) => text).join(''),
    html,
    references: earlier.map(({ external_id }) => external_id).reverse(),
    replyToken: tokenFor(keyring, 'reply', caseId),
    bounceToken: tokenFor(keyring, 'bounce', entryId),
    attachments: files.map(({ digest, name, type }) => ({ name, type, content: () => blobs.read(digest) })),
    automatic: false,
  };
}
