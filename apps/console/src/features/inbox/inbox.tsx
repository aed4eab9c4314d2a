import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useEffect, useMemo } from 'react';
import { agentsQuery, teamsQuery, type CaseFilter } from '../../shared/api/queries.js';
import { useCaseSort } from '../../shared/session/use-case-sort.js';
import { barBelowToasts } from '../../shared/feedback/element-below-toasts.js';
import { SplitView } from '../../shared/layout/split-view.js';
import { lazyPart, Optional } from '../../shared/router/lazy-parts.js';
import { CaseList } from './case-list.js';
import { inboxSearch } from '../../shared/cases/inbox-search-params.js';
import { deselectAll, updateListState, useListState } from '../../shared/cases/case-list-state.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { CaseListHead } from './case-list-head.js';

const BulkActionsBar = lazyPart(() => import('./bulk-actions-bar.js'), 'BulkActionsBar');
const BulkProgressPanel = lazyPart(() => import('./list-parts.js'), 'BulkProgressPanel');
/** As in the style sheets of the head: on a phone, and at a high zoom. */
const LITTLE_ROOM = '(max-width: 768px), (max-height: 600px)';
const route = getRouteApi('/console/inbox/$view');

export function Inbox() {
  const { t } = useTexts();
  const { view } = route.useParams();
  // What says where in the open case one is stands in the address as well, and narrows no list.
  const search = route.useSearch({ select: inboxSearch, structuralSharing: true });
  const own = useCaseSort(view);
  const filter = useMemo<CaseFilter>(() => {
    const { saved: _, ...narrower } = search;
    return { view, ...narrower, sort: search.sort ?? own };
  }, [view, search, own]);
  // Names for chips and pickers; asked for once, kept true by the log.
  useQuery({ ...agentsQuery, notifyOnChangeProps: [] });
  useQuery({ ...teamsQuery, notifyOnChangeProps: [] });
  const hasLittleRoom = useMediaQuery(LITTLE_ROOM, undefined, { getInitialValueInEffect: false });
  const selecting = useListState((state) => state.selected.size > 0);
  useEffect(() => deselectAll, [view]);
  // All cases of another list are other ones.
  useEffect(() => () => updateListState({ whole: undefined }), [filter]);

  const head = <CaseListHead view={view} search={search} />;
  return (
    <SplitView
      label={t('inbox.title')}
      list={
        <>
          {!hasLittleRoom && head}
          <CaseList filter={filter} {...(hasLittleRoom && { head })} />
          <div ref={barBelowToasts} data-below-toasts>
            <Optional>
              <BulkProgressPanel />
            </Optional>
            {selecting && (
              <Suspense fallback={<Skeleton height={44} radius={0} />}>
                <BulkActionsBar filter={filter} />
              </Suspense>
            )}
          </div>
        </>
      }
    >
      <Outlet />
    </SplitView>
  );
}
