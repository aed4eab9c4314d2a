import type { CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { isFailure } from '../api/failure.js';
import { caseQuery } from '../api/queries.js';
import type { NamedCase } from '../cases/short-case-name.js';
import { useAddCaseName } from '../cases/use-add-case-name.js';
import { useUndoHandover } from '../cases/use-undo-handover.js';
import { endToast, endToasts, isToastShown } from '../feedback/shown-toasts.js';
import { toast } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { awaitField } from '../keyboard/shortcut-listener.js';
import { givenCase, mayBeLost } from '../live/why-cases-left.js';
import { useSession } from '../session/use-session.js';
import { whenReplyEnds } from './ended-replies.js';
import { isScheduledReply, isUndoable } from './last-scheduled-reply.js';
import { isBeingTakenBack, isTakenBack, toastIdOfReply, toastOfReplyIn } from './replies-taken-back.js';
import type { UnsentReply } from './use-take-back-reply.js';
import { offerTimeLeft, whenSent } from './when-sent.js';

whenReplyEnds((replyId) => endToast(toastIdOfReply(replyId)));

/** With less time left nobody reads an offer. Milliseconds. */
const SHORTEST = 1_000;

interface Offer {
  reply: UnsentReply;
  takeBack: (reply: UnsentReply) => void;
  /** Where whoever takes it back comes back to. */
  href: string;
  /** Whether the agent is in another case, or in none. */
  isAway: () => boolean;
}

/**
 * Returns what takes back a case that was given away since to a team whose cases the agent does not see, so that its reply is written on in it.
 * Resolves with whether the case is theirs to see: where a colleague has taken it up, or somebody else has moved it, the reply alone is.
 */
function useSeeAgain(caseId: string) {
  const queryClient = useQueryClient();
  const undoHandover = useUndoHandover();
  const isSeen = () =>
    queryClient.fetchQuery({ ...caseQuery(caseId), staleTime: 0 }).then(
      () => true,
      (error: unknown) => !isFailure(error, 'not-found', 'not-permitted'),
    );
  return async (): Promise<boolean> => {
    const given = givenCase(caseId);
    if ((!given && !mayBeLost(caseId)) || (await isSeen())) return true;
    if (!given || given.until < Date.now()) return false;
    endToasts(`${caseId} teamId`);
    return (await undoHandover([given.item])).length === 0;
  };
}

/** Returns what offers to take back a reply of a case that was left, as long as that can be done. */
export function useOfferToTakeBack(item: NamedCase & Pick<CaseSummary, 'id'>) {
  const { id: caseId } = item;
  const { t } = useTexts();
  const { agent } = useSession();
  const router = useRouter();
  const sayWhich = useAddCaseName();
  const seeAgain = useSeeAgain(caseId);

  const show = ({ reply, takeBack, href }: Offer, shownFor: number | false) => {
    endToast(toastIdOfReply(reply.id));
    toast({
      id: toastIdOfReply(reply.id),
      ...sayWhich(t(reply.scheduled && !isUndoable(reply.scheduled) ? 'composer.leavesLater' : 'composer.onItsWay'), [
        item,
      ]),
      undoLabel: t('common.toast.undo'),
      undo: async () => {
        const isSeen = await seeAgain();
        void router.navigate({ href });
        // What is typed until its words stand there again is kept for them. In the place of a case that is lost, they stand to be copied.
        if (isSeen && !reply.scheduled?.invitation) awaitField();
        takeBack(reply);
      },
      about: [toastOfReplyIn(caseId), toastIdOfReply(reply.id)],
      doneAt: whenSent(reply.id),
      shownFor,
    });
  };

  return async (offer: Offer): Promise<void> => {
    const { id, scheduled, onItsWay } = offer.reply;
    // What is being taken back may fail to be.
    if (isBeingTakenBack(id) && ((await isTakenBack(id)) || !offer.isAway())) return;
    if (scheduled) {
      const left = offerTimeLeft(scheduled);
      if (left >= SHORTEST) show(offer, left);
      return;
    }
    show(offer, false);
    const stored = await onItsWay;
    // It was taken back meanwhile, or is where the agent is again.
    if (!isToastShown(toastIdOfReply(id))) return;
    endToast(toastIdOfReply(id));
    // One that was refused is said by itself.
    if (!stored || !isScheduledReply(stored, agent.id)) return;
    show({ ...offer, reply: { id: stored.id, scheduled: stored } }, offerTimeLeft(stored));
  };
}
