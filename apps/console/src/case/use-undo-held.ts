import type { Entry } from '@guichet/contracts';
import { remembered } from '../composer/restore.js';
import { useSession } from '../session/use-session.js';
import { useShortcut } from '../shell/shortcuts.js';
import { undoLast } from '../shell/toast.js';
import { lastHeld, leavesSoon } from './held.js';
import { useTakeBack } from './use-take-back.js';

/** The undo key takes one's own last answer back while it is held, before it undoes anything else. */
export function useUndoHeld(caseId: string, entries: ReadonlyMap<number, Entry>) {
  const { agent } = useSession();
  const takeBack = useTakeBack(caseId);
  useShortcut('undo', () => {
    const held = lastHeld(entries, agent.id);
    // It comes back into the composer: words that stand there are not overwritten by one key.
    if (!held || takeBack.isPending || remembered(caseId)) return false;
    // What leaves another day comes after what was done just now.
    if (!leavesSoon(held) && undoLast()) return;
    takeBack.mutate(held);
  });
}
