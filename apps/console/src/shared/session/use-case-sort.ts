import type { CaseSort, CaseView, Session } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import { usualCaseSort } from '../cases/usual-case-sort.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import { useSession } from './use-session.js';
import { viewedAs } from './viewed-as.js';

/** The order of a list of the agent where its address says none: the one that they have chosen for all. */
export const useCaseSort = (view: CaseView | undefined): CaseSort => useSession().agent.caseSort ?? usualCaseSort(view);

/** Returns a function that chooses that order. It is kept with the account, so that it is the same wherever the agent signs in. */
export function useChooseCaseSort() {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  return (caseSort: CaseSort): void => {
    queryClient.setQueryData<Session>(
      sessionQuery.queryKey,
      (session) => session && { ...session, agent: { ...session.agent, caseSort } },
    );
    if (viewedAs) return;
    void call('updateMe', { body: { caseSort } }).catch((error: unknown) =>
      toastFailure(t('inbox.orderNotKept'), problemText(error)),
    );
  };
}
