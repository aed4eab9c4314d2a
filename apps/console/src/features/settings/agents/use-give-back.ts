import type { BulkActionStatus } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { currentBulkActionQuery } from '../../../shared/bulk/bulk-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { focusWhenLost } from '../../../shared/layout/focus-when-lost.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** How long until it is asked again how far the action has come, in milliseconds. */
const AGAIN = 300;
/** How often it is asked at most: for some minutes. */
const TIMES = 1000;

const isMoving = ({ state }: BulkActionStatus) => state === 'running' || state === 'undoing';

/**
 * Returns a function that waits for the end of a part of an action on many cases, and returns how that went: as far as it has come after
 * some minutes; undefined where it was dismissed, or followed by another action, in another window, for which it has to be over.
 */
function useEndOfAction() {
  const queryClient = useQueryClient();
  return async (begun: BulkActionStatus): Promise<BulkActionStatus | undefined> => {
    let status = begun;
    for (let asked = 0; isMoving(status) && asked < TIMES; asked += 1) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      const current = await queryClient.fetchQuery({ ...currentBulkActionQuery, staleTime: 0 });
      if (current?.id !== begun.id) return undefined;
      status = current;
    }
    return status;
  };
}

/** Says how far giving cases back has come. */
function useWords(name: string) {
  const { t } = useTexts();
  return (status: BulkActionStatus | undefined): string => {
    if (!status) return t('agents.giveBack.over', { name });
    if (isMoving(status)) return t('agents.giveBack.goesOn', { name });
    const { done, refused } = status.counts;
    const said = t('agents.giveBack.done', { count: done, name });
    return refused > 0 ? `${said} ${t('agents.giveBack.refused', { count: refused })}` : said;
  };
}

interface GiveBack {
  absent: { id: string; name: string };
  /** Where the cases are until then. */
  from: 'substitute' | 'queue';
  onDone: () => void;
}

/** Gives cases back to whoever was absent, as one action that one press undoes. */
export function useGiveBack({ absent, from, onDone }: GiveBack) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const ended = useEndOfAction();
  const words = useWords(absent.name);
  const renew = () =>
    Promise.all(
      (['presence', 'cases', 'counts', 'bulk-actions'] as const).map((name) =>
        queryClient.invalidateQueries({ queryKey: [name] }),
      ),
    );
  const undo = async (id: string) => {
    try {
      const status = await ended(await call('undoBulkAction', { params: { id } }));
      const isKnown = status && !isMoving(status);
      toast({
        message: isKnown
          ? t(`agents.giveBack.undone.${from}`, { count: status.counts.undone })
          : t(`agents.giveBack.undoGoesOn.${from}`),
      });
    } catch (error) {
      toastFailure(t('agents.giveBack.notUndone'), problemText(error));
    }
    await renew();
  };
  return useMutation({
    mutationFn: async (caseIds: readonly string[]) => {
      const action = { kind: 'give-back' as const, agentId: absent.id };
      const begun = await call('startBulkAction', { body: { cases: { caseIds: [...caseIds] }, action } });
      return { id: begun.id, status: await ended(begun) };
    },
    onSuccess: async ({ id, status }, caseIds) => {
      const canUndo = !status || (!isMoving(status) && status.counts.done > 0);
      toast({
        message: words(status),
        // Below the list of cases, it is offered by the same id, and this toast ends where that is seen.
        ...(canUndo && { id, about: [id], undoLabel: t('common.toast.undo'), undo: () => undo(id), ofMany: caseIds }),
      });
      // The window closes before its row goes with the last of the cases, so that the focus is not lost with it.
      onDone();
      await renew();
      focusWhenLost(() => document.getElementById('absence'), '[data-left]');
    },
  });
}
