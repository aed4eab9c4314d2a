import type { InboundMessage } from '@guichet/channels';
import type { Attachment, SpamVerdict } from '@guichet/contracts';
import type { Case } from '@guichet/database';
import type { MailboxOrigin } from './mailbox/history-or-sent-copy.js';

/** A parsed message whose attachments are in the blob store. */
export interface ParsedMessage {
  envelopeId: string;
  account: { id: string; kind: Case['channels'][number]; teamId: string; conversation: boolean; knowsNames?: boolean };
  receivedAt: Date;
  message: InboundMessage;
  attachments: StoredAttachment[];
  html: string | null;
  /** Whether the envelope contains only this message, so that an agent may download it. */
  hasOriginal: boolean;
  /** Who takes it for spam. */
  spam?: SpamVerdict | null;
  /** The language of the text; null where it is not certain. It is detected during parsing, when no transaction waits for it. */
  language: string | null;
  /** Set where it is no mail that has come now: history, or a copy of what was sent. */
  origin?: MailboxOrigin;
}

/** A file of a message: in the blob store by its `digest`, or still at the provider under `source`. */
export interface StoredAttachment extends Attachment {
  digest: string | null;
  source: string | null;
}
