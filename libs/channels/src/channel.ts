import type { Capabilities, ChannelKind, Flag, Handle, ProviderTemplate } from '@guichet/contracts';
import type { z } from 'zod';

/**
 * One payload as it came: a webhook call, an SMTP message, an IMAP message, a chat frame. It is what is stored,
 * replayed and tested, so nothing else about the transport may matter.
 */
export interface RawRequest {
  /** Identity of this payload at its source, for the same payload twice. Mail: SHA-256 of the bytes, in hex. */
  externalId: string;
  body: Uint8Array;
  /**
   * Transport facts: HTTP headers in lower case with `:method` and `:url` (the public address that the provider called,
   * query included), or for mail `mail-from`, `rcpt-to` (comma-separated), `remote`, `helo`, `tls`. `parse` has of the headers
   * of a call only its `content-type`: what proves the caller is not kept.
   */
  headers: Readonly<Record<string, string>>;
  /** When we took responsibility for it. */
  receivedAt: Date;
}

export interface RawResponse {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

export interface InboundAttachment {
  name: string;
  /** As declared by the sender. */
  type: string;
  /** `source`: to be fetched by `Channel.fetch`, a provider's id or URL. `digest`: in our blob store already. */
  content: Uint8Array | { source: string } | { digest: string; size: number };
  inline: boolean;
  /** For an inline image: `cid:<contentId>` in the HTML means this one. */
  contentId?: string;
}

export interface Segment {
  kind: 'visible' | 'signature' | 'quoted';
  text: string;
}

export interface InboundMessage {
  type: 'message';
  /**
   * The provider's id of the message (mail: Message-ID without brackets). May be claimed by anybody, may repeat. Unique over
   * all accounts: a provider that counts per account or per chat has them in front, as in `telegram:<bot>:<chat>:<message>`.
   */
  externalId: string;
  /** Digest of what a reader sees. Same `externalId` and same `fingerprint`: the same message, by another way. */
  fingerprint: string;
  /**
   * Best first. `reply:<token>` is a signed token of ours, as found in a recipient address; `ref:<id>` is the
   * external id of a message that this one says it answers; `hint:<reference>` is a case reference in plain sight,
   * which proves nothing. Besides, a channel that is a `conversation` goes on in the case in which it last was.
   */
  threadKeys: string[];
  /** Null: nobody, or several. Nothing about identity may be concluded then. */
  from: Handle | null;
  to: Handle[];
  cc: Handle[];
  subject: string;
  /** As claimed; null: none or unreadable. */
  sentAt: Date | null;
  text: string;
  segments: Segment[];
  /** Sanitised; inline images are `src="cid:…"` still, remote ones `data-remote="n"` (see `remoteImages[n]`). */
  html: string | null;
  remoteImages: string[];
  attachments: InboundAttachment[];
  /** Why a robot must have sent it; undefined: a person. `reply` answers one of ours and never opens a case. */
  automatic?: 'reply' | 'bulk' | 'no-reply';
  flags: Flag[];
  hiddenParts: number;
}

/** What a report says of itself, for the list of those that belong to nothing. */
export interface ReportHead {
  from: string | null;
  subject: string;
}

export interface InboundReceipt {
  type: 'receipt';
  head?: ReportHead;
  /** How to find our message, best first: `bounce:<token>` that we gave to the provider, `ref:<our external id>`. */
  threadKeys: string[];
  /** A watermark: all that we sent to this handle by this account up to that time. `threadKeys` are empty then. */
  upTo?: { handle: Handle; at: Date };
  /** The provider's id of our message, learned with a `bounce:` token, for those who know only it later. */
  externalId?: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  /** `delayed` keeps the status and shows the reason. */
  delayed?: boolean;
  recipient: string | null;
  /** In words for an agent, e.g. "mailbox full (5.2.2)". */
  reason: string | null;
  at: Date | null;
}

/** A complaint about one of our messages, from the recipient's provider. */
export interface InboundComplaint {
  type: 'complaint';
  head?: ReportHead;
  threadKeys: string[];
  recipient: string | null;
}

/** `target` is the external id of the message it is about, of either direction. `emoji` null: taken back. */
export interface InboundReaction {
  type: 'reaction';
  target: string;
  from: Handle;
  emoji: string | null;
  at: Date | null;
}

/** The sender changed their own message; the text as it is now. */
export interface InboundEdit {
  type: 'edit';
  target: string;
  from: Handle;
  text: string;
  at: Date | null;
}

export interface InboundDeletion {
  type: 'deletion';
  target: string;
  from: Handle;
  at: Date | null;
}

/** STOP, or START again. The provider or the law holds us to it. */
export interface InboundConsent {
  type: 'consent';
  from: Handle;
  given: boolean;
  /** What they wrote. */
  word: string;
  at: Date | null;
}

export type InboundReport =
  InboundReceipt | InboundComplaint | InboundReaction | InboundEdit | InboundDeletion | InboundConsent;
export type InboundEvent = InboundMessage | InboundReport;

export interface OutboundMessage {
  /** Stable over retries: the Message-ID of a mail, without brackets; elsewhere an idempotency key where one is taken. */
  externalId: string;
  from: Handle;
  to: Handle[];
  cc: Handle[];
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
  /** Where the provider may tell what becomes of it: the account's webhook address. Null: it has none. */
  callbackUrl: string | null;
  /** Sent by no person: marked so, and with the null envelope sender, so that nothing answers it. */
  automatic: boolean;
  parts: PartLog;
}

/** By its place, the provider's id of each part that has left; null where one must be sent again. */
export type PartIds = readonly (string | null)[];

/** How far a message that goes in parts has come: however often it is tried, what has left is not sent again. */
export interface PartLog {
  /** What earlier tries have sent. */
  readonly left: PartIds;
  /** Told before each further part, so that it is known what has left however this ends. Never throws. */
  note(left: PartIds, of: number): Promise<void>;
}

export interface Delivered {
  /** The provider's id of it, by which receipts and answers will name it; for one sent in parts, that of the first. */
  externalId: string;
  /** Ids of the other parts: what comes back to them is about this message, too. */
  otherIds?: string[];
  /** The provider has told already how far it came; by default `sent`. */
  status?: 'sent' | 'delivered';
  /** Recipients that were refused while others were accepted. */
  refused: { address: string; reason: string }[];
  /** The provider's own words, for the log. */
  response: string;
}

/** What a channel may do to the outside world. */
export interface ChannelIo {
  /** Address to connect to for a host name, after the rules of OUTBOUND_ALLOW; throws ChannelError when it is not allowed. */
  resolve(host: string): Promise<string>;
  /**
   * HTTP under the same rules, each redirect refused, at most 60 s and 100 MB of answer; to
   * read more throws `AnswerTooLarge`. Throws ChannelError: `uncertain`
   * where the request may have arrived, retryable where nobody can be reached.
   */
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Where a pull channel stands, as it last yielded it; stored in the transaction that stores the payload. */
export type Cursor = Record<string, unknown>;
export interface Pulled {
  /** Absent: only the cursor moved. */
  request?: RawRequest;
  cursor: Cursor;
  /** Where reading begins, before the source was reached: it says nothing of whether it can be. */
  isBeginning?: true;
  /** Told once the payload is durable, so that the source may be marked. */
  stored?: () => Promise<void>;
}

export interface ChannelCheck {
  name: string;
  ok: boolean;
  detail: string;
}

// The registry holds channels of many configs; each is used only with what its own schema has parsed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Channel<Config = any> {
  readonly kind: ChannelKind;
  readonly title: string;
  /** Validated when saved; its JSON Schema draws the settings form. */
  readonly config: z.ZodType<Config>;
  /** Dotted paths of config values that are encrypted at rest and never sent back. */
  readonly secrets: readonly string[];
  readonly capabilities: Capabilities;

  /** Our own addresses under this config: what the public edge accepts for it. */
  addresses(config: Config): Handle[];
  /** The one spelling of an address. Undefined when it is not one of this channel's. */
  identify(address: string): Handle | undefined;
  /**
   * For so long after the first one a second sending under the same externalId is harmless: the receiver knows it, or shows it
   * once. 0: never; `Infinity`: always.
   */
  readonly repeatableForSeconds: number;
  /**
   * Messages are lines of one conversation per account and person, without letters that answer each other: a new one goes on
   * in the case where the last one was, as long as that is not long closed.
   */
  readonly conversation: boolean;
  /** The original of a message is a file of its own that agents may have (mail); elsewhere it may hold what others wrote. */
  readonly original: boolean;
  /** Seconds before each further try of what could not be sent; after the last one it has failed. */
  readonly retrySeconds: readonly number[];

  /** Can this account write to that handle at all? By default: one that `identify` knows. */
  reaches?(handle: Handle, config: Config): boolean;
  /** Messages that the provider has approved for when its window is closed. */
  templates?(config: Config): ProviderTemplate[];

  /** Answers the provider's subscription challenge, where there is one; undefined: it is not one, or not ours. */
  handshake?(request: RawRequest, config: Config): RawResponse | undefined;
  /** Did the provider really send this? Over the raw bytes, in constant time. Absent: nobody calls us. */
  verify?(request: RawRequest, config: Config): boolean;
  /** The most bytes of a call; by default 4 MB. */
  readonly maxCallBytes?: number;
  /** What the provider signed beside the bytes, by which the same bytes may be another call; a repeated call has the same. */
  callMark?(request: RawRequest): string;
  /** Whom a call is for, where a provider tells of several accounts in one: values of their `addresses`. */
  addressed?(request: RawRequest): string[];
  /** What a provider wants to hear once its payload is durable; by default 200 with an empty body. */
  readonly acknowledgement?: RawResponse;
  /** Part of the webhook address that only the provider's settings need, e.g. `#rc=5&rp=all`. */
  readonly webhookSuffix?: string;

  /** Does the built-in mail server take mail for this config? Absent: never. */
  takesSmtp?(config: Config): boolean;

  /**
   * Minutes after which an answer that nobody has looked at goes on by mail, where its reader has left and said an address. Null
   * or absent: never.
   */
  unseenMinutes?(config: Config): number | null;
  /** Seconds an answer may still be undone. */
  undoSeconds(config: Config): number;
  /** One payload, the things that happened in it. Pure: no network, no clock, no database. Throws `Unparsable`. */
  parse(request: RawRequest, config: Config): Promise<InboundEvent[]>;
  /**
   * Pull channels: yields payloads until aborted, and a cursor alone once the source is open. Ends by throwing ChannelError; the caller reconnects with backoff.
   */
  listen?(config: Config, cursor: Cursor | null, io: ChannelIo, signal: AbortSignal): AsyncIterable<Pulled>;
  /** The content behind `source` of an attachment; `name` and `type` where the provider knows better. Throws ChannelError. */
  fetch?(source: string, config: Config, io: ChannelIo): Promise<{ content: Uint8Array; name?: string; type?: string }>;
  /** What the provider knows of a person whose messages carry no name. Undefined: nothing. Throws ChannelError. */
  profile?(handle: Handle, config: Config, io: ChannelIo): Promise<{ name: string } | undefined>;
  /** Sends once, of a message in parts those that have not left. Throws ChannelError, whose `retryable` decides what happens next. */
  deliver(message: OutboundMessage, config: Config, io: ChannelIo): Promise<Delivered>;
  /** Really connects, step by step; registers `webhookUrl` with the provider where that is done by its API. Never throws. */
  test(config: Config, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]>;
  /** What the owner of a web page pastes into it, where the channel lives in a page. */
  embed?(channelId: string, publicUrl: string): string;
  /** Ends pooled connections and workers. */
  close?(): Promise<void>;
}

/** A provider's refusal. `reason` is for an agent's eyes. `uncertain`: it may have been sent nevertheless. */
export class ChannelError extends Error {
  /** As the provider asks (`Retry-After`): not before. */
  readonly afterSeconds: number | undefined;
  /** It is the account that does not work, whatever is sent: its health tells administrators so. */
  readonly ofAccount: boolean;

  constructor(
    readonly reason: string,
    readonly retryable: boolean,
    readonly uncertain = false,
    options?: ErrorOptions & { afterSeconds?: number | undefined; ofAccount?: boolean | undefined },
  ) {
    super(reason, options);
    this.name = 'ChannelError';
    this.afterSeconds = options?.afterSeconds;
    this.ofAccount = options?.ofAccount ?? false;
  }

  /** The same fault, told in other words. */
  worded(reason: string): ChannelError {
    const { retryable, uncertain, afterSeconds, ofAccount } = this;
    return new ChannelError(reason, retryable, uncertain, { cause: this, afterSeconds, ofAccount });
  }
}

/** Why a payload was not understood: goes to the holding pen with it. */
export class Unparsable extends Error {
  constructor(
    readonly reason: 'unparsable' | 'too-slow' | 'too-big',
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'Unparsable';
  }
}
