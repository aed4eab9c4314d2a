import type { CaseSummary, Entry } from '@guichet/contracts';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { endToasts } from '../../../shared/feedback/toast-and-undo.js';
import { isClosedWith, noteClosedWith, toastOfReplyIn } from '../../../shared/outbox/replies-taken-back.js';
import { useOfferToTakeBack } from '../../../shared/outbox/use-offer-to-take-back.js';
import { useTakeBackReply } from '../../../shared/outbox/use-take-back-reply.js';

/** The case that is shown. */
let shown: string | undefined;

/**
 * Offers to take back the replies of a case that the agent leaves while that can still be done: at their next case they would look for them
 * in vain. Who does so comes back to the case.
 */
export function useReplyLeftBehind(
  item: Pick<CaseSummary, 'id' | 'reference'>,
  entries: ReadonlyMap<number, Entry>,
): void {
  const { id: caseId } = item;
  const router = useRouter();
  const offer = useOfferToTakeBack(item);
  const { findAll, takeBack } = useTakeBackReply(caseId);
  const leave = (href: string) => {
    const isAway = () => shown !== caseId;
    for (const reply of findAll(entries))
      if (!isClosedWith(caseId, reply.id)) void offer({ reply, takeBack, href, isAway });
  };
  const latest = useRef(leave);
  useEffect(() => void (latest.current = leave));
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
