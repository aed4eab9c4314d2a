import type { BulkActionStatus, EndpointRequest, Endpoints } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import { deselectAll } from '../cases/case-list-state.js';
import { endToastsOfMany } from '../feedback/shown-toasts.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import { currentBulkActionQuery } from './bulk-queries.js';
import type { ChosenCases } from './chosen-cases.js';

type Body = EndpointRequest<Endpoints['startBulkAction']>['body'];
/** What is done to each case. */
export type NewBulkAction = Body['action'];

const casesOf = (chosen: ChosenCases): Body['cases'] =>
  'count' in chosen ? { filter: chosen.filter } : { caseIds: [...chosen] };

/**
 * Returns a function that has the server do something to many cases. How that goes is shown below the list. It returns the action;
 * undefined: it could not begin, and a toast says why. Cases stay selected for replies, which are only written: whoever goes back to the
 * template is still about them.
 */
export function useStartBulkAction() {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  return useCallback(
    async (chosen: ChosenCases, action: NewBulkAction): Promise<BulkActionStatus | undefined> => {
      const { queryKey } = currentBulkActionQuery;
      try {
        await queryClient.cancelQueries({ queryKey });
        const begun = await call('startBulkAction', { body: { cases: casesOf(chosen), action } });
        queryClient.setQueryData(queryKey, begun);
        endToastsOfMany();
        if (action.kind !== 'reply') deselectAll();
        return begun;
      } catch (error) {
        toastFailure(t('bulk.notStarted'), problemText(error));
        return undefined;
      } finally {
        void queryClient.invalidateQueries({ queryKey });
      }
    },
    [queryClient, t, problemText],
  );
}
