import type { ParsedMessage } from '../parsed-message.js';

/** What a message from a mailbox is, where it is not simply mail that has come: `history` is when it arrived. */
export interface MailboxOrigin {
  history: Date | null;
  isSentCopy: boolean;
}

/** Reads what the reader of the mailbox has noted with an envelope; undefined for mail that has come now. */
export function mailboxOriginOf(headers: Readonly<Record<string, string>>): MailboxOrigin | undefined {
  const history = headers['x-history'];
  const isSentCopy = headers['x-special-use'] === '\\Sent';
  if (history === undefined && !isSentCopy) return undefined;
  return { history: history === undefined ? null : new Date(history), isSentCopy };
}

/** The messages of a batch by what is done with them. */
export interface MessagesByOrigin {
  live: ParsedMessage[];
  /** Of both directions, as an answer stands in the case of its question. */
  history: ParsedMessage[];
  sentCopies: ParsedMessage[];
}

export function byOrigin(messages: readonly ParsedMessage[]): MessagesByOrigin {
  return {
    live: messages.filter(({ origin }) => origin === undefined),
    history: messages.filter(({ origin }) => origin?.history),
    sentCopies: messages.filter(({ origin }) => origin && !origin.history),
  };
}
