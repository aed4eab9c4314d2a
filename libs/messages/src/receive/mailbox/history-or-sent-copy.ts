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

/** The messages of a batch by what is done with them. `history` is of both directions, as an answer stands in the case of its question. */
export const byOrigin = <Message extends { origin?: MailboxOrigin }>(
  messages: readonly Message[],
): Record<'live' | 'history' | 'sentCopies', Message[]> => ({
  live: messages.filter(({ origin }) => origin === undefined),
  history: messages.filter(({ origin }) => origin?.history),
  sentCopies: messages.filter(({ origin }) => origin && !origin.history),
});
