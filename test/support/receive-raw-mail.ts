import { loadConfig, Logger, SystemClock, newId } from '@guichet/platform';
import { NotificationListener } from '@guichet/database';
import { Accounts, VirusScanner } from '@guichet/messages';
import { parseEnvelope } from '../../libs/messages/src/receive/parse-envelope.js';
import { writeEnvelopes } from '../../libs/messages/src/receive/write-parsed-envelopes.js';
import type { TestTown } from './test-town.js';
import { mailOf, type WrappedFile } from './wrapped-eicar.js';

/** A scanner that is not configured: every file is as it is. */
export const noScanner = () => new VirusScanner(loadConfig({}), new SystemClock(), new Logger('silent'));

export interface RawMail {
  accountId: string;
  /** Further header fields, such as `In-Reply-To`. */
  headers?: string[];
  from?: string;
  files?: WrappedFile[];
}

/** Receives a mail as its bytes, with its files, as the worker does. Returns its bytes, its case and its entry. */
export async function receiveRawMail(
  town: TestTown,
  { accountId, headers = [], from = 'lea@citizen.test', files = [] }: RawMail,
): Promise<{ raw: Buffer; messageId: string; caseId: string; entryId: string }> {
  const id = newId();
  const messageId = `${id}@citizen.test`;
  const raw = Buffer.from(mailOf([`From: ${from}`, 'To: x@town.test', `Message-ID: <${messageId}>`, ...headers], files)); // prettier-ignore
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1::uuid, $2, $1::text, '{}', $3, $4)`,
    [id, accountId, raw, raw.byteLength],
  );
  const accounts = new Accounts(
    town.database,
    town.keyring,
    loadConfig({}),
    new NotificationListener(town.database.url),
  );
  const context = { accounts, blobs: town.blobs, logger: new Logger('silent'), keyring: town.keyring, scanner: noScanner() }; // prettier-ignore
  const row = { id, channelAccountId: accountId, externalId: id, headers: {}, raw, blob: null, size: raw.byteLength };
  const parsed = await parseEnvelope(context, { ...row, receivedAt: town.database.now });
  await town.database.write({ kind: 'system', name: 'Intake' }, (tx) => writeEnvelopes(tx, context, [parsed]));
  const [found] = await town.database.query<{ caseId: string; entryId: string }>(
    `select case_id as "caseId", entry_id as "entryId" from message where external_id = $1`,
    [messageId],
  );
  if (!found) throw new Error(`The mail ${messageId} has become no message.`);
  return { raw, messageId, ...found };
}
