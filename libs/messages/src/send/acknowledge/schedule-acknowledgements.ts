import { appendEntries, lockCases, saveCases } from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { Actor, SuppressionReason } from '@guichet/contracts';
import { AutomaticMessage, type LoggedEvent, type Tx } from '@guichet/database';
import { placeOf, type AutomaticPlace } from '../automatic-message-count-keys.js';
import { ownAddresses, RecentExchanges } from '../own-addresses-and-recent-exchanges.queries.js';
import { refusalOfMessage, refusalOfRecipient } from '../queue-automatic-message.js';
import { messagesToAcknowledge, type MessageToAcknowledge } from './messages-to-acknowledge.queries.js';

/** Who acknowledges, in the timeline. */
export const ACKNOWLEDGEMENT: Actor & { kind: 'system' } = { kind: 'system', name: 'Acknowledgement' };

/** Of what an agent did themselves, or what lies in the past, nobody expects an acknowledgement. */
const UNSAID = new Set<SuppressionReason>(['recorded', 'imported']);

/** A message, and why it is not acknowledged; null: it is. */
interface Decision {
  message: MessageToAcknowledge;
  place: AutomaticPlace;
  refused: SuppressionReason | null;
  /** The case shows an acknowledgement of today already: that says enough. */
  isShown: boolean;
}

/**
 * Reads the event log: decides of each message that came, once, whether it is acknowledged, and has a job send what is. That is decided
 * here for all at once, so that ten thousand mails of one sender cost some statements, and one acknowledgement.
 */
export async function scheduleAcknowledgements(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const entryIds = events.flatMap(({ type, data }) => (type === 'message.received' ? [data.entryId] : []));
  if (entryIds.length === 0) return;
  const [wanted] = await tx.query(`select 1 from acknowledgement where enabled limit 1`);
  if (!wanted) return;
  // One at a time: an event that is read again must not pass the others.
  await tx.query(`select pg_advisory_xact_lock(hashtext('guichet acknowledgements'))`);
  const messages = await messagesToAcknowledge(tx, entryIds);
  if (messages.length === 0) return;
  const decisions = await decideOn(tx, messages);
  await tx.repo(AutomaticMessage).insert(decisions.map((decision) => rowOf(tx, decision)));
  const planned = decisions.filter(({ refused }) => refused === null);
  await tx.jobs(
    'send-acknowledgement',
    planned.map(({ message: { entryId } }) => ({ payload: { entryId }, key: `send-acknowledgement:${entryId}` })),
  );
  await recordRefusals(tx, decisions);
}

/** A message of nobody has no address. */
const NOBODY = { type: 'email', value: '' } as const;

async function decideOn(tx: Tx, messages: readonly MessageToAcknowledge[]): Promise<Decision[]> {
  const places = messages.map(({ from, caseId }) =>
    from ? placeOf(from, caseId) : { ...placeOf(NOBODY, caseId), address: '' },
  );
  const [own, exchanges, optOuts] = [
    await ownAddresses(tx),
    await RecentExchanges.of(tx, places),
    await optOutsOf(tx, messages),
  ];
  return messages.map((message, n): Decision => {
    const place = places[n]!;
    const optedOut = optOuts.has(`${message.channelAccountId} ${place.address}`);
    const refused =
      refusalOfMessage(message, tx.now) ??
      refusalOfRecipient({ to: message.from ?? NOBODY, own, optedOut }) ??
      refusalByHistory(exchanges, place);
    const isShown = refused === 'daily-limit' && exchanges.acknowledgedIn(place.address).has(place.caseId);
    if (refused === null) exchanges.add(place);
    return { message, place, refused, isShown };
  });
}

/** At most one acknowledgement a day to one address, and none where machines write to each other. */
function refusalByHistory(exchanges: RecentExchanges, place: AutomaticPlace): SuppressionReason | null {
  if (exchanges.acknowledgedIn(place.address).size > 0) return 'daily-limit';
  return exchanges.isLoop(place) ? 'loop' : null;
}

/** Who of the senders wants no messages from the account, as `<account> <address>`. */
async function optOutsOf(tx: Tx, messages: readonly MessageToAcknowledge[]): Promise<ReadonlySet<string>> {
  const senders = messages.flatMap(({ from, channelAccountId }) => (from ? { ...from, channelAccountId } : []));
  const rows = await tx.query<{ channelAccountId: string; type: string; value: string }>(
    `select distinct c.channel_account_id as "channelAccountId", h.type, h.value
     from jsonb_to_recordset($1::jsonb) as w("channelAccountId" uuid, type text, value text) join handle h using (type, value)
     join consent c on c.handle_id = h.id and c.channel_account_id = w."channelAccountId" where not c.given`,
    [JSON.stringify(senders)],
  );
  return new Set(rows.map((row) => `${row.channelAccountId} ${handleKey(row)}`));
}

const rowOf = (tx: Tx, { message, place, refused }: Decision) => ({
  ...{ causeId: message.entryId, kind: 'acknowledgement' as const, ...place },
  ...{ entryId: null, versionId: null, reason: refused, at: tx.now },
});

/** Says in the timelines why messages were not acknowledged, in two statements whatever their number. */
async function recordRefusals(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const said = decisions.flatMap(({ message: { entryId, caseId }, refused, isShown }) =>
    refused === null || isShown || UNSAID.has(refused) ? [] : { entryId, caseId, because: refused },
  );
  await recordNotAcknowledged(tx, said);
}

/** A message that was not acknowledged, and why. */
export interface NotAcknowledged {
  entryId: string;
  caseId: string;
  because: SuppressionReason;
}

/** Appends to the cases of messages that they were not acknowledged, and why. */
export async function recordNotAcknowledged(tx: Tx, refusals: readonly NotAcknowledged[]): Promise<void> {
  if (refusals.length === 0) return;
  const cases = await lockCases(
    tx,
    refusals.map(({ caseId }) => caseId),
  );
  const found = refusals.flatMap(({ caseId, ...refusal }) => {
    const item = cases.get(caseId);
    return item ? [{ item, refusal }] : [];
  });
  await appendEntries(
    tx,
    found.map(({ item, refusal }) => ({
      item,
      entry: { kind: 'activity', data: { type: 'not-acknowledged', ...refusal } },
      actor: ACKNOWLEDGEMENT,
    })),
  );
  const changed = [...new Set(found.map(({ item }) => item))];
  await saveCases(tx, changed, ['lastPosition']);
  for (const { id, teamId } of changed)
    tx.publish('case.changed', { fields: ['acknowledgement'] }, { caseId: id, teamIds: [teamId] });
}
