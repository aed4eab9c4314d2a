import type { Entry, MessageEntry } from '@guichet/contracts';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { isScheduledReply, lastScheduledReply } from '../../../shared/outbox/last-scheduled-reply.js';
import { isBeingTakenBack, noteTakingBack } from '../../../shared/outbox/replies-taken-back.js';
import { replyOnItsWay } from '../../../shared/outbox/unconfirmed-entries.js';
import { useCancelScheduledMessage } from '../../../shared/outbox/use-cancel-scheduled-message.js';
import { useSession } from '../../../shared/session/use-session.js';

/** One's own last reply in a case, that was not sent yet: as the server has it, or once it does. */
export type UnsentReply = { id: string } & (
  | { scheduled: MessageEntry; onItsWay?: undefined }
  | { scheduled?: undefined; onItsWay: Promise<Entry | undefined> }
);

/** Finds one's own last reply in a case as long as it was not sent, and takes it back; one that is on its way to the server as soon as that has it. */
export function useTakeBackReply(caseId: string) {
  const { agent } = useSession();
  const drafts = useDrafts();
  const cancel = useCancelScheduledMessage(caseId);
  const cancelOnceStored = async (answer: Promise<Entry | undefined>) => {
    const stored = await answer;
    // It may have been refused, or left at once; and what has been begun since is not overwritten.
    if (!stored || !isScheduledReply(stored, agent.id) || drafts.contentOf(caseId)) return false;
    return cancel.mutateAsync(stored);
  };
  return {
    find: (entries: ReadonlyMap<number, Entry>): UnsentReply | undefined => {
      const onItsWay = replyOnItsWay(caseId);
      if (onItsWay) return { id: onItsWay.id, onItsWay: onItsWay.stored };
      const scheduled = lastScheduledReply(entries, agent.id);
      return scheduled && { id: scheduled.id, scheduled };
    },
    takeBack: ({ id, scheduled, onItsWay }: UnsentReply) => {
      // Who asks once more means the same.
      if (isBeingTakenBack(id)) return;
      if (scheduled) cancel.mutate(scheduled);
      else noteTakingBack(id, cancelOnceStored(onItsWay));
    },
  };
}
