import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { caseQuery } from '../api/queries.js';
import { Composer } from '../composer/composer.js';
import { lay, deskNow, neighbour } from '../inbox/desk.js';
import { useWatch } from '../live/use-log.js';
import { preferences, prefer, usePreferences } from '../session/preferences.js';
import { useMay, useSession } from '../session/use-session.js';
import { overlay } from '../shell/overlay.js';
import { namePage } from '../shell/page-title.js';
import { patient } from '../shell/patient.js';
import { useShortcut } from '../shell/shortcuts.js';
import { Trouble } from '../shell/trouble.js';
import { CaseHead } from './case-head.js';
import classes from './case-screen.module.css';
import { LinkBanners } from './link-banners.js';
import { MoveBanners } from './move-banners.js';
import { MoveBar } from './move-bar.js';
import { Timeline } from './timeline.js';
import { TypingLine } from './typing-line.js';
import { useUpdate } from './use-update.js';

const SidePanel = lazy(() =>
  patient(() => import('./side-panel.js').then((module) => ({ default: module.SidePanel }))),
);

interface Props {
  caseId: string;
  /** Position to open at, as a search hit gives it. */
  at?: number;
  onBack: () => void;
  onOpen: (caseId: string) => void;
}

function Shape() {
  return (
    <div className={classes.shape} aria-hidden>
      <Skeleton height={18} width="48%" />
      <Skeleton height={12} width="70%" mt={14} />
      {[64, 92, 78].map((width) => (
        <div key={width} className={classes.shapeEntry}>
          <Skeleton height={14} width={160} mb={14} />
          <Skeleton height={10} width={`${width}%`} mb={8} />
          <Skeleton height={10} width={`${width - 18}%`} />
        </div>
      ))}
    </div>
  );
}

export function CaseScreen({ caseId, at, onBack, onOpen }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const update = useUpdate();
  const may = useMay();
  const { agent } = useSession();
  const { panel } = usePreferences();
  const query = useQuery(caseQuery(caseId));
  const item = query.data?.data;
  const [writing, setWriting] = useState(false);
  const [panelOnTop, setPanelOnTop] = useState(false);
  const [clocksAsked, setClocksAsked] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  useWatch(caseId, writing ? 'writing' : 'viewing');

  useEffect(() => {
    if (item) namePage(item.subject || t('noSubject'));
    return () => namePage();
  }, [item, t]);

  // Where reading stood when the case was opened; what is read meanwhile does not move the mark.
  const [opened, setOpened] = useState<{ firstUnread: number | undefined }>();
  useEffect(() => {
    if (item && !opened)
      setOpened({ firstUnread: item.readPosition < item.lastPosition ? item.readPosition + 1 : undefined });
  }, [item, opened]);

  const markRead = useCallback(
    (position: number) => {
      void post(`/cases/${caseId}/read`, { position }, { idempotencyKey: undefined })
        .then(() => queryClient.invalidateQueries({ queryKey: ['case', caseId] }))
        .catch(() => {});
      queryClient.setQueriesData<{ pages: { items: { id: string; unread: boolean }[] }[] }>(
        { queryKey: ['cases'] },
        (list) =>
          list && {
            ...list,
            pages: list.pages.map((page) => ({
              ...page,
              items: page.items.map((row) => (row.id === caseId ? { ...row, unread: false } : row)),
            })),
          },
      );
    },
    [caseId, queryClient],
  );

  const leave = useCallback(() => {
    const next = preferences().advance === 'next' ? (neighbour(caseId, 1) ?? neighbour(caseId, -1)) : undefined;
    if (next && next.id !== caseId && deskNow().rows.some((row) => row.id === caseId)) onOpen(next.id);
    else onBack();
  }, [caseId, onBack, onOpen]);

  const targets = () => {
    const { selected, rows } = deskNow();
    return selected.size ? rows.filter((row) => selected.has(row.id)) : item && !item.mergedInto ? [item] : [];
  };
  const withTargets = (act: (items: ReturnType<typeof targets>) => void) => () => {
    const items = targets();
    if (items.length === 0) return false;
    act(items);
    return true;
  };
  const close = withTargets((items) => {
    const [only] = items;
    if (only && items.length === 1 && only.status === 'closed')
      return void update(items, { status: 'open' }, t('toast.reopened', { reference: only.reference }));
    if (items.some(({ id }) => id === caseId)) leave();
    void update(items, { status: 'closed' }, t('toast.closed', { count: items.length }));
    lay({ selected: new Set() });
  });
  useShortcut('close', close);
  useShortcut(
    'snooze',
    withTargets((items) => overlay({ kind: 'choose', what: 'snooze', items })),
  );
  useShortcut(
    'assign',
    withTargets((items) => overlay({ kind: 'choose', what: 'assignee', items })),
  );
  useShortcut(
    'tag',
    withTargets((items) => overlay({ kind: 'choose', what: 'tags', items })),
  );
  useShortcut(
    'mine',
    withTargets((items) => void update(items, { assigneeId: agent.id }, t('toast.mine', { count: items.length }))),
  );
  const takesWords = item?.mergedInto === null;
  useShortcut('contact', () => takesWords && may('case.create') && overlay({ kind: 'contact', item }));
  const merge = () => takesWords && may('case.move') && overlay({ kind: 'rearrange', item, act: { how: 'merged' } });
  useShortcut('merge', merge);
  const choose = useCallback((entryId: string) => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(entryId)) next.add(entryId);
      return next;
    });
  }, []);
  const stopChoosing = useCallback(() => setChosen(undefined), []);
  useShortcut('back', () => {
    if (chosen) return stopChoosing();
    if (deskNow().selected.size) return false;
    onBack();
    return true;
  });

  if (query.isError && !query.data)
    return (
      <main id="main" className={classes.case} tabIndex={-1}>
        <Trouble error={query.error} what={t('case.failed')} onRetry={() => void query.refetch()} />
      </main>
    );

  return (
    <>
      <main
        id="main"
        className={classes.case}
        tabIndex={-1}
        aria-label={item?.reference ?? t('loading')}
        aria-busy={!item}
      >
        {!item || !query.data || !opened ? (
          <Shape />
        ) : (
          <>
            <CaseHead
              item={item}
              etag={query.data.etag}
              onBack={onBack}
              onClose={close}
              onMerge={merge}
              onChoose={() => setChosen(new Set())}
              onClocks={() => {
                if (window.innerWidth > 1180) prefer({ panel: true });
                else setPanelOnTop(true);
                setClocksAsked((asked) => asked + 1);
              }}
              onPanel={() => (window.innerWidth > 1180 ? prefer({ panel: !panel }) : setPanelOnTop(!panelOnTop))}
            />
            <LinkBanners item={item} onOpen={onOpen} />
            <MoveBanners item={item} onOpen={onOpen} />
            <Timeline
              item={item}
              firstUnread={opened.firstUnread}
              at={at}
              onRead={markRead}
              onOpen={onOpen}
              chosen={chosen}
              onChoose={choose}
            />
            <TypingLine caseId={caseId} />
            {chosen ? (
              <MoveBar item={item} chosen={chosen} onDone={stopChoosing} />
            ) : (
              takesWords && <Composer item={item} onWriting={setWriting} onLeave={leave} />
            )}
          </>
        )}
      </main>
      {item && (panel || panelOnTop) && (
        <Suspense>
          <SidePanel
            item={item}
            onTop={panelOnTop}
            pinned={panel}
            clocksAsked={clocksAsked}
            onOpen={onOpen}
            onClose={() => setPanelOnTop(false)}
          />
        </Suspense>
      )}
    </>
  );
}
