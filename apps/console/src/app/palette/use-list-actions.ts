import { IconArchive, IconBookmarkPlus, IconFilter2, IconPlayerTrackNext } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { filterOfList, isNarrowed, isSnoozedList } from '../../features/inbox/index.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { keysOf } from '../../shared/keyboard/shortcut-keys.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useCaseSort } from '../../shared/session/use-case-sort.js';
import { useMayTakeNext } from '../../shared/session/use-may-take-next.js';
import { useMay } from '../../shared/session/use-session.js';
import type { OpenList } from './currently-open-list.js';
import type { PaletteAction } from './palette-action.js';

/** Closed cases of the list of the inbox that is open, else all. */
function useShowClosed(list: OpenList | undefined) {
  const navigate = useNavigate();
  const isShown = list?.kind === 'inbox' && list.view !== 'spam';
  const { view, search } = isShown ? list : { view: 'all' as const, search: {} };
  return () =>
    void navigate({
      to: '/inbox/$view',
      params: { view },
      search: { ...search, due: undefined, saved: undefined, status: 'closed' },
    });
}

/** What can be done with the list that is open. */
export function useListActions(list: OpenList | undefined): PaletteAction[] {
  const { t } = useTexts();
  const may = useMay();
  const mayTakeNext = useMayTakeNext();
  const sort = useCaseSort(list?.kind === 'inbox' ? list.view : undefined);
  const showClosed = useShowClosed(list);
  if (!may('case.read')) return [];
  const group = t('palette.list');
  const closed = {
    ...{ id: 'closed', group, label: t('palette.closed'), otherWords: t('palette.otherWords.closed') },
    ...{ icon: IconArchive, run: showClosed },
  };
  if (list?.kind !== 'inbox') return [{ ...closed, group: t('app.palette.go') }];
  const filter = {
    ...{ id: 'filter', group, label: t('app.shortcut.filter'), otherWords: t('palette.otherWords.filter') },
    ...{ icon: IconFilter2, keys: keysOf('filter'), run: () => void press('filter') },
  };
  const save = {
    ...{ id: 'save-view', group, label: t('views.save'), otherWords: t('palette.otherWords.saveView') },
    ...{ icon: IconBookmarkPlus },
    run: () => setOverlay({ kind: 'save-view', filter: filterOfList({ ...list, sort }) }),
  };
  const takeNext = {
    ...{ id: 'takeNext', group, label: t('app.shortcut.takeNext'), otherWords: t('palette.otherWords.takeNext') },
    ...{ icon: IconPlayerTrackNext, keys: keysOf('takeNext'), run: () => void press('takeNext') },
  };
  return [
    filter,
    ...(isNarrowed(list) && !isSnoozedList(list.view, list.search) ? [save] : []),
    closed,
    ...(mayTakeNext ? [takeNext] : []),
  ];
}
