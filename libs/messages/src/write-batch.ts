import { randomUUIDv7 } from 'node:crypto';
import { lockCases, newReferences, previewOf, visibleText, type StoredMessage } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { handleKey, resolveHandles, Senders, type KnownHandle } from '@guichet/citizens';
import type { Attachment, Flag } from '@guichet/contracts';
import { Case, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { languageOf, Openings, saidIn, type Incoming, type Opening } from '@guichet/routing';
import { Batch } from './batch.js';
import { remember, threadIndex, threadOf, type Thread } from './threading.js';

/** A message that was understood, its attachments already in the blob store. */
export interface Understood {
  envelopeId: string;
  account: { id: string; kind: Case['channels'][number]; teamId: string; conversation: boolean; knowsNames?: boolean };
  receivedAt: Date;
  message: InboundMessage;
  attachments: KeptFile[];
  html: string | null;
  /** The envelope is this message's own, and an agent may have it as a file. */
  hasOriginal: boolean;
}

/** A file of a message: in the blob store by its `digest`, or still at the provider under `source`. */
export interface KeptFile extends Attachment {
  digest: string | null;
  source: string | null;
}

/** Envelopes that turned out to belong nowhere: answers of robots to nothing we know. */
export interface Unmatched {
  envelopeId: string;
}

/** A name is nice to have: tried for some minutes. */
const PROFILE_ATTEMPTS = 6;

/** With growing patience, some three days. */
const FETCH_ATTEMPTS = 13;

/**
 * Turns understood messages into entries of cases: one transaction and a fixed number of statements, whatever the size of
 * the batch. Goes through the messages in the order of their arrival, so an answer finds a question of the same batch.
 */
export async function writeBatch(tx: Tx, keyring: Keyring, items: readonly Understood[]): Promise<Unmatched[]> {
  const fresh = await withoutKnown(tx, items);
  const index = await threadIndex(tx, keyring, fresh);
  const accepted: { item: Understood; thread: Thread; caseId: string }[] = [];
  const unmatched: Unmatched[] = [];
  // Decided in order: each message may make the case that a later one belongs to.
  for (const item of fresh) {
    const thread = threadOf(item, index, keyring);
    if (thread.to === 'new' && item.message.automatic === 'reply') {
      unmatched.push({ envelopeId: item.envelopeId });
      continue;
    }
    const caseId = thread.to === 'case' ? thread.caseId : randomUUIDv7();
    accepted.push({ item, thread, caseId });
    // A third party is let in with this message; the case is not theirs to write in from now on.
    const isThirdParty = thread.to === 'case' && thread.thirdParty;
    remember(index, caseId, isThirdParty ? { ...item, message: { ...item.message, from: null } } : item);
  }

  const opened = accepted.filter(({ thread }) => thread.to === 'new');
  const references = opened.length ? await newReferences(tx, opened.length) : [];
  const openings = opened.some(({ item }) => isByAPerson(item)) ? await Openings.load(tx.query) : null;
  // Cases before handles: the order of everybody who locks both.
  const locked = await lockCases(
    tx,
    accepted.filter(({ thread }) => thread.to === 'case').map(({ caseId }) => caseId),
  );
  const people = await resolveHandles(
    tx,
    accepted.flatMap(({ item }) => item.message.from ?? []),
    'wrote',
  );
  for (const one of accepted) one.caseId = locked.get(one.caseId)?.id ?? one.caseId;
  /** Whom each case is about. */
  const about = new Map([...locked.values()].map(({ id, citizenId }) => [id, citizenId]));
  const senders = await Senders.of(
    tx,
    people,
    accepted.flatMap(({ item: { message }, caseId }) =>
      message.from ? [{ from: message.from, aboutId: about.get(caseId) ?? null }] : [],
    ),
  );
  const batch = new Batch(tx, [...locked.values()]);

  for (const { item, thread, caseId } of accepted) {
    const { from } = item.message;
    const citizen = from && senders.who(from, about.get(caseId) ?? null);
    if (thread.to === 'new') {
      const opening = openings && isByAPerson(item) ? openings.of(incoming(item), item.account.teamId) : null;
      batch.open(newCase(tx, item, caseId, references.shift()!, citizen, opening));
      about.set(caseId, citizen?.citizenId ?? null);
      batch.add(caseId, item, stored(item, false), citizen, false);
      for (const fact of opening?.facts ?? []) batch.tell(caseId, fact);
      if (thread.suggested) batch.suggest(caseId, thread.suggested);
      continue;
    }
    batch.add(caseId, item, stored(item, thread.thirdParty), citizen, thread.thirdParty);
  }
  await senders.save();
  await batch.write();
  await batch.stopAnswers();
  for (const { item } of accepted) {
    for (const { id, state } of item.attachments)
      if (state === 'pending') await tx.job('fetch-file', { attachmentId: id }, { maxAttempts: FETCH_ATTEMPTS });
  }
  for (const { item } of opened) {
    const handle =
      item.account.knowsNames &&
      item.message.from &&
      !item.message.from.name &&
      people.get(handleKey(item.message.from));
    if (handle)
      await tx.job(
        'fetch-profile',
        { channelId: item.account.id, handleId: handle.id },
        { maxAttempts: PROFILE_ATTEMPTS },
      );
  }
  return unmatched;
}

/** One mail to two of our addresses arrives twice with one Message-ID; so does one that its sender's server sent again. */
async function withoutKnown(tx: Tx, items: readonly Understood[]): Promise<Understood[]> {
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

/** What robots send is for the team of the account, whatever its words. */
const isByAPerson = ({ message }: Understood): boolean => message.automatic === undefined;

const incoming = ({ account, message, receivedAt }: Understood): Incoming => {
  const text = saidIn(message.segments);
  return {
    accountId: account.id,
    channel: account.kind,
    subject: message.subject,
    text,
    sender: message.from?.value ?? null,
    language: languageOf(text),
    at: receivedAt,
  };
};

function newCase(
  tx: Tx,
  item: Understood,
  id: string,
  reference: string,
  citizen: KnownHandle | null,
  opening: Opening | null,
): Case {
  return Object.assign(new Case(), {
    id,
    reference,
    subject: item.message.subject.trim() || previewOf(visibleText(item.message.segments)).slice(0, 100),
    status: 'open',
    priority: opening?.priority ?? 'normal',
    teamId: opening?.teamId ?? item.account.teamId,
    assigneeId: opening?.assigneeId ?? null,
    citizenId: citizen?.citizenId ?? null,
    // As this message tells it: what else is known of the person, another team may have been told.
    citizenName: citizen ? item.message.from?.name || citizen.value : '',
    channels: [],
    channelId: item.account.id,
    tags: opening?.tags ?? [],
    preview: '',
    lastKind: 'message',
    lastDirection: 'in',
    lastEntryAt: tx.now,
    lastPosition: 0,
    lastInboundPosition: 0,
    deliveryProblem: null,
    snoozeUntil: null,
    dueAt: null,
    dueFor: null,
    kindId: opening?.kindId ?? null,
    language: opening?.language ?? null,
    openedAt: item.receivedAt,
    closedAt: null,
    version: 0,
  } satisfies Partial<Case>);
}

function stored({ message, attachments, html, hasOriginal }: Understood, thirdParty: boolean): StoredMessage {
  const flags: Flag[] = [...message.flags];
  if (thirdParty) flags.push('third-party');
  if (message.automatic) flags.push('automatic');
  return {
    from: message.from,
    to: message.to,
    cc: message.cc,
    subject: message.subject || null,
    segments: message.segments,
    html,
    remoteImages: message.remoteImages,
    attachments: attachments.map(({ digest: _, source: __, ...attachment }) => attachment),
    claimedAt: message.sentAt?.toISOString() ?? null,
    flags: [...new Set(flags)],
    hiddenParts: message.hiddenParts,
    hasOriginal,
  };
}
