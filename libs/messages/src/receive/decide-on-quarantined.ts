import { actorOf, allow, caseFor, type Principal } from '@guichet/access';
import { appendEntry, saveCase } from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { CaseOfEnvelope, DiscardEnvelope, QuarantineDecision } from '@guichet/contracts';
import { Case, Envelope, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import type { ParsedMessage } from './parsed-message.js';
import type { PlacedMessage } from './placed-message.js';
import { participantsOf } from './batch-thread-index.js';
import { awaitedBy } from './threading.js';
import { writePlaced } from './write-message-batch.js';

/** An envelope and its content, as `readQuarantined` has read it. */
export interface TakenEnvelope {
  id: string;
  messages: readonly ParsedMessage[];
}

const allTeams = 'What could not be read belongs to no team yet.';

/**
 * Opens a case of which the message of an envelope is the first entry; the rules route it as any other.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` where somebody else has decided first
 */
export async function openEnvelope(tx: Tx, who: Principal, { id, messages }: TakenEnvelope): Promise<CaseOfEnvelope> {
  const caseId = newId();
  await decide(tx, who, { id, how: 'opened', caseId });
  const placed = (await distinct(tx, takenBy(id, messages))).map((item, n): PlacedMessage => {
    const thread = n === 0 ? ({ to: 'new', suggested: null } as const) : inCase(caseId, false);
    const awaits = awaitedBy(item, new Set());
    return { item: { ...item, message: worthACase(item.message) }, thread, caseId, awaits };
  });
  await writePlaced(tx, placed);
  return recordDecision(tx, who, caseId);
}

/**
 * Adds the message of an envelope to a case. A sender who has not written in the case stays a third party, who is told nothing.
 *
 * @throws Failure as `openEnvelope`, and as `caseFor` for the case
 */
export async function attachEnvelope(
  tx: Tx,
  who: Principal,
  { id, messages, caseId }: TakenEnvelope & { caseId: string },
): Promise<CaseOfEnvelope> {
  await decide(tx, who, { id, how: 'attached', caseId });
  await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const participants = (await participantsOf(tx, [caseId])).get(caseId);
  const isStranger = ({ from }: ParsedMessage['message']) => from === null || !participants?.has(handleKey(from));
  const items = await distinct(tx, takenBy(id, messages));
  await writePlaced(
    tx,
    items.map((item) => ({ item, thread: inCase(caseId, isStranger(item.message)), caseId })),
  );
  return recordDecision(tx, who, caseId);
}

/**
 * Discards an envelope: it is kept, with who discarded it, when and why, and can be put back.
 *
 * @throws Failure as `openEnvelope`
 */
export const discardEnvelope = (
  tx: Tx,
  who: Principal,
  { id, ...discarded }: DiscardEnvelope & { id: string },
): Promise<void> => decide(tx, who, { id, how: 'discarded', ...discarded });

/**
 * Puts a discarded envelope back into quarantine.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` where it is not discarded any more
 */
export async function restoreEnvelope(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'quarantine.decide');
  const [restored] = await tx.query<Pick<Envelope, 'reason'>>(
    `update envelope set state = 'quarantined', decision = null where id = $1 and state = 'discarded' returning reason`,
    [id],
  );
  if (!restored) {
    if (await tx.repo(Envelope).existsBy({ id })) throw conflict('undone-already');
    throw new Failure('not-found');
  }
  tx.publish('envelope.quarantined', { envelopeId: id, reason: restored.reason! }, { allTeams });
}

/**
 * Refuses to do anything with an envelope that is not in quarantine.
 *
 * @throws Failure `not-found`, `conflict`: `envelope-decided` or `not-in-quarantine`
 */
export async function refuseDecided(tx: Tx, id: string): Promise<never> {
  const envelope = await tx.repo(Envelope).findOne({ where: { id }, select: { id: true, decision: true } });
  if (!envelope) throw new Failure('not-found');
  const { decision } = envelope;
  throw decision
    ? conflict('envelope-decided', { name: decision.by, how: decision.how, caseId: decision.caseId })
    : conflict('not-in-quarantine');
}

type Decided = Pick<QuarantineDecision, 'how'> & Partial<Pick<QuarantineDecision, 'caseId' | 'reason' | 'note'>>;

/** Takes an envelope out of the quarantine. Of two who do it at once, the second one waits for the first and is refused. */
async function decide(tx: Tx, who: Principal, { id, ...decided }: Decided & { id: string }): Promise<void> {
  allow(who, 'quarantine.decide');
  const decision: QuarantineDecision = {
    ...{ agentId: who.id, by: who.name, at: tx.now.toISOString() },
    ...{ reason: null, note: '', caseId: null, ...decided },
  };
  const [taken] = await tx.query(
    `update envelope set state = $2, decision = $3::jsonb where id = $1 and state = 'quarantined' returning id`,
    [id, decided.how === 'discarded' ? 'discarded' : 'processed', JSON.stringify(decision)],
  );
  if (!taken) await refuseDecided(tx, id);
  tx.publish('envelope.decided', { envelopeId: id, how: decided.how }, { allTeams });
}

/** It was put back after its content was asked for: whoever asks again gets it. */
function takenBy(id: string, messages: readonly ParsedMessage[]): readonly ParsedMessage[] {
  if (messages.length === 0) throw conflict('not-in-quarantine', { envelopeId: id });
  return messages;
}

const inCase = (caseId: string, thirdParty: boolean) => ({ to: 'case', caseId, thirdParty }) as const;

/** A robot's reply that an agent makes a case of is listed like a message, though nobody waits for an answer. */
const worthACase = (message: ParsedMessage['message']): ParsedMessage['message'] =>
  message.automatic === 'reply' ? { ...message, automatic: 'no-reply' } : message;

/** An agent may want a message a second time, of which the intake would have left out the copy. Index `message_once`. */
async function distinct(tx: Tx, items: readonly ParsedMessage[]): Promise<ParsedMessage[]> {
  const known = await tx.query<{ n: number }>(
    `select distinct w.n::int from unnest($1::text[], $2::text[]) with ordinality w(external_id, fingerprint, n)
     join message m using (external_id, fingerprint) where m.direction = 'in'`,
    [items.map(({ message }) => message.externalId), items.map(({ message }) => message.fingerprint)],
  );
  const copies = new Set(known.map(({ n }) => n - 1));
  return items.map((item, n) =>
    copies.has(n) ? { ...item, message: { ...item.message, fingerprint: `envelope:${item.envelopeId}:${n}` } } : item,
  );
}

/** Says in the timeline who took the message out of the quarantine. */
async function recordDecision(tx: Tx, who: Principal, caseId: string): Promise<CaseOfEnvelope> {
  const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
  await appendEntry(tx, { item, entry: { kind: 'activity', data: { type: 'from-quarantine' } }, actor: actorOf(who) });
  await saveCase(tx, item);
  return { caseId, reference: item.reference };
}
