import type { CaseSummary, Entry } from '@guichet/contracts';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { NamedCase } from '../../../shared/cases/short-case-name.js';
import { endToasts } from '../../../shared/feedback/shown-toasts.js';
import { isClosedWith, noteClosedWith, toastOfReplyIn } from '../../../shared/outbox/replies-taken-back.js';
import { useOfferToTakeBack } from '../../../shared/outbox/use-offer-to-take-back.js';
import { useTakeBackReply, type UnsentReply } from '../../../shared/outbox/use-take-back-reply.js';

/** The case that is shown. */
let shown: string | undefined;

/**
 * Offers to take back the replies of a case that the agent leaves while that can still be done: at their next case they would look for them
 * in vain. Who does so comes back to the case.
 */
export function useReplyLeftBehind(
  item: NamedCase & Pick<CaseSummary, 'id'>,
  entries: ReadonlyMap<number, Entry>,
): void {
  const { id: caseId } = item;
  const router = useRouter();
  const offer = useOfferToTakeBack(item);
  const { findAll, takeBack } = useTakeBackReply(caseId);
  const replies = useRef<readonly UnsentReply[]>([]);
  const leave = (href: string) => {
    const isAway = () => shown !== caseId;
    // The last one may have been sent since this was drawn.
    if (entries.size > 0) replies.current = findAll(entries);
    for (const reply of replies.current)
      if (!isClosedWith(caseId, reply.id)) void offer({ reply, takeBack, href, isAway });
  };
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
    // A case that was given away has no entries any more by the time that it is left.
    if (entries.size > 0) replies.current = findAll(entries);
  });
  useEffect(() => {
    const { href } = router.history.location;
    shown = caseId;
    // Here it is taken back where it stands.
    noteClosedWith(caseId, undefined);
    endToasts(toastOfReplyIn(caseId));
    return () => {
      shown = undefined;
      // Whoever is led to another entry of the case has not left it.
      queueMicrotask(() => shown !== caseId && latest.current(href));
    };
  }, [caseId, router]);
}
