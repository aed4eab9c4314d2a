import type { CaseSummary } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { endToasts } from '../feedback/shown-toasts.js';
import { type ToastLink } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { setOverlay } from '../layout/overlay-state.js';
import { listState, updateListState, useListState } from './case-list-state.js';
import { missingInMany, type AskedFor } from './missing-in-refusal.js';
import { refusedCasesTarget } from './refused-cases-target.js';
import type { Failed } from './run-with-concurrency-limit.js';

/** Says what the link will do: the agent may have gone to another list since it was shown. */
function RefusedCasesLabel({ items }: { items: readonly CaseSummary[] }) {
  const { t } = useTexts();
  const rows = useListState((state) => state.rows);
  const target = refusedCasesTarget(items, rows);
  return 'open' in target
    ? t('common.toast.open', { reference: target.open.reference })
    : t('common.toast.selectThese', { count: target.select.length });
}

/**
 * Returns a function that gives the ways on from cases that refused a change: to the cases, so that something else can be done with them,
 * and where they lack one and the same field, or steps, to fill it in, or tick them, in all of them. `about`: as of the toast that offers them,
 * which ends once all that can be done at once is.
 */
export function useWaysOnFromRefusal() {
  const navigate = useNavigate();
  const { t } = useTexts();
  return useCallback(
    (refused: readonly Failed<CaseSummary>[], about: readonly string[]): ToastLink[] => {
      if (refused.length === 0) return [];
      const items = refused.map(({ item }) => item);
      const toCases = () => {
        const target = refusedCasesTarget(items, listState().rows);
        if ('open' in target)
          void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: target.open.id } });
        else updateListState({ selected: new Set(target.select) });
      };
      const left = new Set(missingInMany(refused).map(({ what }) => what));
      const onBegun = (what: AskedFor) => () => {
        left.delete(what);
        // What it says is being put right, and what is done about it is said below the list, with the way to the cases.
        if (left.size === 0) for (const one of about) endToasts(one);
      };
      return [
        ...missingInMany(refused).map((missing) => ({
          label: t(`bulk.missing.${missing.keys.length > 1 ? 'steps' : missing.what}`, { count: missing.items.length }),
          run: () =>
            setOverlay({
              ...{ kind: 'complete-many', what: missing.what, items: missing.items, missing },
              onBegun: onBegun(missing.what),
            }),
        })),
        { label: <RefusedCasesLabel items={items} />, run: toCases },
      ];
    },
    [navigate, t],
  );
}
