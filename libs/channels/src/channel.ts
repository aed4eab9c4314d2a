import type { Capabilities, ChannelKind, Handle } from '@guichet/contracts';
import type { z } from 'zod';

/**
 * One payload as it came: a webhook call, an SMTP message, an IMAP message, a chat frame. It is what is stored,
 * replayed and tested, so nothing else about the transport may matter.
 */
export interface RawRequest {
  /** Identity of this payload at its source, for the same payload twice. Mail: SHA-256 of the bytes, in hex. */
  externalId: string;
  body: Uint8Array;
  /** Transport facts: HTTP headers, or for mail `mail-from`, `rcpt-to` (comma-separated), `remote`, `helo`, `tls`. */
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
  content: Uint8Array;
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
  /** The provider's id of the message (mail: Message-ID without brackets). May be claimed by anybody, may repeat. */
  externalId: string;
  /** Digest of what a reader sees. Same `externalId` and same `fingerprint`: the same message, by another way. */
  fingerprint: string;
  /**
   * Best first. `reply:<token>` is a signed token of ours, as found in a recipient address; `ref:<id>` is the
   * external id of a message that this one says it answers; `hint:<reference>` is a case reference in plain sight,
   * which proves nothing.
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
  flags: string[];
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
  /** How to find our message, best first: `bounce:<token>` from the envelope, `ref:<our external id>`. */
  threadKeys: string[];
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

export type InboundEvent = InboundMessage | InboundReceipt | InboundComplaint;

export interface OutboundMessage {
  /** Stable over retries: the Message-ID of a mail, without brackets. */
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
  attachments: { name: string; type: string; content: () => Promise<Uint8Array> }[];
  /** Sent by no person: marked so, and with the null envelope sender, so that nothing answers it. */
  automatic: boolean;
}

export interface Delivered {
  externalId: string;
  /** Recipients that were refused while others were accepted. */
  refused: { address: string; reason: string }[];
  /** The provider's own words, for the log. */
  response: string;
}

/** What a channel may do to the outside world. */
export interface ChannelIo {
  /** Address to connect to for a host name, after the rules of OUTBOUND_ALLOW; throws ChannelError when it is not allowed. */
  resolve(host: string): Promise<string>;
}

/** Where a pull channel stands, as it last yielded it; stored in the transaction that stores the payload. */
export type Cursor = Record<string, unknown>;
export interface Pulled {
  /** Absent: only the cursor moved. */
  request?: RawRequest;
  cursor: Cursor;
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
  /** A second sending under the same externalId is harmless: the receiver knows it, or shows it once. */
  readonly repeatable: boolean;

  /** Does the built-in mail server take mail for this config? Absent: never. */
  takesSmtp?(config: Config): boolean;

  /** Seconds an answer may still be undone. */
  undoSeconds(config: Config): number;
  /** One payload, the things that happened in it. Pure: no network, no clock, no database. Throws `Unparsable`. */
  parse(request: RawRequest, config: Config): Promise<InboundEvent[]>;
  /**
   * Pull channels: yields payloads until aborted, and a cursor alone once the source is open. Ends by throwing ChannelError; the caller reconnects with backoff.
   */
  listen?(config: Config, cursor: Cursor | null, io: ChannelIo, signal: AbortSignal): AsyncIterable<Pulled>;
  /** Sends once. Throws ChannelError, whose `retryable` decides what happens next. */
  deliver(message: OutboundMessage, config: Config, io: ChannelIo): Promise<Delivered>;
  /** Really connects, step by step. Never throws. */
  test(config: Config, io: ChannelIo): Promise<ChannelCheck[]>;
  /** Ends pooled connections and workers. */
  close?(): Promise<void>;
}

/** A provider's refusal. `reason` is for an agent's eyes. `uncertain`: it may have been sent nevertheless. */
export class ChannelError extends Error {
  constructor(
    readonly reason: string,
    readonly retryable: boolean,
    readonly uncertain = false,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'ChannelError';
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
