import type { PulledPlace, RawRequest } from '@guichet/channels';
import type { Database, Tx } from '@guichet/database';

/** Notes where a payload lies in its mailbox. */
export async function savePlace(
  tx: Tx,
  { channelAccountId, request }: { channelAccountId: string; request: RawRequest },
  { folder, uidValidity, uid }: PulledPlace,
): Promise<void> {
  await tx.query(
    `insert into mailbox_message (channel_account_id, folder, uid_validity, uid, external_id)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [channelAccountId, folder, uidValidity, uid, request.externalId],
  );
}

/**
 * The UIDs of the messages of a folder whose envelopes are here. Indexes `mailbox_message_pkey`, `envelope_source`.
 */
export async function storedUids(
  database: Pick<Database, 'query'>,
  channelAccountId: string,
  { folder, uidValidity }: Omit<PulledPlace, 'uid'>,
): Promise<ReadonlySet<number>> {
  const rows = await database.query<{ uid: number }>(
    `select m.uid::float as uid from mailbox_message m
     join envelope e on e.channel_account_id = m.channel_account_id and e.external_id = m.external_id
     where m.channel_account_id = $1 and m.folder = $2 and m.uid_validity = $3`,
    [channelAccountId, folder, uidValidity],
  );
  return new Set(rows.map(({ uid }) => uid));
}

/** Are there envelopes still to be processed? Index `envelope_received`. */
export async function isIntakeBusy(database: Pick<Database, 'query'>): Promise<boolean> {
  const [row] = await database.query<{ busy: boolean }>(
    `select exists (select from envelope where state = 'received') as busy`,
  );
  return row!.busy;
}
