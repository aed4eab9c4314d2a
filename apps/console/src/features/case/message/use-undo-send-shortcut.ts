import type { Entry } from '@guichet/contracts';
import { useEffect, useRef } from 'react';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { undoLast } from '../../../shared/feedback/toast-and-undo.js';
import { isUnanswered } from '../../../shared/outbox/unconfirmed-entries.js';
import { lastScheduledReply, isUndoable } from './last-scheduled-reply.js';
import { useCancelScheduledMessage } from './use-cancel-scheduled-message.js';

/** One's own reply that is on its way to the server. */
const replyOnItsWay = (entries: ReadonlyMap<number, Entry>): Entry | undefined =>
  [...entries.values()].find(({ id, kind }) => kind === 'message' && isUnanswered(id));

/**
 * Makes the undo key cancel one's own last reply while it is scheduled, before it undoes anything else; one that is on its way to the
 * server as soon as that has it.
 */
export function useUndoSendShortcut(caseId: string, entries: ReadonlyMap<number, Entry>) {
  const { agent } = useSession();
  const drafts = useDrafts();
  const cancel = useCancelScheduledMessage(caseId);
  /** From which position on a reply is to be cancelled once it is there. */
  const awaited = useRef<number>(undefined);
  useEffect(() => {
    const from = awaited.current;
    if (from === undefined || replyOnItsWay(entries)) return;
    awaited.current = undefined;
    const scheduled = lastScheduledReply(entries, agent.id);
    // It may have been refused, and one of before stands last.
    if (scheduled && scheduled.position >= from && !drafts.contentOf(caseId)) cancel.mutate(scheduled);
  }, [entries, agent, drafts, caseId, cancel]);
  useShortcut('undo', () => {
    const onItsWay = replyOnItsWay(entries);
    if (onItsWay) {
      awaited.current = onItsWay.position;
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
