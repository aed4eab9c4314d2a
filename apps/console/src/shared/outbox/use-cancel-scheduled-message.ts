import type { MessageEntry } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.js';
import { caseQuery } from '../api/queries.js';
import { isFailure } from '../api/failure.js';
import { contentOfMessage } from '../drafts/draft-content.js';
import { useDrafts } from '../drafts/agent-drafts.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useSession } from '../session/use-session.js';
import { changesOf } from '../cases/case-change-effects.js';
import { endToast, endToasts } from '../feedback/shown-toasts.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { awaitField, stopWaiting } from '../keyboard/shortcut-listener.js';
import { noteTakingBack, toastIdOfReply } from './replies-taken-back.js';

/** Cancels a scheduled message and puts its text back into the composer of its author. A case that they have closed with it is open again. */
export function useCancelScheduledMessage(caseId: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const drafts = useDrafts();
  /** The words of a draft that was shared stand there again: they are nobody’s own. */
  const isSharedAgain = async () => {
    const before = queryClient.getQueryData(caseQuery(caseId).queryKey)?.data.sharedDraft?.turnId;
    const now = await queryClient.fetchQuery({ ...caseQuery(caseId), staleTime: 0 }).catch(() => undefined);
    const shared = now?.data.sharedDraft;
    return shared != null && shared.turnId !== before && shared.writer.id === agent.id;
  };
  return useMutation({
    mutationFn: ({ id }: MessageEntry) => {
      const canceled = call('cancelMessage', { params: { id: caseId, entryId: id } });
      noteTakingBack(id, canceled);
      return canceled;
    },
    // Whoever takes their own words back goes on writing: what is typed until they stand there is kept for them. In another case, they
    // stand nowhere, nor in one that is out of sight by now.
    onMutate: (entry) => {
      if (!location.pathname.split('/').includes(caseId)) return;
      if (queryClient.getQueryState(['case', caseId])?.status === 'error') return;
      if (entry.actor.kind === 'agent' && entry.actor.id === agent.id && !entry.invitation) awaitField();
    },
    onSuccess: async (_, entry) => {
      endToast(toastIdOfReply(entry.id));
      // What it was closed or put off with is undone with it.
      changesOf(caseId, { status: 'open' }).forEach(endToasts);
      const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
      // Whoever cancels a blocked one has decided upon it: it is theirs to mend now.
      // The words of an answer to an invitation are nobody's draft.
      if (entry.invitation) return;
      if (!own && entry.delivery?.status !== 'blocked') return;
      if (!(await isSharedAgain())) drafts.restore(caseId, contentOfMessage(entry));
    },
    onError: (error) => {
      stopWaiting();
      toastFailure(
        t(isFailure(error, 'already-sent') ? 'case.delivery.tooLate' : 'case.delivery.undoFailed'),
        problemText(error),
      );
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['timeline', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
}
