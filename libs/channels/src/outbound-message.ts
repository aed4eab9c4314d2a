import type { Handle, Invitation } from '@guichet/contracts';

export interface OutboundMessage {
  /** Stable over retries: the Message-ID of a mail, without brackets; elsewhere an idempotency key where one is taken. */
  externalId: string;
  from: Handle;
  to: Handle[];
  cc: Handle[];
  /** They get it, and nothing in it names them. */
  bcc?: Handle[];
  subject: string;
  text: string;
  html: string | null;
  /** External ids of the thread, oldest first; the last is what this one answers. */
  references: string[];
  /** Signed; whoever answers to it lands in the case. */
  replyToken: string;
  /** Signed; whatever comes back to it is about this message. */
  bounceToken: string;
  /** Those that the channel takes, by its capabilities; the others are links at the end of `text` already. */
  attachments: { name: string; type: string; size: number; content: () => Promise<Uint8Array> }[];
  /** Instead of `text`, which says the same: a message that the provider has approved. */
  template: { name: string; language: string; values: string[] } | null;
  /**
   * Of a message on paper: the letter as it is kept, the reference of its case, and how many orders of it came to nothing for certain.
   * The next one is another order, and one of which nobody knows whether it was taken is the same.
   */
  letter?: { reference: string; pages: number; failedOrders: number; content: () => Promise<Uint8Array> };
  /** The answer to an invitation, for channels that carry one: `text` says the same. */
  answer?: Invitation;
  /** It is no answer, and by this address its recipient gets no more of its kind, with one call (RFC 8058). */
  unsubscribeUrl?: string;
  /** Where the provider may tell what becomes of it: the account's webhook address. Null: it has none. */
  callbackUrl: string | null;
  /** Sent by no person: marked so, and with the null envelope sender, so that nothing answers it. */
  automatic: boolean;
  /** Of an automatic message: what we recognise it by as our own, wherever it is forwarded (see `signLoop`). */
  loopToken?: string;
  parts: PartLog;
}

/** Where messages may not follow each other too fast, such as the domain of a recipient. */
export interface Lane {
  key: string;
  /** As people call it. */
  name: string;
  /** How many a minute are welcome; `Infinity`: as many as there are, until somebody objects. */
  perMinute: number;
}

/** By its place, the provider's id of each part that was sent; null where one must still be sent. */
export type PartIds = readonly (string | null)[];

/** How far a message in parts has come: however often it is tried, what was sent is not sent again. */
export interface PartLog {
  /** What earlier attempts have sent. */
  readonly sent: PartIds;
  /** Called before each further part, so that what was sent is known however this ends. Never throws. */
  record(sent: PartIds, of: number): Promise<void>;
}

export interface Delivered {
  /** The provider's id of it, by which receipts and answers will name it; for one sent in parts, that of the first. */
  externalId: string;
  /** Ids of the other parts: what comes back to them is about this message, too. */
  otherIds?: string[];
  /** The provider has told already how far it came; by default `sent`. A letter is `to-print` or `handed-over` before it is posted. */
  status?: 'to-print' | 'handed-over' | 'sent' | 'delivered';
  /** Recipients that were refused while others were accepted. */
  refused: { address: string; reason: string }[];
  /** The provider's own words, for the log. */
  response: string;
}
