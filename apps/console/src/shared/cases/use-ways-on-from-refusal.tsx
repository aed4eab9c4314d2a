import type { CaseSummary } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { listState, updateListState, useListState } from './case-list-state.js';
import { refusedCasesTarget } from './refused-cases-target.js';

/** Says what the link will do: the agent may have gone to another list since it was shown. */
function RefusedCasesLabel({ items }: { items: readonly CaseSummary[] }) {
  const { t } = useTranslation();
  const rows = useListState((state) => state.rows);
  const target = refusedCasesTarget(items, rows);
  return 'open' in target
    ? t('common.toast.open', { reference: target.open.reference })
    : t('common.toast.selectRefused', { count: target.select.length });
}

/** Returns a function that gives the way to cases that refused a change, so that something else can be done with them. */
export function useRefusedCasesLink() {
  const navigate = useNavigate();
  return useCallback(
    (items: readonly CaseSummary[]) => ({
      label: <RefusedCasesLabel items={items} />,
      run: () => {
        const target = refusedCasesTarget(items, listState().rows);
        if ('open' in target)
          void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: target.open.id } });
        else updateListState({ selected: new Set(target.select) });
      },
    }),
    [navigate],
  );
}
