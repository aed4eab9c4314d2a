import type {
  Attachment,
  Authentication,
  ChannelKind,
  Activity,
  Handle,
  Invitation,
  MessageEntry,
  MessageSignature,
  Provenance,
  SpamVerdict,
  SurveyScore,
  Unanswerable,
} from '@guichet/contracts';
import { phoneNumbersIn } from '@guichet/channels';
import type { Case } from '@guichet/database';
import { hideSurveyLinks } from './hide-survey-links.js';

/** What `timeline_entry.data` holds for each kind. */
export interface StoredMessage {
  from: Handle | null;
  to: Handle[];
  cc: Handle[];
  /** Who got it without the others knowing. */
  bcc?: Handle[];
  subject: string | null;
  segments: MessageEntry['segments'];
  html: string | null;
  /**
   * What its recipient gets instead of text and HTML: with a link by which whoever opens it acts as the citizen. Agents never get it.
   */
  personal?: { text: string; html: string | null };
  /** Addresses of the remote images, by their number. They are fetched by us, on request only. */
  remoteImages: string[];
  attachments: Attachment[];
  invitation?: Invitation;
  authentication?: Authentication;
  signature?: MessageSignature;
  spam?: SpamVerdict;
  claimedAt: string | null;
  flags: MessageEntry['flags'];
  /** Its flag is `sender-uncertain`, and its number took no part in the case to which it came. */
  senderApart?: true;
  /** The score of a response to a survey; its flag is `survey-response`. */
  surveyScore?: SurveyScore;
  hiddenParts: number;
  hasOriginal: boolean;
  /** Sent as a message that the provider had approved, with these values in its blanks. */
  template?: { name: string; language: string; values: string[] };
  /** From which of our own templates it was made, and what the agent changed of it. */
  provenance?: Provenance;
  /** Keys of what it says otherwise than other replies, of which the agent was warned. */
  contradictions?: string[];
  /** Why nothing that is sent by itself may answer it, as the message itself says. */
  unanswerable?: Unanswerable;
  /** It is no answer, and by this address its recipient gets no more of its kind. */
  unsubscribeUrl?: string;
  /** As whom its author was named to the citizen, where that was not by name. */
  signedAs?: string;
  /** It asks nothing of the citizen: after it, we do not wait for them. */
  staysOpen?: boolean;
  /** Who has written in its draft beside whoever sent it, by name. */
  draftedBy?: string[];
  /** The note of the handover that it has dealt with: the case refers to it again where it is taken back. */
  handoverEntryId?: string;
}
export interface StoredNote {
  text: string;
  mentions: string[];
  attachments?: Attachment[];
  /** The teams between which it has handed the case over, by name, and the one to which it went. */
  handover?: { from: string; to: string; toId: string };
  /** The shared draft of a reply that it comments. */
  sharedDraftId?: string;
}

export type NewEntry =
  | {
      kind: 'message';
      direction: 'in' | 'out';
      channel: ChannelKind;
      channelAccountId: string;
      data: StoredMessage;
      id?: string;
    }
  | { kind: 'note'; data: StoredNote }
  | { kind: 'activity'; data: Activity };

/** What the list of cases shows of a case whose newest entry this is. */
export function summarise(
  item: Case,
  { entry, at, position }: { entry: Exclude<NewEntry, { kind: 'activity' }>; at: Date; position: number },
): void {
  // A citizen waits no shorter for being passed on.
  if (entry.kind === 'note' && entry.data.handover) return;
  item.preview = previewOf(entry.kind === 'note' ? entry.data.text : visibleText(entry.data.segments));
  item.lastKind = entry.kind;
  item.lastDirection = entry.kind === 'message' ? entry.direction : null;
  item.lastEntryAt = at;
  if (entry.kind === 'message') {
    // The last one is that of the last message, also where it was used before.
    if (item.channels.at(-1) !== entry.channel)
      item.channels = [...item.channels.filter((kind) => kind !== entry.channel), entry.channel];
    if (entry.direction === 'in') item.lastInboundPosition = position;
  }
}

export const visibleText = (segments: MessageEntry['segments']): string =>
  segments
    .filter(({ kind }) => kind === 'visible')
    .map(({ text }) => text)
    .join('');

const characters = new Intl.Segmenter();
const PREVIEW = 160;

const inOneLine = (text: string): string => hideSurveyLinks(text).replace(/\s+/gu, ' ').trim();

export const previewOf = (text: string): string => {
  // A part of the text has enough words nearly always.
  let line = inOneLine(text.slice(0, 2 * PREVIEW));
  if (line.length <= PREVIEW + 1) line = inOneLine(text.slice(0, 1000));
  if (line.length <= PREVIEW) return line;
  // Cut between characters as people see them, never inside one.
  const beginning = characters.segment(line.slice(0, PREVIEW + 1));
  return `${line.slice(0, beginning.containing(PREVIEW - 1)!.index)}…`;
};

/** A tsvector holds at most a megabyte: the first words are enough to find a message by. */
const SEARCHED_CHARACTERS = 60_000;

/** What a case is called, and whose it is. */
type NamedCase = Partial<Pick<Case, 'subject' | 'citizenName'>>;

/** The words by which the search box finds an entry; null for what is not searched. */
export function wordsOf(entry: NewEntry, item: NamedCase = {}): string | null {
  const text = textOf(entry, item);
  return text === null ? null : searchedWords(text);
}

/** The words of a text as they are indexed, and its telephone numbers also in the one spelling by which they are looked for. */
export function searchedWords(text: string): string {
  const searched = text.slice(0, SEARCHED_CHARACTERS);
  const numbers = phoneNumbersIn(searched).map(({ e164 }) => wordOfNumber(e164));
  // An elision is two words: a search for "hôtel" means "l’hôtel", too.
  return eachOnce([searched.replace(/['’ʼ]/g, ' '), ...numbers].join(' '));
}

/** A telephone number as one word of the index, which would read its sign as another one. */
export const wordOfNumber = (e164: string): string => e164.slice(1);

/**
 * A text with each of its words once. The index knows which words an entry has and not how often, and reading them takes the database
 * as long as all else that it writes of a message. A tag is read as one from `<` to `>`, so a text that may have one stays as it is.
 */
export const eachOnce = (text: string): string =>
  text.includes('<') ? text : [...new Set(text.replaceAll('\n', ' ').split(' '))].join(' ');

function textOf(entry: NewEntry, { subject: opened, citizenName }: NamedCase): string | null {
  if (entry.kind === 'note') return textOfNote(entry.data);
  if (entry.kind === 'activity') {
    // Of a case that an agent opened no message bears the subject and the name.
    if (entry.data.type === 'opened') return opened === undefined ? null : `${opened}\n${citizenName ?? ''}`;
    return entry.data.type === 'subject' ? entry.data.to : null;
  }
  const { from, to, cc, bcc = [], subject, segments, attachments, flags } = entry.data;
  // It says the same in every case, and what it repeats of one is found there.
  if (flags.includes('acknowledgement')) return null;
  // Our own addresses are in every message: they would find everything, so only the other side's are words.
  const people = (entry.direction === 'in' ? [from] : [...to, ...cc, ...bcc]).filter((handle) => handle !== null);
  return [
    subject ?? '',
    ...people.flatMap(({ name, value }) => [name ?? '', value, value.replace(/[@._+-]+/g, ' ')]),
    ...attachments.map(wordsOfFile),
    // So is our own signature.
    ...segments.filter(({ kind }) => entry.direction === 'in' || kind !== 'signature').map(({ text }) => text),
  ].join('\n');
}

/** A file is found by its whole name and by the words in it. */
const wordsOfFile = ({ name }: Attachment): string => `${name} ${name.replace(/[._-]+/g, ' ')}`;

/** What a note is found by: its text, and the names of its files. */
export const textOfNote = ({
  text,
  attachments = [],
}: {
  text: string;
  attachments?: readonly Attachment[] | undefined;
}): string => [text, ...attachments.map(wordsOfFile)].join('\n');
