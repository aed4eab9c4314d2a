import type { CaseDetail } from './cases.js';

/** A subject as a reply repeats it. */
export const inReplyTo = (subject: string): string => (/^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`);

/**
 * The subject under which a reply to these addresses goes: the one that is known at the first of them, else that of the case. Undefined: the case
 * proposes no reply.
 */
export function replySubject(
  { subject, replyTo, replySubjects }: Pick<CaseDetail, 'subject' | 'replyTo' | 'replySubjects'>,
  to: readonly string[],
): string | undefined {
  const known = replySubjects.find(({ address }) => address === to[0]?.toLowerCase() || address === to[0]);
  return known || replyTo ? inReplyTo(known?.subject ?? subject) : undefined;
}
