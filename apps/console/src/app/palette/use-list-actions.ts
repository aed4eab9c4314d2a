import {
  IconArchive,
  IconBookmarkPlus,
  IconFilter2,
  IconFilterOff,
  IconPencil,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { filterOfList, isNarrowed, isSnoozedList } from '../../features/inbox/index.js';
import { savedViewsQuery } from '../../shared/api/view-queries.js';
import { useAudiences } from '../../shared/audience/use-audiences.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { keysOf } from '../../shared/keyboard/shortcut-keys.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useCaseSort } from '../../shared/session/use-case-sort.js';
import { useMayTakeNext } from '../../shared/session/use-may-take-next.js';
import { useMay } from '../../shared/session/use-session.js';
import type { OpenList } from './currently-open-list.js';
import { QUERY_OPTIONS_WITHOUT_REFETCH } from './query-options-without-refetch.js';
import type { PaletteAction } from './palette-action.js';

type InboxList = Extract<OpenList, { kind: 'inbox' }>;

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

/** Shows all of the list of the inbox that is open, in its order, and leaves the case beside it open. */
function useClearFilters() {
  const navigate = useNavigate();
  return ({ search: { sort: _, ...narrower } }: Pick<InboxList, 'search'>) => {
    const none = Object.fromEntries(Object.keys(narrower).map((name) => [name, undefined]));
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...none }) });
  };
}

/** The saved view by which the list was opened, where the agent may change it. */
function useOpenView(list: OpenList | undefined) {
  const id = list?.kind === 'inbox' ? list.search.saved : undefined;
  const { data: views = [] } = useQuery({ ...savedViewsQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH, enabled: !!id });
  return views.find((view) => view.id === id && view.mayChange);
}

/** What can be done with the list that is open. */
export function useListActions(list: OpenList | undefined): PaletteAction[] {
  const { t } = useTexts();
  const may = useMay();
  const mayTakeNext = useMayTakeNext();
  const sort = useCaseSort(list?.kind === 'inbox' ? list.view : undefined);
  const showClosed = useShowClosed(list);
  const clearFilters = useClearFilters();
  const view = useOpenView(list);
  const mayShare = useAudiences(view?.team).scopes.length > 1;
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
  const clear = {
    ...{ id: 'clear-filters', group, label: t('inbox.empty.clear'), otherWords: t('palette.otherWords.clear') },
    ...{ icon: IconFilterOff, run: () => clearFilters(list) },
  };
  const rename = view && {
    ...{
      id: 'rename-view',
      group,
      label: t(mayShare ? 'palette.renameOrShareView' : 'palette.renameView', { name: view.name }),
      icon: IconPencil,
    },
    ...{ otherWords: t('palette.otherWords.renameView') },
    run: () => setOverlay({ kind: 'save-view', filter: view.filter, view }),
  };
  const takeNext = {
    ...{ id: 'takeNext', group, label: t('app.shortcut.takeNext'), otherWords: t('palette.otherWords.takeNext') },
    ...{ icon: IconPlayerTrackNext, keys: keysOf('takeNext'), run: () => void press('takeNext') },
  };
  return [
    filter,
    ...(isNarrowed(list) ? [clear] : []),
    ...(isNarrowed(list) && !isSnoozedList(list.view, list.search) ? [save] : []),
    ...(rename ? [rename] : []),
    closed,
    ...(mayTakeNext ? [takeNext] : []),
  ];
}
