import { Envelope, type Tx } from '@guichet/database';
import { counter, type Keyring } from '@guichet/platform';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { EnvelopeFailure, ParsedEnvelope } from './parse-envelope.js';
import { applyEarlyReports, applyOrKeepReport, applyReport } from './match-provider-reports.js';
import { markUnreachable } from './mark-unreachable.js';
import { byOrigin, mailboxOriginOf } from './mailbox/history-or-sent-copy.js';
import { takeFromMailbox } from '../side/write-side-messages-from-mailbox.js';
import { writeHistory } from './mailbox/write-history.js';
import { writeSentCopies } from './mailbox/write-sent-copies.js';
import type { ParsedMessage } from './parsed-message.js';
import { writeBatch } from './write-message-batch.js';

const processedTotal = counter(
  'guichet_envelopes_processed_total',
  'Envelopes that became entries, receipts or were known already.',
);
const quarantinedTotal = counter('guichet_envelopes_quarantined_total', 'Envelopes put into quarantine.', ['reason']);

/** What is needed to write envelopes. */
export interface WriteContext {
  keyring: Keyring;
  accounts: Accounts;
}

/** Writes a batch of parsed envelopes: entries, reports, and the quarantine for those that belong nowhere. */
export async function writeEnvelopes(tx: Tx, context: WriteContext, batch: readonly ParsedEnvelope[]): Promise<void> {
  const failures = new Map<ParsedEnvelope, EnvelopeFailure>();
  for (const parsed of batch) if (parsed.failure) failures.set(parsed, parsed.failure);
  const { live: messages, ...fromMailbox } = byOrigin(
    batch.flatMap((parsed) => (parsed.failure ? [] : parsed.messages)),
  );
  if (messages.length > 0) {
    const unmatched = new Set((await writeBatch(tx, context.keyring, messages)).map(({ envelopeId }) => envelopeId));
    for (const parsed of batch)
      if (unmatched.has(parsed.envelope.id)) failures.set(parsed, { reason: 'unmatched-automatic', detail: '' });
    await applyReportsOf(tx, context, messages);
  }
  const { rest, conflicting } = await takeFromMailbox(tx, context.keyring, fromMailbox);
  for (const parsed of batch)
    if (conflicting.includes(parsed.envelope.id)) failures.set(parsed, { reason: 'two-audiences', detail: '' });
  await writeHistory(tx, rest.history);
  await writeSentCopies(tx, rest.sentCopies);
  // Reports are applied after messages, because a report of the same payload may be about one of them.
  for (const parsed of batch) {
    if (parsed.failure || parsed.reports.length === 0 || mailboxOriginOf(parsed.envelope.headers)) continue;
    const failure = await applyReports(tx, context, parsed);
    if (failure) failures.set(parsed, failure);
  }
  for (const [parsed, failure] of failures) await quarantineEnvelope(tx, parsed, failure);
  const processed = batch.filter((parsed) => !failures.has(parsed)).map(({ envelope }) => envelope.id);
  await tx.query(`update envelope set state = 'processed' where id = any($1::uuid[])`, [processed]);
  processedTotal.inc(processed.length);
}

/** Applies reports that came before these messages. Only providers' webhooks can report so early. */
async function applyReportsOf(tx: Tx, { keyring, accounts }: WriteContext, messages: readonly ParsedMessage[]) {
  const targets = messages.filter(({ hasOriginal }) => !hasOriginal).map(({ message }) => message.externalId);
  if (targets.length > 0) await applyEarlyReports(tx, { keyring, accounts: await accounts.all() }, targets);
}

/** A mailed report about an unknown message needs an agent. A webhook call may only have come before its message. */
async function applyReports(
  tx: Tx,
  { keyring }: WriteContext,
  parsed: ParsedEnvelope,
): Promise<EnvelopeFailure | null> {
  const { reports, envelope, account } = parsed;
  const { hasOriginalFile } = account!.channel;
  let matched = false;
  for (const report of reports) {
    const origin = { keyring, account: account!, receivedAt: envelope.receivedAt };
    const applied = await (hasOriginalFile ? applyReport : applyOrKeepReport)(tx, origin, report);
    matched ||= applied;
  }
  if (matched || !hasOriginalFile) return null;
  await markUnreachable(tx, parsed);
  const isComplaint = reports.some(({ type }) => type === 'complaint');
  const recipients = reports.flatMap((report) => ('recipient' in report && report.recipient) || []);
  return { reason: isComplaint ? 'complaint' : 'unmatched-bounce', detail: [...new Set(recipients)].join(', ') };
}

/** Puts an envelope into quarantine, unless that was done already. */
export async function quarantineEnvelope(
  tx: Tx,
  { envelope, summary, authentication }: ParsedEnvelope,
  { reason, detail }: EnvelopeFailure,
): Promise<void> {
  const { affected } = await tx
    .repo(Envelope)
    .createQueryBuilder()
    .update({ state: 'quarantined', reason, detail, summary, authentication, attempts: () => 'attempts + 1' })
    .where({ id: envelope.id, state: 'received' })
    .execute();
  if (!affected) return;
  quarantinedTotal.inc({ reason });
  const allTeams = 'What could not be read belongs to no team yet.';
  tx.publish('envelope.quarantined', { envelopeId: envelope.id, reason }, { allTeams });
}
