import type { CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { caseQuery } from '../api/queries.js';
import { useSession } from '../session/use-session.js';
import { useDrafts } from './agent-drafts.js';
import { draftKey, isBlank, replyKeyOf } from './draft-content.js';

/**
 * Returns a function that finds those among some cases in which this agent has begun a reply that was not sent. Rows say that a case has
 * a draft, and not whether it is a note: the server is asked about drafts that were not read since this page was loaded.
 */
export function useCasesWithUnsentReply() {
  const { agent } = useSession();
  const drafts = useDrafts();
  const queryClient = useQueryClient();
  const keyOf = async ({ id, draft }: CaseSummary): Promise<string> => {
    if (draft !== 'shared') return draftKey(id, 'reply');
    // Only the case itself says whose turn it is.
    const { data } = await queryClient.ensureQueryData(caseQuery(id));
    return replyKeyOf(data, agent.id);
  };
  const hasUnsentReply = async (item: CaseSummary): Promise<boolean> => {
    const key = await keyOf(item);
    if (item.draft && !drafts.isKnown(key)) await drafts.open(key);
    const begun = drafts.contentOf(key);
    return begun !== undefined && !isBlank(begun);
  };
  return async (items: readonly CaseSummary[]): Promise<CaseSummary[]> => {
    // A case that cannot be read refuses to be closed as well, and says so then.
    const found = await Promise.all(items.map((item) => hasUnsentReply(item).catch(() => false)));
    return items.filter((_, n) => found[n]);
  };
}
