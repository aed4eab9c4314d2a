import type { CaseSummary } from '@guichet/contracts';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { endToast, isToastShown, toast } from '../feedback/toast-and-undo.js';
import { awaitField } from '../keyboard/shortcut-listener.js';
import { useSession } from '../session/use-session.js';
import { whenReplyEnds } from './ended-replies.js';
import { isScheduledReply, isUndoable } from './last-scheduled-reply.js';
import { isBeingTakenBack, toastIdOfReply, toastOfReplyIn } from './replies-taken-back.js';
import type { UnsentReply } from './use-take-back-reply.js';
import { undoTimeLeft, whenSent } from './when-sent.js';

whenReplyEnds((replyId) => endToast(toastIdOfReply(replyId)));

/** With less time left nobody reads an offer. Milliseconds. */
const SHORTEST = 1_000;

interface Offer {
  reply: UnsentReply;
  takeBack: (reply: UnsentReply) => void;
  /** Where whoever takes it back comes back to. */
  href: string;
}

/** Returns what offers to take back a reply of a case that was left, as long as that can be done. */
export function useOfferToTakeBack({ id: caseId, reference }: Pick<CaseSummary, 'id' | 'reference'>) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const router = useRouter();

  const show = ({ reply, takeBack, href }: Offer, shownFor: number | false) =>
    toast({
      id: toastIdOfReply(reply.id),
      message: t('composer.onItsWay', { reference }),
      undoLabel: t('common.toast.undo'),
      undo: () => {
        void router.navigate({ href });
        // What is typed until its words stand there again is kept for them.
        if (!reply.scheduled?.invitation) awaitField();
        takeBack(reply);
      },
      about: [toastOfReplyIn(caseId), toastIdOfReply(reply.id)],
      doneAt: whenSent(reply.id),
      shownFor,
    });

  return async (offer: Offer): Promise<void> => {
    const { id, scheduled, onItsWay } = offer.reply;
    if (isBeingTakenBack(id)) return;
    if (scheduled) {
      const left = isUndoable(scheduled) ? undoTimeLeft(scheduled) : 0;
      if (left >= SHORTEST) show(offer, left);
      return;
    }
    show(offer, false);
    const stored = await onItsWay;
    // It was taken back meanwhile, or is where the agent is again.
    if (!isToastShown(toastIdOfReply(id))) return;
    endToast(toastIdOfReply(id));
    // One that was refused is said by itself.
    if (!stored || !isScheduledReply(stored, agent.id) || !isUndoable(stored)) return;
    show({ ...offer, reply: { id: stored.id, scheduled: stored } }, undoTimeLeft(stored));
  };
}
