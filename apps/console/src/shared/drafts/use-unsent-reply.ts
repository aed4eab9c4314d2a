import type { CaseDetail } from '@guichet/contracts';
import { useSession } from '../session/use-session.js';
import { useDrafts } from './agent-drafts.js';
import { isBlank, replyKeyOf } from './draft-content.js';

/** Returns a function that says whether this agent has begun a reply in a case which was not sent. */
export function useUnsentReply() {
  const { agent } = useSession();
  const drafts = useDrafts();
  return (item: CaseDetail): boolean => {
    const begun = drafts.contentOf(replyKeyOf(item, agent.id));
    return begun !== undefined && !isBlank(begun);
  };
}
