import type { Entry, MessageEntry } from '@guichet/contracts';
import { stopWaiting } from '../keyboard/shortcut-listener.js';
import { useSession } from '../session/use-session.js';
import { isScheduledReply, lastScheduledReply, scheduledReplies } from './last-scheduled-reply.js';
import { isBeingTakenBack, noteTakingBack } from './replies-taken-back.js';
import { repliesOnTheirWay } from './unconfirmed-entries.js';
import { useCancelScheduledMessage } from './use-cancel-scheduled-message.js';
import { offerTimeLeft } from './when-sent.js';

/** One's own reply in a case, that was not sent yet: as the server has it, or once it does. */
export type UnsentReply = { id: string } & (
  | { scheduled: MessageEntry; onItsWay?: undefined }
  | { scheduled?: undefined; onItsWay: Promise<Entry | undefined> }
);

/** Finds one's own replies in a case as long as they were not sent, and takes them back; one that is on its way to the server as soon as that has it. */
export function useTakeBackReply(caseId: string) {
  const { agent } = useSession();
  const cancel = useCancelScheduledMessage(caseId);
  const cancelOnceStored = async (answer: Promise<Entry | undefined>) => {
    const stored = await answer;
    // It may have been refused, or left at once: nothing comes back into the field that is waited for.
    if (stored && isScheduledReply(stored, agent.id)) return cancel.mutateAsync(stored);
    stopWaiting();
    return false;
  };
  return {
    find: (entries: ReadonlyMap<number, Entry>): UnsentReply | undefined => {
      const onItsWay = repliesOnTheirWay(caseId).at(-1);
      if (onItsWay) return { id: onItsWay.id, onItsWay: onItsWay.stored };
      const scheduled = lastScheduledReply(entries, agent.id);
      return scheduled && { id: scheduled.id, scheduled };
    },
    /** All that leave in a moment, or were just sent to leave another day, the newest last. */
    findAll: (entries: ReadonlyMap<number, Entry>): UnsentReply[] => {
      const onTheirWay = repliesOnTheirWay(caseId);
      const scheduled = scheduledReplies(entries, agent.id).filter(
        (one) => offerTimeLeft(one) > 0 && onTheirWay.every(({ id }) => id !== one.id),
      );
      return [
        ...scheduled.map((one) => ({ id: one.id, scheduled: one })),
        ...onTheirWay.map(({ id, stored }) => ({ id, onItsWay: stored })),
      ];
    },
    takeBack: ({ id, scheduled, onItsWay }: UnsentReply) => {
      // Who asks once more means the same.
      if (isBeingTakenBack(id)) return;
      if (scheduled) cancel.mutate(scheduled);
      else noteTakingBack(id, cancelOnceStored(onItsWay));
    },
  };
}
