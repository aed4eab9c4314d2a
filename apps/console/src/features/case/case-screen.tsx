import { ErrorState } from '@guichet/ui';
import type { CaseDetail } from '@guichet/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { memo, Suspense, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import { isFailure } from '../../shared/api/failure.js';
import { caseQuery } from '../../shared/api/queries.js';
import { caseAfter, listState } from '../../shared/cases/case-list-state.js';
import { fetchCaseEarly } from '../../shared/cases/fetch-case-early.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { namePage } from '../../shared/layout/page-title.js';
import { savesData } from '../../shared/router/fetch-when-idle.js';
import { useWatch } from '../../shared/live/use-live-connection.js';
import { preferences } from '../../shared/session/browser-preferences.js';
import { Composer, isShortcutRefused, useComposerAskedEarly } from '../composer/index.js';
import { CaseHead } from './case-head.js';
import classes from './case-screen.module.css';
import { CaseSkeleton } from './case-skeleton.js';
import { LostCasePage } from './lost-case/lost-case-page.js';
import { useLostCase } from './lost-case/use-lost-case.js';
import { BreakGlassPage } from './restriction/break-glass-page.js';
import { RestrictionBanner } from './restriction/restriction-banner.js';
import { HandoverBanner } from './handover/handover-banner.js';
import { SpamBanner } from './spam/spam-banner.js';
import { SuggestedRelatedCaseBanners } from './merge-and-move/suggested-related-case-banners.js';
import { MovedEntriesBanners } from './merge-and-move/moved-entries-banners.js';
import { MoveSelectionBar } from './merge-and-move/move-selection-bar.js';
import { useUndoAskedEarly } from './message/undo-asked-early.js';
import { Timeline } from './timeline/timeline.js';
import { CitizenTypingLine } from './timeline/citizen-typing-line.js';
import { TransmissionBanner } from './transmit/transmission-banner.js';
import { useCaseShortcuts } from './use-case-shortcuts.js';
import { useLeaveCase } from './use-leave-case.js';
import { useFollowAndUnreadShortcuts } from './follow/use-follow-and-unread-shortcuts.js';
import { useReadPosition } from './timeline/use-read-position.js';
import { SidePanel } from './side-panel.js';
import { SidePanelContent } from './side-panel-content.js';
import { useSidePanel } from './use-side-panel.js';

interface Props {
  caseId: string;
  /** Position to open at, as a search hit gives it. */
  at?: number;
  onBack: () => void;
  onOpen: (caseId: string) => void;
}

/** Messages that are being chosen for another case; undefined: none are. */
function useChosenEntries() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const toggle = useCallback((entryId: string) => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(entryId)) next.add(entryId);
      return next;
    });
  }, []);
  return { chosen, toggle, start: () => setChosen(new Set()), stop: useCallback(() => setChosen(undefined), []) };
}

function usePageName(item: CaseDetail | undefined) {
  const { t } = useTexts();
  const name = item && (item.subject || t('common.noSubject'));
  useEffect(() => {
    if (name) namePage(name);
    return () => namePage();
  }, [name]);
}

interface OpenCaseProps extends Props {
  item: CaseDetail;
  etag: string | null;
  firstUnread: number | undefined;
  markRead: (position: number) => void;
  panel: ReturnType<typeof useSidePanel>;
  shortcuts: ReturnType<typeof useCaseShortcuts>;
  choice: ReturnType<typeof useChosenEntries>;
  onWriting: (writing: boolean) => void;
  onLeave: () => void;
}

/** What is said above the timeline. Most cases need none of it: only what is needed is mounted, as each costs time to open a case. */
const Banners = memo(function Banners({ item, onBack, onOpen }: Pick<OpenCaseProps, 'item' | 'onBack' | 'onOpen'>) {
  return (
    <>
      {item.restriction && <RestrictionBanner item={item} onLeave={onBack} />}
      {item.status === 'spam' && <SpamBanner item={item} />}
      {item.handover && <HandoverBanner item={item} />}
      {item.transmission && <TransmissionBanner item={item} />}
      {item.links.length > 0 && <SuggestedRelatedCaseBanners item={item} onOpen={onOpen} />}
      {(item.mergedInto || item.moves.length > 0) && <MovedEntriesBanners item={item} onOpen={onOpen} />}
    </>
  );
});

function OpenCase({ item, etag, at, panel, shortcuts, choice, onBack, onOpen, ...props }: OpenCaseProps) {
  const writable = item.mergedInto === null;
  // Whoever acts on a case waits for its head alone: what stands below is drawn after that. What is sent names the version that its
  // author has seen, so that the server refuses it where there is a newer one, and takes its place by the case as it is then.
  const below = useDeferredValue(item);
  const isAnswering = useRef(false);
  return (
    <>
      <CaseHead
        item={item}
        etag={etag}
        onBack={onBack}
        onClose={shortcuts.close}
        onMerge={shortcuts.merge}
        onChoose={choice.start}
        onTimers={panel.showTimers}
        onPanel={panel.toggle}
      />
      <Banners item={below} onBack={onBack} onOpen={onOpen} />
      <Timeline
        // Whoever is led to another entry of the case that is open, as by a notification, comes there.
        key={at}
        item={below}
        firstUnread={props.firstUnread}
        at={at}
        onRead={props.markRead}
        onOpen={onOpen}
        chosen={choice.chosen}
        onChoose={choice.toggle}
        isAnswering={isAnswering}
      />
      <CitizenTypingLine caseId={item.id} />
      {choice.chosen ? (
        <MoveSelectionBar item={item} chosen={choice.chosen} onDone={choice.stop} />
      ) : (
        writable && (
          <Composer item={below} isAnswering={isAnswering} onWriting={props.onWriting} onLeave={props.onLeave} />
        )
      )}
    </>
  );
}

/** Fetches what a row of the list knows to be asked for next, however the case was opened. */
function useEarlyTimeline(caseId: string) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const row = listState().rows.find(({ id }) => id === caseId);
    if (row) fetchCaseEarly(queryClient, row);
  }, [caseId, queryClient]);
}

/** So long after a case is shown, the next one is fetched, in milliseconds: whoever only passes by goes on before. */
const LOOKS_MS = 300;

/** Fetches the case to which closing this one leads, or the next key, once this one is looked at. */
function useNextCaseAhead(caseId: string, isShown: boolean) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isShown || savesData()) return undefined;
    const timer = setTimeout(() => {
      const next = caseAfter(caseId, preferences().advance === 'previous' ? 'previous' : 'next');
      if (next) fetchCaseEarly(queryClient, next, { ahead: true });
    }, LOOKS_MS);
    return () => clearTimeout(timer);
  }, [caseId, isShown, queryClient]);
}

/** A case: head, timeline, composer and side panel, with the keys that act on it. */
export function CaseScreen(props: Props) {
  const { caseId, onBack, onOpen } = props;
  const { t } = useTexts();
  useEarlyTimeline(caseId);
  const query = useQuery(caseQuery(caseId));
  const item = query.data?.data;
  // The panel beside the case waits for the frame that shows the case, or that shows what was done with it.
  const isShown = useDeferredValue(item !== undefined, false);
  const beside = useDeferredValue(item);
  useNextCaseAhead(caseId, isShown);
  const loss = useLostCase(caseId, query);
  const [writing, setWriting] = useState(false);
  useWatch(caseId, writing ? 'writing' : 'viewing');
  usePageName(item);
  const { opened, markRead } = useReadPosition(caseId, item);
  const panel = useSidePanel(caseId);
  const choice = useChosenEntries();
  const leave = useLeaveCase(props);
  const shortcuts = useCaseShortcuts(caseId, item, leave);
  useFollowAndUnreadShortcuts(caseId, item, onBack);
  useShortcut('back', () => {
    if (choice.chosen) return choice.stop();
    // The draft for which a key was refused is left first.
    if (listState().selected.size || isShortcutRefused(caseId)) return false;
    onBack();
    return true;
  });

  const isGone = !query.data && (query.isError || loss !== undefined);
  const isThere = item !== undefined && opened !== undefined;
  const comes = isGone ? undefined : isThere;
  useComposerAskedEarly(caseId, comes);
  useUndoAskedEarly(caseId, comes);

  if (isGone)
    return (
      <main id="main" className={classes.case} tabIndex={-1}>
        {isFailure(query.error) && query.error.problem.reason === 'case-restricted' ? (
          <BreakGlassPage caseId={caseId} onBack={onBack} />
        ) : loss ? (
          <LostCasePage caseId={caseId} loss={loss} onBack={onBack} />
        ) : (
          <ErrorState error={query.error} what={t('case.failed')} onRetry={() => void query.refetch()} />
        )}
      </main>
    );
  const label = item?.reference ?? t('common.loading');
  const state = { panel, shortcuts, choice, markRead };
  return (
    <>
      <main id="main" className={classes.case} tabIndex={-1} aria-label={label} aria-busy={!item}>
        {!item || !query.data || !opened ? (
          <CaseSkeleton />
        ) : (
          <OpenCase
            {...props}
            {...opened}
            {...state}
            item={item}
            etag={query.data.etag}
            onWriting={setWriting}
            onLeave={leave}
          />
        )}
      </main>
      {panel.open && (
        <SidePanel onTop={panel.onTop} pinned={panel.pinned} onClose={panel.close}>
          {beside && isShown && (
            <Suspense>
              <SidePanelContent
                item={beside}
                timersRequested={panel.timersRequested}
                askedField={panel.askedField}
                onOpen={onOpen}
              />
            </Suspense>
          )}
        </SidePanel>
      )}
    </>
  );
}
