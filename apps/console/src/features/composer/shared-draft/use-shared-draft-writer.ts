import type { CaseDetail } from '@guichet/contracts';
import { replyKeyOf } from '../../../shared/drafts/draft-content.js';
import { useSession } from '../../../shared/session/use-session.js';

/** Who writes the shared reply of a case: nobody, as none is shared, this agent, or a colleague. */
export function useSharedWriter({ sharedDraft }: Pick<CaseDetail, 'sharedDraft'>): 'unshared' | 'own' | 'colleague' {
  const { agent } = useSession();
  if (!sharedDraft) return 'unshared';
  return sharedDraft.writer.id === agent.id ? 'own' : 'colleague';
}

/** Which draft the reply of the composer is: that of this agent’s turn at the shared one, or one of their own. */
export function useReplyKey(item: CaseDetail): string {
  const { agent } = useSession();
  return replyKeyOf(item, agent.id);
}
