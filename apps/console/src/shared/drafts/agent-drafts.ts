import { isFailure } from '../api/failure.js';
import { useSession } from '../session/use-session.js';
import { readDraftKey, type DraftContent } from './draft-content.js';
import { outboxOf } from '../outbox/outbox.js';
import { openMirror } from './local-draft-copy.js';
import { DraftStore } from './draft-store.js';
import { broadcastSavedDraft } from './drafts-of-other-windows.js';
import { readSaved, save } from './saved-drafts.js';

/** There is another version than the one that was to be replaced. */
const isOutdated = (error: unknown) => isFailure(error, 'conflict') && error.problem.reason === 'draft-saved-elsewhere';

/** Refusals that say something about the draft; everything else may be over in a moment. */
const isPermanent = (error: unknown) =>
  !isOutdated(error) && isFailure(error, 'not-found', 'invalid-request', 'not-permitted', 'conflict', 'too-large');

let opened: { agentId: string; drafts: DraftStore } | undefined;

/** The drafts of the agent who is signed in. Those that another agent of this browser has left behind are deleted. */
export function draftsOf(agentId: string): DraftStore {
  if (opened?.agentId !== agentId) {
    const mirror = openMirror(localStorage, agentId);
    const outbox = outboxOf(agentId);
    const isOnItsWay = (key: string, content: DraftContent) => outbox.holds(readDraftKey(key).caseId, content);
    const drafts: DraftStore = new DraftStore({
      read: readSaved,
      write: async (key, content, replaced) => {
        const savedAt = await save(drafts, { key, content, replaced });
        if (savedAt !== undefined) broadcastSavedDraft({ key, savedAt });
        return savedAt;
      },
      isOutdated,
      isPermanent,
      mirror,
      isOnItsWay,
      now: () => Date.now(),
    });
    opened = { agentId, drafts };
  }
  return opened.drafts;
}

export const useDrafts = () => draftsOf(useSession().agent.id);
