import { isFailure } from '../api/failure.js';
import { useSession } from '../session/use-session.js';
import { readDraftKey, type DraftContent } from './draft-content.js';
import { outboxOf } from '../outbox/outbox.js';
import { openAgentStorage, type AgentStorage } from './agent-storage.js';
import { openMirror } from './local-draft-copy.js';
import { DraftStore } from './draft-store.js';
import { broadcastSavedDraft } from './drafts-of-other-windows.js';
import { readSaved, save } from './saved-drafts.js';

/** There is another version than the one that was to be replaced. */
const isOutdated = (error: unknown) => isFailure(error, 'conflict') && error.problem.reason === 'draft-saved-elsewhere';

/** Refusals that say something about the draft; everything else may be over in a moment. */
const isPermanent = (error: unknown) =>
  !isOutdated(error) && isFailure(error, 'not-found', 'invalid-request', 'not-permitted', 'conflict', 'too-large');

interface OwnDrafts {
  agentId: string;
  drafts: DraftStore;
  contacts: AgentStorage<unknown>;
}

let opened: OwnDrafts | undefined;

/** Opens what is being written by the agent who is signed in. What another agent of this browser has left behind is deleted. */
function open(agentId: string): OwnDrafts {
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
    opened = { agentId, drafts, contacts: openAgentStorage(localStorage, { prefix: 'guichet.contact:', agentId }) };
  }
  return opened;
}

/** The drafts of the agent who is signed in. */
export const draftsOf = (agentId: string): DraftStore => open(agentId).drafts;

/** The calls, visits and letters that the agent who is signed in has begun to write down: they are kept in this browser alone. */
export const begunContactsOf = (agentId: string): AgentStorage<unknown> => open(agentId).contacts;

export const useDrafts = () => draftsOf(useSession().agent.id);
