import type { Authentication, Flag, Handle, Invitation, MessageSignature, Unanswerable } from '@guichet/contracts';
import type { ClaimedAddress } from './email/addresses-in-display-name.js';

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
  /** The addresses of others that the display name of the sender contains, which is not shown then. */
  claims?: ClaimedAddress[];
  /** Where answers are wanted, if that is of another domain than the sender. Nothing is ever sent there. */
  replyTo?: string;
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
  /** The meeting that it is about. */
  invitation?: Invitation;
  /** Who really wrote it; undefined where the channel does not check. */
  authentication?: Authentication;
  /** The signature inside of it, where there is one. */
  signature?: MessageSignature;
  /** Why a robot must have sent it; undefined: a person. `reply` answers one of ours and never opens a case. */
  automatic?: 'reply' | 'bulk' | 'no-reply';
  /** Why nothing that is sent by itself may answer it, where the message says so. A person may have written it all the same. */
  unanswerable?: Unanswerable;
  /** What claims to prove that we have sent it ourselves, by itself: `loopToken` of an `OutboundMessage`. */
  loopToken?: string;
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
  /** Why it failed: a code of the channel's texts, or the provider's own words. */
  reason: string | null;
  /** It is the account that does not work, whatever is sent: its health tells administrators. */
  isAccountFault?: true;
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
  | InboundReceipt
  | InboundComplaint
  | InboundReaction
  | InboundEdit
  | InboundDeletion
  | InboundConsent;
export type InboundEvent = InboundMessage | InboundReport;
