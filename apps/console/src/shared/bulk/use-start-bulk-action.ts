import type { EndpointRequest, Endpoints } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.js';
import type { WholeList } from '../cases/case-list-state.js';
import { updateListState } from '../cases/case-list-state.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { currentBulkActionQuery } from './bulk-queries.js';

type Body = EndpointRequest<Endpoints['startBulkAction']>['body'];
/** What is done to each case. */
export type NewBulkAction = Body['action'];
/** All cases of a list, or some by their ids. */
export type ChosenCases = WholeList | readonly string[];

const casesOf = (chosen: ChosenCases): Body['cases'] =>
  'count' in chosen ? { filter: chosen.filter } : { caseIds: [...chosen] };

/** Returns a function that has the server do something to many cases. How that goes is shown below the list. */
export function useStartBulkAction() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const problemText = useProblemText();
  return useCallback(
    async (chosen: ChosenCases, action: NewBulkAction): Promise<void> => {
      const { queryKey } = currentBulkActionQuery;
      try {
        await queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, await call('startBulkAction', { body: { cases: casesOf(chosen), action } }));
        updateListState({ selected: new Set() });
      } catch (error) {
        toastFailure(t('bulk.notStarted'), problemText(error));
      }
      void queryClient.invalidateQueries({ queryKey });
    },
    [queryClient, t, problemText],
  );
}
