import type { BulkActionStatus } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { currentBulkActionQuery } from '../../../shared/bulk/bulk-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';

/** How long until it is asked again how far the action has come, in milliseconds. */
const AGAIN = 300;

/** Returns a function that waits for the end of a part of an action on many cases, and returns how that went. */
function useEndOfAction() {
  const queryClient = useQueryClient();
  return async (begun: BulkActionStatus): Promise<BulkActionStatus> => {
    let status = begun;
    while (status.state === 'running' || status.state === 'undoing') {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      const current = await queryClient.fetchQuery({ ...currentBulkActionQuery, staleTime: 0 });
      // Another one has begun in another window: how this one went is not known here.
      if (current?.id !== begun.id) return status;
      status = current;
    }
    return status;
  };
}

interface GiveBack {
  absent: { id: string; name: string };
  onDone: () => void;
}

/** Gives cases back to whoever was absent, as one action that one press undoes. */
export function useGiveBack({ absent, onDone }: GiveBack) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const ended = useEndOfAction();
  const renew = () =>
    Promise.all(
      (['presence', 'cases', 'counts', 'bulk-actions'] as const).map((name) =>
        queryClient.invalidateQueries({ queryKey: [name] }),
      ),
    );
  const undo = async ({ id }: BulkActionStatus) => {
    try {
      const { counts } = await ended(await call('undoBulkAction', { params: { id } }));
      toast({ message: t('agents.giveBack.undone', { count: counts.undone }) });
    } catch (error) {
      toastFailure(t('agents.giveBack.notUndone'), problemText(error));
    }
    await renew();
  };
  return useMutation({
    mutationFn: async (caseIds: readonly string[]) => {
      const action = { kind: 'give-back' as const, agentId: absent.id };
      return ended(await call('startBulkAction', { body: { cases: { caseIds: [...caseIds] }, action } }));
    },
    onSuccess: async (status, caseIds) => {
      const { done, refused } = status.counts;
      const said = t('agents.giveBack.done', { count: done, name: absent.name });
      const message = refused > 0 ? `${said} ${t('agents.giveBack.refused', { count: refused })}` : said;
      toast({
        message,
        ...(done > 0 && { undoLabel: t('common.toast.undo'), undo: () => undo(status), ofMany: caseIds }),
      });
      await renew();
      onDone();
    },
  });
}
