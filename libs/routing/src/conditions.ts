import type { ChannelKind, Condition } from '@guichet/contracts';
import { senderTest } from './senders.js';
import { phraseOf, Words } from './words.js';

/** What rules read of the message that opens a case. */
export interface Incoming {
  accountId: string;
  channel: ChannelKind;
  subject: string;
  /** What the sender wrote, without signature and quotations. */
  text: string;
  /** Address, in the one spelling of its channel. */
  sender: string | null;
  /** ISO 639-1; null: not known. */
  language: string | null;
  at: Date;
}

/** What a condition asks about the house. */
export interface Hours {
  isOpen(teamId: string, at: Date): boolean;
}

/** A message on its way through rules: what is asked of it again and again is found out once. */
export class Reading {
  /** What earlier rules have decided. */
  teamId = '';
  kindId: string | null = null;
  private inSubject: Words | undefined;
  private anywhere: Words | undefined;
  private readonly open = new Map<string, boolean>();

  constructor(
    readonly message: Incoming,
    private readonly hours: Hours,
  ) {}

  words(where: 'subject' | 'anywhere'): Words {
    const { subject, text } = this.message;
    if (where === 'subject') return (this.inSubject ??= new Words(subject));
    return (this.anywhere ??= new Words(subject, text));
  }

  /** Was the team that it would go to so far open when it came? */
  isOpen(): boolean {
    const { teamId } = this;
    const known = this.open.get(teamId) ?? this.hours.isOpen(teamId, this.message.at);
    this.open.set(teamId, known);
    return known;
  }
}

/** What made a condition hold, or null. Where there is nothing to name, it is an empty text. */
export type Ask = (reading: Reading) => string | null;

/** Prepared once for a set of rules, asked for each message. */
export function prepare(condition: Condition): Ask {
  switch (condition.on) {
    case 'account':
      return oneOf(condition.is, ({ message }) => message.accountId, '');
    case 'channel':
      return oneOf(condition.is, ({ message }) => message.channel);
    case 'kind':
      return oneOf(condition.is, ({ kindId }) => kindId, '');
    case 'language':
      return oneOf(condition.is, ({ message }) => message.language);
    case 'words': {
      const phrases = condition.is.map(phraseOf).filter((phrase) => phrase !== null);
      return (reading) => first(phrases, (phrase) => reading.words(condition.in).find(phrase));
    }
    case 'sender': {
      const tests = condition.is.map(senderTest);
      return ({ message: { sender } }) => (sender !== null && tests.some((fits) => fits?.(sender)) ? sender : null);
    }
    case 'hours':
      return (reading) => (reading.isOpen() ? '' : null);
  }
}

function oneOf(wanted: readonly string[], read: (reading: Reading) => string | null, tell?: ''): Ask {
  const known = new Set(wanted);
  return (reading) => {
    const value = read(reading);
    return value !== null && known.has(value) ? (tell ?? value) : null;
  };
}

function first<Item>(items: readonly Item[], look: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}
