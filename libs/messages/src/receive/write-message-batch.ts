import { lockCases, newCase, newReferences, previewOf, visibleText, type StoredMessage } from '@guichet/cases';
import { handleKey, resolveHandles, Senders, type KnownHandle } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { forEachYielding, newId } from '@guichet/platform';
import { InitialRouting, ownText, type IncomingMessage, type InitialCaseFields } from '@guichet/routing';
import { Batch } from './rows-to-insert-in-batch.js';
import { answersDigest } from '../send/digest/digest-message-id.js';
import type { ParsedMessage } from './parsed-message.js';
import { saveScores, SurveyReplies, withSurveyScore } from './survey-replies.js';
import { apartFromBlocked, isSpam, spamIn } from './spam-in-threads.js';
import { showBelowOwnSignature } from './below-own-signature.js';
import { inOrderOfReference } from './order-by-reference.js';
import { trustIn, withDoubts } from './sender-trust.js';
import { withLookAlike } from './sender-warnings.js';
import { sideIndex } from '../side/side-conversations-of-batch.js';
import { sideThreadOf } from '../side/side-threading.js';
import { addToSideIndex, isKnownAside } from '../side/write-side-messages-from-mailbox.js';
import { writeSideMessages, type SideArrival } from '../side/write-side-messages.js';
import { joinProvenCases } from './merge-cases-of-one-correspondence.js';
import type { PlacedMessage } from './placed-message.js';
import { FollowedRestrictions, restrictedCaseOf } from './restricted-threads.js';
import { storedMessage } from './stored-from-parsed-message.js';
import { addToIndex, threadIndex } from './batch-thread-index.js';
import { awaitAncestors, awaitedBy, threadOf, withUncertainty, type Thread } from './threading.js';

/** The envelopes of automatic replies to messages that we do not know. */
export interface Unmatched {
  envelopeId: string;
}

/** A profile is fetched only for its name, so it is tried for some minutes only. */
const PROFILE_ATTEMPTS = 6;

/** A file is tried for about three days, at growing intervals. */
const FETCH_ATTEMPTS = 13;

/**
 * Turns parsed messages into entries of cases, in one transaction and a fixed number of statements, whatever the size of the
 * batch. The messages are taken in the order of their arrival and of their references, so that a reply finds its question in the
 * same batch.
 *
 * @returns the envelopes of messages that belong nowhere
 */
export async function writeBatch(tx: Tx, keyring: Keyring, items: readonly ParsedMessage[]): Promise<Unmatched[]> {
  const { placed, aside, unmatched } = await placeMessages(tx, keyring, items);
  await joinProvenCases(tx, placed);
  await writePlaced(tx, placed);
  await writeSideMessages(tx, aside);
  return unmatched;
}

/** Writes messages into the cases that were found for them; `caseId` of each is then the case that it is in. */
export async function writePlaced(tx: Tx, placed: readonly PlacedMessage[]): Promise<void> {
  const opened = placed.filter(({ thread }) => thread.to === 'new');
  const references = opened.length ? await newReferences(tx, opened.length) : [];
  const routing = opened.some(({ item }) => isByAPerson(item)) ? await InitialRouting.load(tx) : null;
  // Cases are locked before handles, as everywhere where both are locked.
  const locked = await lockCases(
    tx,
    placed.flatMap(({ thread, caseId, restrictedBy = [] }) => (thread.to === 'case' ? caseId : restrictedBy)),
  );
  const people = await peopleOf(tx, placed);
  for (const one of placed) one.caseId = locked.get(one.caseId)?.id ?? one.caseId;
  /** The citizen of each case, by the id of the case. */
  const citizens = new Map([...locked.values()].map(({ id, citizenId }) => [id, citizenId]));
  const senders = await Senders.of(
    tx,
    people,
    placed.flatMap((one) => {
      const { message } = one.item;
      if (!message.from || isUncertain(one.thread)) return [];
      return [{ from: believed(message)!, aboutId: citizens.get(one.caseId) ?? null }];
    }),
  );
  const joined = new Set(placed.map(({ caseId }) => caseId));
  const batch = new Batch(tx, [...locked.values()].filter(({ id }) => joined.has(id))); // prettier-ignore
  const restrictions = new FollowedRestrictions(locked);
  await forEachYielding(placed, (one) =>
    addToBatch(tx, batch, { ...one, references, routing, citizens, people, senders, restrictions }),
  );
  await senders.save();
  await batch.write();
  await restrictions.save(tx);
  await batch.stopAnswers();
  await scheduleFetches(tx, placed, people);
  await saveScores(tx, placed);
}

const isUncertain = (thread: Thread): boolean => thread.to === 'case' && thread.uncertain !== undefined;

/** The sender, as far as they are believed: what a forged mail calls the owner of an address is no name of theirs. */
const believed = (message: ParsedMessage['message']): Handle | null =>
  message.from && trustIn(message) === 'forged' ? { ...message.from, name: '' } : message.from;

/** The owners of the addresses of the senders. An address of which nothing is proved is only claimed by who wrote. */
async function peopleOf(tx: Tx, placed: readonly PlacedMessage[]): Promise<Map<string, KnownHandle>> {
  const senders = (isVouched: boolean) =>
    placed.flatMap(
      ({ item: { message } }) => ((trustIn(message) === 'vouched') === isVouched && believed(message)) || [],
    );
  const people = await resolveHandles(tx, senders(true), 'wrote');
  const doubtful = senders(false);
  return doubtful.length === 0 ? people : new Map([...people, ...(await resolveHandles(tx, doubtful, 'claimed'))]);
}

/** Finds the case of each message, in order: each may open the case that a later one belongs to. */
async function placeMessages(
  tx: Tx,
  keyring: Keyring,
  items: readonly ParsedMessage[],
): Promise<{ placed: PlacedMessage[]; aside: SideArrival[]; unmatched: Unmatched[] }> {
  const fresh = await withDoubts(tx, inOrderOfReference(await withoutKnown(tx, items)));
  const index = await threadIndex(tx, keyring, fresh);
  const side = await sideIndex(tx, keyring, { arrivals: fresh, caseIds: [...new Set(index.cases.values())] });
  for (const { caseId, isRestricted } of side.threads.values()) if (isRestricted) index.restricted.add(caseId);
  const surveys = await SurveyReplies.of(tx, fresh);
  awaitAncestors(index, fresh);
  const aside: SideArrival[] = [];
  const placed: PlacedMessage[] = [];
  const unmatched: Unmatched[] = [];
  for (const item of fresh) {
    if (isKnownAside(side, item)) continue;
    const surveyReply = surveys.take(item);
    const found = threadOf(item, index, keyring);
    const verdict = sideThreadOf({ ...item, isSuspect: isSpam(item) }, found, { keyring, index, side });
    if (verdict?.to === 'side') {
      aside.push({ item, conversationId: verdict.conversationId });
      addToSideIndex(side, { item, conversationId: verdict.conversationId });
      continue;
    }
    const thread = surveyReply
      ? withUncertainty(surveyReply.thread, { arrival: item, index, isProven: false })
      : apartFromBlocked(item, verdict ? { to: 'new', suggested: verdict } : found);
    if (thread.to === 'new' && (item.message.automatic === 'reply' || answersDigest(item.message))) {
      unmatched.push({ envelopeId: item.envelopeId });
      continue;
    }
    const caseId = thread.to === 'case' ? thread.caseId : newId();
    const others = thread.to === 'new' && thread.suggested && index.participants.get(thread.suggested.caseId);
    const shown = others ? withLookAlike(item, others) : item;
    const restrictedBy = restrictedCaseOf(item, thread, index);
    if (restrictedBy) index.restricted.add(caseId);
    placed.push({ item: shown, thread, caseId, awaits: awaitedBy(item, index.known), restrictedBy, surveyReply });
    // A third party's message joins the case, but they do not become a participant who may go on writing in it.
    const isThirdParty = thread.to === 'case' && thread.thirdParty;
    const joined = isThirdParty ? { ...item, message: { ...item.message, from: null } } : item;
    addToIndex(index, caseId, { ...joined, isUncertain: isUncertain(thread) });
  }
  await showBelowOwnSignature(tx, placed);
  return { placed, aside, unmatched };
}

/** What is known of the sender in the case of a message. */
type KnownStanding = Pick<Extract<Thread, { to: 'case' }>, 'thirdParty' | 'uncertain'>;

interface BatchContext extends PlacedMessage {
  /** The references for the cases that are opened. */
  references: string[];
  /** Null where nothing in the batch is routed. */
  routing: InitialRouting | null;
  citizens: Map<string, string | null>;
  people: ReadonlyMap<string, KnownHandle>;
  senders: Senders;
  restrictions: FollowedRestrictions;
}

/** Whose address a message came from: its owner where it is not certain who of two has written, as nobody is taken for its author then. */
function senderOf({ item: { message }, thread, caseId, citizens, people, senders }: BatchContext): KnownHandle | null {
  if (!message.from) return null;
  return isUncertain(thread)
    ? people.get(handleKey(message.from))!
    : senders.who(believed(message)!, citizens.get(caseId) ?? null);
}

/** Whether nobody becomes a participant of a case by a message, nor is answered there by the way that it came. */
const isApart = ({ thirdParty, uncertain }: KnownStanding): boolean => thirdParty || uncertain?.takesPart === false;

function addToBatch(tx: Tx, batch: Batch, context: BatchContext): void {
  const { item, thread, caseId, awaits, references, citizens } = context;
  const citizen = senderOf(context);
  if (thread.to === 'case') {
    const { suggested = [] } = thread;
    const data = withSurveyScore(stored(spamIn(item), thread), context.surveyReply);
    batch.add(caseId, { item, data, citizen, isApart: isApart(thread), awaits });
    for (const other of suggested) batch.suggest(caseId, other);
    return;
  }
  const follows = context.restrictions.of(context.restrictedBy);
  // Rules would bring a restricted case where its agents do not see it.
  const routing = follows || !isByAPerson(item) || isSpam(item) ? null : context.routing;
  const routed = routing?.of(incoming(item), item.account.teamId) ?? null;
  const opened = openedCase(tx, item, {
    id: caseId,
    reference: references.shift()!,
    citizen,
    routing: routed,
    follows,
  });
  context.restrictions.add(follows, opened);
  batch.open(opened);
  citizens.set(caseId, citizen?.citizenId ?? null);
  batch.add(caseId, { item, data: stored(item, { thirdParty: false }), citizen, isApart: false, awaits });
  for (const activity of routed?.activities ?? []) batch.addActivity(caseId, activity);
  if (thread.suggested) batch.suggest(caseId, thread.suggested);
}

/** Schedules fetching files that the provider still has, and the names of people whose messages do not contain them. */
async function scheduleFetches(
  tx: Tx,
  placed: readonly PlacedMessage[],
  people: Map<string, KnownHandle>,
): Promise<void> {
  for (const { item } of placed)
    for (const { id, state } of item.attachments)
      if (state === 'pending') await tx.job('fetch-file', { attachmentId: id }, { maxAttempts: FETCH_ATTEMPTS });
  for (const { item, thread } of placed) {
    const { from } = item.message;
    if (thread.to === 'case' || !item.account.knowsNames || !from || from.name) continue;
    const handle = people.get(handleKey(from));
    if (!handle) continue;
    const payload = { channelAccountId: item.account.id, handleId: handle.id };
    await tx.job('fetch-profile', payload, { maxAttempts: PROFILE_ATTEMPTS });
  }
}

// One mail to two of our addresses arrives twice with one Message-ID; so does one that its sender's server sent again.
/** Leaves out messages that are known already. */
async function withoutKnown(tx: Tx, items: readonly ParsedMessage[]): Promise<ParsedMessage[]> {
  const keyOf = (message: { externalId: string; fingerprint: string }) =>
    `${message.externalId}\n${message.fingerprint}`;
  const rows = await tx.query<{ externalId: string; fingerprint: string }>(
    `select m.external_id as "externalId", m.fingerprint from unnest($1::text[], $2::text[]) w(external_id, fingerprint)
     join message m using (external_id, fingerprint) where m.direction = 'in'`,
    [items.map(({ message }) => message.externalId), items.map(({ message }) => message.fingerprint)],
  );
  const seen = new Set(rows.map(keyOf));
  return items.filter(({ message }) => {
    const key = keyOf(message);
    return !seen.has(key) && seen.add(key);
  });
}

/** Automatic messages are not routed: they are for the team of the account. */
const isByAPerson = ({ message }: ParsedMessage): boolean => message.automatic === undefined;

const incoming = ({ account, message, receivedAt, language }: ParsedMessage): IncomingMessage => {
  const text = ownText(message.segments);
  return {
    accountId: account.id,
    channel: account.kind,
    subject: message.subject,
    text,
    sender: message.from?.value ?? null,
    verdict: message.authentication?.verdict ?? null,
    language,
    at: receivedAt,
  };
};

interface NewCase {
  id: string;
  reference: string;
  citizen: KnownHandle | null;
  routing: InitialCaseFields | null;
  /** The restricted case whose team and agents it is given. */
  follows: Case | null;
}

/** The case that a message opens, as the rules have it. */
function openedCase(tx: Tx, item: ParsedMessage, { id, reference, citizen, routing, follows }: NewCase): Case {
  return newCase({
    id,
    reference,
    status: isSpam(item) ? 'spam' : 'open',
    subject: item.message.subject.trim() || previewOf(visibleText(item.message.segments)).slice(0, 100),
    priority: routing?.priority ?? 'normal',
    teamId: follows?.teamId ?? routing?.teamId ?? item.account.teamId,
    restrictedTo: follows?.restrictedTo ?? null,
    assigneeId: routing?.assigneeId ?? null,
    citizenId: citizen?.citizenId ?? null,
    // The name from this message: other names of the person may be known to another team only.
    citizenName: citizen ? item.message.from?.name || citizen.value : '',
    channelAccountId: item.account.id,
    tags: routing?.tags ?? [],
    lastKind: 'message',
    lastDirection: 'in',
    lastEntryAt: tx.now,
    caseTypeId: routing?.caseTypeId ?? null,
    language: routing?.language ?? null,
    openedAt: item.receivedAt,
  });
}

const stored = (item: ParsedMessage, { thirdParty, uncertain }: KnownStanding): StoredMessage => ({
  ...storedMessage(item, [
    ...(thirdParty ? (['third-party'] as const) : []),
    ...(uncertain ? (['sender-uncertain'] as const) : []),
  ]),
  // It is kept how it came: who takes part in the case may change by moves and merges, and by their undoing.
  ...(uncertain?.takesPart === false ? { senderApart: true } : {}),
});
