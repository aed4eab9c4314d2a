import type { Invitation } from '@guichet/contracts';
import { clean } from '../../kit/clean-text.js';
import { textOf } from '../decode-charset.js';
import type { Part } from '../mime-tree.js';

/** The characters up to which a calendar is read: an invitation has a few thousand, and a whole calendar is none. */
const MAX_LENGTH = 128 * 1024;
const TYPES = /^(?:text\/calendar|text\/x-vcalendar|application\/ics)$/;

/**
 * Returns the meeting that a mail to `own` addresses is about, or undefined where it has none that can be read. The library is loaded with the
 * first invitation, as few mails have one.
 */
export async function invitationIn(leaves: readonly Part[], own: ReadonlySet<string>): Promise<Invitation | undefined> {
  const part = leaves.find(({ contentType, content }) => TYPES.test(contentType.parsed.value) && content !== null);
  if (!part || part.content!.byteLength > MAX_LENGTH) return undefined;
  const { parseInvitation } = await import('./parse-invitation.js');
  const declared = part.contentType.parsed.params['method'];
  return parseInvitation(clean(textOf(part)), { own, ...(declared && { declared }) });
}
