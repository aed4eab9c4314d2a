import type { Entry } from '@guichet/contracts';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { undoLast } from '../../../shared/feedback/toast-and-undo.js';
import { lastScheduledReply, isUndoable } from './last-scheduled-reply.js';
import { useCancelScheduledMessage } from './use-cancel-scheduled-message.js';

/** Makes the undo key cancel one's own last reply while it is scheduled, before it undoes anything else. */
export function useUndoSendShortcut(caseId: string, entries: ReadonlyMap<number, Entry>) {
  const { agent } = useSession();
  const drafts = useDrafts();
  const cancel = useCancelScheduledMessage(caseId);
  useShortcut('undo', () => {
    const scheduled = lastScheduledReply(entries, agent.id);
    // It comes back into the composer: words that stand there are not overwritten by one key.
    if (!scheduled || cancel.isPending || drafts.contentOf(caseId)) return false;
    // What leaves another day comes after what was done just now.
    if (!isUndoable(scheduled) && undoLast()) return;
    cancel.mutate(scheduled);
  });
}
