import type { Provenance } from '@guichet/contracts';
import { Config, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { isNotice } from '@guichet/templates';
import { idOfLinkToken, signLinkToken } from './signed-link-token.js';

/**
 * The link to the page that shows one reply in full to whoever holds it. It is short, as an SMS must have room for it, and
 * the same each time it is made: its month of validity begins when the reply is sent.
 */
export const replyLink = (keyring: Keyring, publicUrl: string, replyPageId: string): string =>
  `${publicUrl}/portal/replies/${signLinkToken(keyring, 'reply-link', replyPageId)}`;

/**
 * Returns the id of the reply page that the last part of a link contains, or null when the link was not created by us.
 */
export const replyPageIdOf = (keyring: Keyring, token: string): string | null =>
  idOfLinkToken(keyring, 'reply-link', token);

const REPLY_LINK = /https?:\/\/[\w.:[\]-]+(?:\/[\w.~-]+)*\/portal\/replies\/([a-z2-7]{26}\.[a-z2-7]{16})/;

/**
 * Whether a text is our own notice of a reply, with a link that we signed, and nothing else. Such a text discloses nothing
 * to people who read along.
 */
export function isOurNotice(keyring: Keyring, text: string, of: { organisation: string; reference: string }): boolean {
  const [link, token] = REPLY_LINK.exec(text) ?? [];
  return link !== undefined && replyPageIdOf(keyring, token!) !== null && isNotice(text, { ...of, reply_link: link });
}

/** A reply that may be a notice: how it was made, the provider's template in which it leaves, and what it says. */
interface NoticeCandidate {
  provenance?: Pick<Provenance, 'level' | 'replyPageId'> | undefined;
  template?: unknown;
  text: string;
}

/**
 * Whether a reply says only that an answer waits on its secure page. The files wait there, too: a file's name would tell
 * of the matter what the notice leaves out.
 */
export function waitsOnItsPage(keyring: Keyring, { provenance, template, text }: NoticeCandidate): boolean {
  const [, token] = REPLY_LINK.exec(text) ?? [];
  if (template || provenance?.level !== 'notice' || token === undefined) return false;
  return replyPageIdOf(keyring, token) === provenance.replyPageId;
}

/** Makes the links of this installation to the pages on which a reply can be read whole. */
@Injectable()
export class ReplyLinks {
  constructor(
    private readonly keyring: Keyring,
    private readonly config: Config,
  ) {}

  /** This is bound to the object, so that it can be passed as a function. */
  readonly linkTo = (replyPageId: string): string => replyLink(this.keyring, this.config.publicUrl, replyPageId);
}
