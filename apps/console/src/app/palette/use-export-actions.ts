import type { CaseView } from '@guichet/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { filterOfList } from '../../features/inbox/index.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useCaseSort } from '../../shared/session/use-case-sort.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';
import type { PaletteAction } from './palette-action.js';

/** Exports the list that is open or, where none is, all cases. */
export function useExportActions(): PaletteAction[] {
  const { t } = useTranslation();
  const router = useRouter();
  const sort = useCaseSort();
  const { isOffered } = useExportScope('cases');
  if (!isOffered) return [];
  const run = () => {
    // Asked for now, so that the palette is not drawn anew for each list.
    const list = router.state.matches.find(({ routeId }) => String(routeId).endsWith('/inbox/$view'));
    const { view = 'all' } = (list?.params ?? {}) as { view?: CaseView };
    const search = (list?.search ?? {}) as InboxSearch;
    setOverlay({ kind: 'export-cases', filter: filterOfList({ view, search, sort: search.sort ?? sort }) });
  };
  return [{ id: 'export', group: t('app.palette.do'), label: t('common.export.cases'), icon: IconDownload, run }];
}
