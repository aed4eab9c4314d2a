import type { CaseSummary } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { listState, updateListState } from './case-list-state.js';

/**
 * Returns a function that gives the way to cases that refused a change: one is opened, and several are selected in the list, as far as that
 * has them, so that something else can be done with all of them.
 */
export function useRefusedCasesLink() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useCallback(
    (items: readonly CaseSummary[]) => {
      const rowsOf = () => listState().rows.filter((row) => items.some(({ id }) => id === row.id));
      const open = ({ id }: CaseSummary) =>
        void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: id } });
      const [only] = items as [CaseSummary];
      if (items.length === 1)
        return { label: t('common.toast.open', { reference: only.reference }), run: () => open(only) };
      return {
        label: t('common.toast.selectRefused', { count: items.length }),
        run: () => {
          const rows = rowsOf();
          if (rows.length > 0) updateListState({ selected: new Set(rows.map(({ id }) => id)) });
          else open(only);
        },
      };
    },
    [t, navigate],
  );
}
