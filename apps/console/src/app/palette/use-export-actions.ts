import { IconDownload } from '@tabler/icons-react';
import { filterOfList } from '../../features/inbox/index.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useCaseSort } from '../../shared/session/use-case-sort.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';
import type { OpenList } from './currently-open-list.js';
import type { PaletteAction } from './palette-action.js';

/** Exports the list that is open: one of the inbox, or what a search has found; where none is, all open cases. */
export function useExportActions(list: OpenList | undefined): PaletteAction[] {
  const { t } = useTexts();
  const isList = list?.kind === 'inbox';
  const sort = useCaseSort(isList ? list.view : undefined);
  const { isOffered } = useExportScope('cases');
  if (!isOffered) return [];
  const action = { id: 'export', group: t('app.palette.do'), icon: IconDownload };
  if (list?.kind === 'search' && list.q) {
    const asked = { q: list.q, order: list.order };
    return [{ ...action, label: t('search.export'), run: () => setOverlay({ kind: 'export-search', asked }) }];
  }
  const { view, search } = isList ? list : { view: 'all' as const, search: {} };
  const run = () =>
    setOverlay({ kind: 'export-cases', filter: filterOfList({ view, search, sort: search.sort ?? sort }) });
  return [{ ...action, label: t(isList ? 'export.cases' : 'export.openCases'), run }];
}
