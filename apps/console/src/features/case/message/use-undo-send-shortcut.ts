import type { Entry } from '@guichet/contracts';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { undoLast } from '../../../shared/feedback/toast-and-undo.js';
import { isScheduledReply, isUndoable, lastScheduledReply } from '../../../shared/outbox/last-scheduled-reply.js';
import { isBeingTakenBack, noteTakingBack } from '../../../shared/outbox/replies-taken-back.js';
import { replyOnItsWay } from '../../../shared/outbox/unconfirmed-entries.js';
import { useCancelScheduledMessage } from '../../../shared/outbox/use-cancel-scheduled-message.js';

/**
 * Makes the undo key cancel one's own last reply while it is scheduled, before it undoes anything else; one that is on its way to the
 * server as soon as that has it.
 */
export function useUndoSendShortcut(caseId: string, entries: ReadonlyMap<number, Entry>) {
  const { agent } = useSession();
  const drafts = useDrafts();
  const cancel = useCancelScheduledMessage(caseId);
  const cancelOnceStored = async (answer: Promise<Entry | undefined>) => {
    const stored = await answer;
    // It may have been refused, or left at once; and what has been begun since is not overwritten.
    if (!stored || !isScheduledReply(stored, agent.id) || drafts.contentOf(caseId)) return false;
    return cancel.mutateAsync(stored);
  };
  useShortcut('undo', ({ repeat }) => {
    const onItsWay = replyOnItsWay(caseId);
    if (onItsWay) {
      // Who presses once more, or holds the key down, means the same.
      if (!repeat && !isBeingTakenBack(onItsWay.id)) noteTakingBack(onItsWay.id, cancelOnceStored(onItsWay.stored));
      return;
    }
    const scheduled = lastScheduledReply(entries, agent.id);
    // It comes back into the composer: words that stand there are not overwritten by one key.
    if (!scheduled || cancel.isPending || drafts.contentOf(caseId)) return false;
    // What leaves another day comes after what was done just now.
    if (!isUndoable(scheduled) && undoLast()) return;
    cancel.mutate(scheduled);
  });
}
