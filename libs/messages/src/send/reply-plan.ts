import type { Principal } from '@guichet/access';
import type { StoredMessage } from '@guichet/cases';
import type { RenderedSignature } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { LinkTo, PreparedReply, TracedReply } from '@guichet/templates';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import type { FileTexts } from '../disclosure/file-texts.js';
import type { Recipients } from './reply-recipients.js';

/** What a reply is checked against and sent with, but for what signs it. It is read before the transaction in which the reply is written. */
export interface UnsignedPlan extends Recipients {
  account: Account;
  subject: string;
  text: string;
  html: string | null;
  /** The message approved by the provider that is sent instead of free text. */
  template: StoredMessage['template'];
  /** The answer to an invitation, which is sent with the words. */
  invitation?: StoredMessage['invitation'];
  /** For a reply that was made from one of our templates: the template, and what the agent changed. */
  made: (TracedReply & Pick<PreparedReply, 'templateId' | 'versionId' | 'replyPageId' | 'files' | 'staysOpen'>) | null;
}

/** By what a reply is signed. */
export interface SignedAs {
  /** What is added to text and HTML; null: they are signed already. */
  signature?: RenderedSignature | null;
  /** As whom the agent is named to the citizen, where that is not by name. */
  signedAs?: string;
}

/** A reply that can be written. */
export type ReplyPlan = UnsignedPlan & SignedAs;

/** Who plans a reply, and what is needed for it. */
export interface PlanContext {
  reader: Reader;
  who: Principal;
  accounts: Accounts;
  linkTo: LinkTo;
  fileTexts: FileTexts;
}
