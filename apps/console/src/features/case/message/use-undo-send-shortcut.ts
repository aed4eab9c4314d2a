import type { Entry } from '@guichet/contracts';
import { useLayoutEffect } from 'react';
import { undoLast, undoLastSince } from '../../../shared/feedback/undo-stack.js';
import { press, useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { isUndoable } from '../../../shared/outbox/last-scheduled-reply.js';
import { isBeingTakenBack } from '../../../shared/outbox/replies-taken-back.js';
import { useTakeBackReply } from '../../../shared/outbox/use-take-back-reply.js';
import { whenSent } from '../../../shared/outbox/when-sent.js';
import { takeUndoAsked, undoOnceThere } from './undo-asked-early.js';

/**
 * Makes the undo key cancel one's own last reply while it is scheduled, after what was done since and before what was done earlier; one
 * that is on its way to the server as soon as that has it. Pressed before the messages are there, it counts once they are.
 */
export function useUndoSendShortcut(caseId: string, entries: ReadonlyMap<number, Entry>) {
  const { find, takeBack } = useTakeBackReply(caseId);
  const isThere = entries.size > 0;
  useShortcut('undo', ({ repeat }) => {
    if (!isThere) return void (repeat || undoOnceThere(caseId));
    const reply = find(entries);
    if (reply && !repeat && undoLastSince(whenSent(reply.id))) return;
    if (reply?.onItsWay) return void (!repeat && takeBack(reply));
    // Who presses once more, or holds the key down, means the same.
    if (repeat || (reply && isBeingTakenBack(reply.id))) return;
    // It comes back into the composer, and words that stand there are offered beside it.
    if (!reply) return false;
    // What leaves another day and was not sent from this page comes after what was done here.
    if (whenSent(reply.id) === 0 && !isUndoable(reply.scheduled) && undoLast()) return;
    takeBack(reply);
  });
  useLayoutEffect(() => {
    if (isThere && takeUndoAsked(caseId)) press('undo');
  }, [caseId, isThere]);
}
