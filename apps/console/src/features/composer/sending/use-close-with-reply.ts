import type { CaseDetail, Entry, UpdateCase } from '@guichet/contracts';
import { useRouter } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';
import { endToast } from '../../../shared/feedback/shown-toasts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isScheduledReply, isUndoable } from '../../../shared/outbox/last-scheduled-reply.js';
import { isTakenBack, noteClosedWith, toastIdOfReply } from '../../../shared/outbox/replies-taken-back.js';
import { useCancelScheduledMessage } from '../../../shared/outbox/use-cancel-scheduled-message.js';
import { useOfferToTakeBack } from '../../../shared/outbox/use-offer-to-take-back.js';
import { useTakeBackReply } from '../../../shared/outbox/use-take-back-reply.js';
import { undoTimeLeft } from '../../../shared/outbox/when-sent.js';
import { useSession } from '../../../shared/session/use-session.js';

/** As long as the toast of any other closing. Milliseconds. */
const SHORTEST = 10_000;

/**
 * Returns what the undo of "Send and close" does first, for a message that can still be taken back: both were one act, and the case is open
 * again with that. Where the message has left, which is said, the closing alone is undone.
 */
function useUndoWithMessage(caseId: string) {
  const { agent } = useSession();
  const cancel = useCancelScheduledMessage(caseId);
  return (sent: Entry) => {
    if (!isScheduledReply(sent, agent.id) || !isUndoable(sent)) return undefined;
    const takeBack = () =>
      cancel.mutateAsync(sent).then(
        () => true,
        () => false,
      );
    return { scheduled: sent, undoFirst: async () => (await isTakenBack(sent.id)) || takeBack() };
  };
}

interface Closing {
  item: CaseDetail;
  onLeave: () => void;
  /** An agent who has gone elsewhere meanwhile stays there. */
  here: RefObject<boolean>;
}

/** Returns what closes a case with the reply that was sent. Where that is refused, the reply can still be taken back by itself. */
export function useCloseWithReply({ item, onLeave, here }: Closing) {
  const { t } = useTexts();
  const router = useRouter();
  const update = useUpdateCases();
  const undoWithMessage = useUndoWithMessage(item.id);
  const offer = useOfferToTakeBack(item);
  const { takeBack } = useTakeBackReply(item.id);

  return async (now: CaseDetail, sent: Entry, change: UpdateCase) => {
    const { href } = router.history.location;
    const closed: UpdateCase = { ...change, status: 'closed' };
    const undo = undoWithMessage(sent);
    if (undo) {
      noteClosedWith(item.id, undo.scheduled.id);
      endToast(toastIdOfReply(undo.scheduled.id));
    }
    if (here.current) onLeave();
    if (!undo) return void update([now], closed, t('common.toast.closed', { count: 1 }));
    const { scheduled, undoFirst } = undo;
    const shownFor = Math.max(SHORTEST, undoTimeLeft(scheduled));
    const refused = await update([now], closed, { said: t('composer.sentAndClosed'), undoFirst, shownFor });
    if (refused.length === 0) return;
    noteClosedWith(item.id, undefined);
    const isAway = () => !here.current;
    if (isAway()) void offer({ reply: { id: scheduled.id, scheduled }, takeBack, href, isAway });
  };
}
