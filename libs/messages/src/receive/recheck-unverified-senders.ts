import { isDeepStrictEqual } from 'node:util';
import type { Authentication } from '@guichet/contracts';
import { authenticationOf, JUDGED_AGAIN_DAYS, type Database } from '@guichet/database';
import { idAt, isConnectionFault, isStorageFull, type BlobStore, type Logger } from '@guichet/platform';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { mailboxOriginOf } from './mailbox/history-or-sent-copy.js';
import { pointedOut, requestOf, type EnvelopeRow } from './parse-envelope.js';
import { Colleagues } from './sender-warnings.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;
/** So many originals are in memory at a time. */
const BATCH = 50;

interface JudgeContext {
  database: Database;
  accounts: Accounts;
  blobs: BlobStore;
  logger: Logger;
}

/** A message of which nobody knows who wrote it, or only by a server that was trusted, with its original. */
interface UncheckedMessage extends EnvelopeRow {
  entryId: string;
  before: Authentication;
}

interface LaterVerdict {
  entryId: string;
  authentication: Authentication;
}

/**
 * Asks the server that an account trusts now about the messages of the last 90 days whose senders nobody has checked, and takes back
 * what a server has said that is trusted no more. Only what is known of the sender changes: no message moves to another case. It
 * may be stopped and repeated.
 *
 * @throws the fault of the database or of the store of originals, so that the job is tried again
 */
export async function recheckUnverifiedSenders(context: JudgeContext, channelAccountId: string): Promise<void> {
  const { database, accounts } = context;
  // The job may start before this process has learnt of the new settings.
  accounts.invalidate();
  const account = await accounts.byId(channelAccountId);
  if (!account?.channel.judge) return;
  const colleagues = new Colleagues(database, accounts);
  const since = new Date(database.now.getTime() - JUDGED_AGAIN_DAYS * 86_400_000);
  let after = idAt(since);
  for (let isMore = true; isMore;) {
    const messages = await uncheckedAfter(database, { channelAccountId, since, after });
    const verdicts: LaterVerdict[] = [];
    for (const message of messages) {
      const authentication = await judgedAgain(context, { account, colleagues, message });
      if (authentication) verdicts.push({ entryId: message.entryId, authentication });
    }
    await saveVerdicts(database, verdicts);
    after = messages.at(-1)?.entryId ?? after;
    isMore = messages.length === BATCH;
  }
}

/** Their ids tell when messages came, so that the newest of the table are read, and no others. */
const uncheckedAfter = (
  database: Database,
  { channelAccountId, since, after }: { channelAccountId: string; since: Date; after: string },
): Promise<UncheckedMessage[]> =>
  database.query(
    `select m.entry_id as "entryId", ${authenticationOf('e')} as before, v.id, v.channel_account_id as "channelAccountId",
       v.external_id as "externalId", v.headers, v.raw, v.blob, v.size, v.received_at as "receivedAt"
     from message m join timeline_entry e on e.id = m.entry_id join envelope v on v.id = m.envelope_id
     where m.channel_account_id = $1 and m.direction = 'in' and m.entry_id > $2 and v.received_at > $3
       and not v.headers ? 'x-history' and (${authenticationOf('e')} ->> 'verdict' = 'unknown' or ${authenticationOf('e')} ->> 'source' = 'trusted-server')
     order by m.entry_id limit ${BATCH}`,
    [channelAccountId, after, since],
  );

/** Without DNS: the server in front has looked up what it says, and keys of then may be gone. */
const noDns = (): Promise<never> => Promise.reject(Object.assign(new Error('Not asked again.'), { code: 'ETIMEOUT' }));

/** What is known of a message by the server that is trusted now; null where it is as before, or cannot be known. */
async function judgedAgain(
  { blobs, logger }: JudgeContext,
  { account, colleagues, message }: { account: Account; colleagues: Colleagues; message: UncheckedMessage },
): Promise<Authentication | null> {
  const { before } = message;
  if (mailboxOriginOf(message.headers)) return null;
  try {
    const request = await requestOf({ blobs }, message);
    const found = await account.channel.judge!(request, account.config, noDns);
    if (found.source !== 'trusted-server' && before.source !== 'trusted-server') return null;
    const events = await account.channel.parse(request, account.config);
    const event = events.find(({ type }) => type === 'message');
    if (event?.type !== 'message') return null;
    const { warnings, ...verdict } = await pointedOut({ colleagues }, found, event);
    // What resembled somebody of the case does so still, and only its threading has seen that.
    const kept = before.warnings.filter(
      ({ reason }) => reason === 'look-alike-domain' && !warnings.some((warning) => warning.reason === reason),
    );
    const now = { ...verdict, warnings: [...warnings, ...kept] };
    return isDeepStrictEqual(now, before) ? null : now;
  } catch (error) {
    if (isConnectionFault(error) || isStorageFull(error)) throw error;
    logger.error('Who wrote a message could not be judged again.', { envelopeId: message.id, error });
    return null;
  }
}

/** Puts verdicts beside their entries, and tells open screens. */
async function saveVerdicts(database: Database, verdicts: readonly LaterVerdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  await database.write(INTAKE, async (tx) => {
    const changed = await tx.query<{ entryId: string; caseId: string; teamId: string }>(
      `update message m set authentication = n.authentication
       from jsonb_to_recordset($1::jsonb) n("entryId" uuid, authentication jsonb), cases c
       where m.entry_id = n."entryId" and c.id = m.case_id
       returning m.entry_id as "entryId", c.id as "caseId", c.team_id as "teamId"`,
      [JSON.stringify(verdicts)],
    );
    for (const { entryId, caseId, teamId } of changed)
      tx.publish('message.changed', { entryId }, { caseId, teamIds: [teamId] });
  });
}
