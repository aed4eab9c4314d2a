import type { Unanswerable } from '@guichet/contracts';
import type { InboundMessage } from '../inbound-events.js';
import { hasLocalPart, isNobody, localPartOf, NOBODY, type Automatic } from './detect-automatic-mail.js';
import type { Headers } from './header-fields.js';

/** The header of our automatic mails: a signed token, by which we recognise one that comes back by any way. */
export const LOOP_HEADER = 'X-Guichet-Loop';

/** Local parts of mailing lists and of programs that write in nobody's name (RFC 3834 § 2, RFC 2142 § 6). */
const LIST = /^(?:owner-.+|.+-(?:owner|request|bounces?)|listserv|majordomo|mailman)$/i;
const PROGRAM = /^(?:root|daemon|cron|www-data|auto-?confirm|auto-?mailer)$/i;

/**
 * Why no automatic mail may answer this one (RFC 3834 § 2), the plainest sign first, and the token of the loop header where it has one.
 * A person may have written it all the same, as whoever asks for no automatic answer, so that an agent sees it as any other mail.
 *
 * @param mailFrom - the envelope sender: empty for the null sender, null where the transport does not tell
 */
export function unanswerableOf(
  headers: Headers,
  mailFrom: string | null,
  automatic: Automatic | undefined,
): Pick<InboundMessage, 'unanswerable' | 'loopToken'> {
  const loopToken = headers.first(LOOP_HEADER.toLowerCase()).trim().slice(0, 100);
  const unanswerable = signOf(headers, mailFrom, automatic);
  return { ...(unanswerable && { unanswerable }), ...(loopToken && { loopToken }) };
}

function signOf(headers: Headers, mailFrom: string | null, automatic: Automatic | undefined): Unanswerable | undefined {
  if (automatic === 'reply') return 'automatic-reply';
  if (headers.hasPrefix('list-') || hasLocalPart(headers, 'from', LIST)) return 'mailing-list';
  if (/^(?:bulk|list|junk)$/i.test(headers.first('precedence').trim())) return 'bulk-mail';
  if (automatic === 'bulk' || headers.has('x-loop') || headers.has(LOOP_HEADER.toLowerCase())) return 'robot';
  if (automatic === 'no-reply' || isNobody(headers, 'reply-to')) return 'no-reply-address';
  if (hasLocalPart(headers, 'from', PROGRAM)) return 'robot';
  if (mailFrom === '' || headers.first('return-path').trim() === '<>') return 'null-sender';
  // `OOF` alone asks for no notes of absence, which an acknowledgement is not.
  return /\b(?:All|AutoReply)\b/i.test(headers.first('x-auto-response-suppress')) ? 'asked-for-none' : undefined;
}

const UNREAD = [NOBODY, LIST, PROGRAM];

/** Whether nobody reads what is sent to an address, as far as it says so itself: of a robot, or of a mailing list. */
export const isUnreadAddress = (address: string): boolean => UNREAD.some((local) => local.test(localPartOf(address)));

/** The same of its local part, in any case of letters: the sources of patterns, which mean in SQL what they mean here. */
export const UNREAD_LOCAL_PARTS: readonly string[] = UNREAD.map(({ source }) => source);
