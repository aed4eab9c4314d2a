import type { CaseView } from '@guichet/contracts';
import { IconBookmarkPlus, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { countsQuery } from '../../../shared/api/queries.js';
import { savedViewCountsQuery, savedViewsQuery } from '../../../shared/api/view-queries.js';
import type { InboxSearch } from '../../../shared/cases/inbox-search-params.js';
import { onClockTick } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { setPreferences, usePreferences } from '../../../shared/session/browser-preferences.js';
import { useCaseSort } from '../../../shared/session/use-case-sort.js';
import { SavedViewRow } from './saved-view-row.js';
import { isSnoozedList } from './snoozed-list.js';
import { FollowedOrSnoozedRow } from './followed-or-snoozed-row.js';
import { useMissingReferenceText } from './use-missing-reference-text.js';
import { savedViewsHeight } from './saved-views-height.js';
import classes from './saved-views.module.css';
import { filterOfList, isNarrowed, listOfView } from './saved-view-and-open-list.js';

interface Props {
  view: CaseView;
  search: InboxSearch;
}

/** The numbers beside the views, also of those of what is late, of which nobody tells when time alone makes a case late. */
function useCounts(enabled: boolean) {
  const { data = [], refetch } = useQuery({ ...savedViewCountsQuery, enabled });
  useEffect(() => (enabled ? onClockTick(() => void refetch()) : undefined), [enabled, refetch]);
  return new Map(data.map((count) => [count.id, count]));
}

/** The agent's own lists and the views that agents have saved, below those that ship, with the way to save the list that is open as one. */
export function SavedViews({ view, search }: Props) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { savedViewsFolded: folded, savedViews: rowsBefore } = usePreferences();
  const sort = useCaseSort(view);
  const { data: views = [], isSuccess, isError, refetch } = useQuery(savedViewsQuery);
  const countsOfViews = useCounts(views.length > 0 && !folded);
  const { data: counts } = useQuery(countsQuery);
  const hasFollowed = view === 'followed' || (counts?.followed ?? 0) > 0;
  const isSnoozed = isSnoozedList(view, search);
  // That of what is put off stands there always: it would come under the pointer of whoever puts the first case off.
  const rows = 1 + views.length;
  const list = { view, search, sort };
  useEffect(() => {
    if (isSuccess) setPreferences({ savedViews: rows });
  }, [isSuccess, rows]);
  useShortcut('savedView', ({ key }) => {
    const chosen = views[Number(key) - 1];
    if (!chosen) return false;
    void navigate({ to: '/inbox/$view', ...listOfView(chosen) });
    return true;
  });

  const goneText = useMissingReferenceText();
  const isSaved = views.some(({ id }) => id === search.saved);
  const save = isNarrowed(list) && !isSaved && !isSnoozed && (
    <button
      type="button"
      className={classes.save}
      onClick={() => setOverlay({ kind: 'save-view', filter: filterOfList(list) })}
    >
      <IconBookmarkPlus size={15} stroke={1.5} aria-hidden />
      {t('views.save')}
    </button>
  );
  if (isError)
    return (
      <p className={classes.failed}>
        {t('views.failed')}
        <button type="button" className={classes.save} onClick={() => void refetch()}>
          {t('common.retry')}
        </button>
      </p>
    );
  const gone = views.find(({ id }) => id === search.saved)?.gone ?? [];
  return (
    <>
      <section
        className={classes.section}
        style={{ height: savedViewsHeight({ savedViews: isSuccess ? rows : rowsBefore, savedViewsFolded: folded }) }}
        aria-label={t('views.title')}
      >
        {/* Apart from the views, which the keys count. */}
        <div className={classes.head}>
          <ul className={classes.own}>
            <FollowedOrSnoozedRow list="snoozed" isOpen={isSnoozed} count={counts?.mineSnoozed} />
            {hasFollowed && (
              <FollowedOrSnoozedRow
                list="followed"
                isOpen={view === 'followed' && !search.saved}
                count={counts?.followed}
              />
            )}
          </ul>
          {views.length === 0 && save}
        </div>
        {views.length > 0 && (
          <div className={classes.head}>
            <button
              type="button"
              className={classes.fold}
              aria-expanded={!folded}
              onClick={() => setPreferences({ savedViewsFolded: !folded })}
            >
              <IconChevronDown size={14} stroke={1.75} aria-hidden />
              {t('views.title')}
              {folded && <span className={classes.count}>{views.length}</span>}
            </button>
            {save}
          </div>
        )}
        {views.length > 0 && !folded && (
          <ul className={classes.list}>
            {views.map((one, at) => (
              <SavedViewRow key={one.id} saved={one} at={at} count={countsOfViews.get(one.id)} list={list} />
            ))}
          </ul>
        )}
      </section>
      {gone.length > 0 && <p className={classes.goneNote}>{goneText(gone)}</p>}
    </>
  );
}
