import type { CaseDetail } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatches, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fetchWhenIdle } from '../shared/router/fetch-when-idle.js';
import { lazyPart, Optional } from '../shared/router/lazy-parts.js';
import { SessionEnded, SessionEndWarning } from '../features/auth/index.js';
import {
  AskDialog,
  BlockSender,
  CaseReaders,
  ChooseDialog,
  CloseMany,
  CloseUnanswered,
  CompleteMany,
  Contact,
  EditNote,
  FileViewer,
  LiftRestriction,
  LinkCaseDialog,
  MacroDialog,
  MacroForMany,
  NewCase,
  preloadCase,
  MoveDialog,
  NameCitizen,
  Restrict,
  TakeOver,
  TransmitDialog,
} from '../features/case/index.js';
import { ExportCasesDialog, ReplyToMany, SaveViewDialog } from '../features/inbox/index.js';
import { ExportSearchDialog } from '../features/search/index.js';
import { MergePerson } from '../features/people/index.js';
import { caseQuery, sessionQuery } from '../shared/api/queries.js';
import { useDraftSync } from '../shared/drafts/use-draft-sync.js';
import { ConnectionBanner } from '../shared/live/connection-banner.js';
import { log } from '../shared/live/event-log-connection.js';
import { forgetAfterRightsChanged, queryRefresher } from '../shared/live/refresh-queries-on-changes.js';
import { useConnection } from '../shared/live/use-live-connection.js';
import { useEnded } from '../shared/session/watch-session-end.js';
import { useSessionEnd } from '../shared/session/use-session-end.js';
import { useMay, useSession } from '../shared/session/use-session.js';
import { viewedAs } from '../shared/session/viewed-as.js';
import { ViewedAsBanner } from './viewed-as-banner.js';
import { signOut } from '../shared/session/sign-out.js';
import { ScreenReaderAnnouncer } from './screen-reader-announcer.js';
import classes from './app-shell.module.css';
import { setOverlay, useIsOverlay, useOverlay } from '../shared/layout/overlay-state.js';
import { whenSecondFactorMissing } from '../shared/api/client.js';
import { firstScreen } from '../shared/router/wait-for-first-screen.js';
import { isCaseGone } from './is-case-gone.js';
import { NavigationRail } from './navigation-rail.js';
import { awaitField, isMac, listenToKeys, useShortcut } from '../shared/keyboard/shortcut-listener.js';
import { keepFilesOut } from './keep-files-out.js';
import { keepFocus } from './keep-focus.js';
import { toast } from '../shared/feedback/toast-and-undo.js';
import { undoLast } from '../shared/feedback/undo-stack.js';
import { undoables } from '../shared/feedback/undoables.js';
import { useTexts } from '../shared/i18n/use-texts.js';

const Palette = lazyPart(() => import('./frame-parts.js'), 'CommandPalette');
const SecondFactorBanner = lazyPart(() => import('./frame-parts.js'), 'SecondFactorBanner');
const ShortcutSheet = lazyPart(() => import('./shortcut-sheet.js'), 'ShortcutSheet');
const closeOverlay = () => setOverlay(undefined);

/** The first case that is opened should find its screen here, and the first palette itself. Returns whether the palette is here. */
function usePreloadedParts() {
  const [hasPalette, setHasPalette] = useState(false);
  useEffect(() => {
    const preloadPalette = () => Palette.preload().then(() => setHasPalette(true));
    void firstScreen.then(preloadCase);
    void fetchWhenIdle([preloadPalette]);
  }, []);
  return hasPalette;
}

/** The palette is there before it is asked for, and stays. */
function PaletteOverlay({ caseId }: { caseId: string | undefined }) {
  const isLoaded = usePreloadedParts();
  const isOpen = useIsOverlay('palette');
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  if (!isLoaded && !wasOpen) return null;
  return (
    <Suspense>
      <Palette isOpen={isOpen} caseId={caseId} onClose={closeOverlay} />
    </Suspense>
  );
}

function useLiveLog() {
  const queryClient = useQueryClient();
  const { position, agent } = useSession();
  const connection = useConnection();
  useEffect(() => {
    // What changes is content.
    if (viewedAs) return;
    log.open(position);
    const refresh = queryRefresher(queryClient);
    const stop = [
      log.onChanges((changes) => {
        refresh(changes);
        if (
          changes.some(
            ({ type, data }) => (type === 'session.ended' || type === 'agent.changed') && data.agentId === agent.id,
          )
        )
          void queryClient.invalidateQueries({ queryKey: ['session'] });
      }),
      log.onReset(() => void queryClient.invalidateQueries()),
      log.onRights(() => forgetAfterRightsChanged(queryClient)),
    ];
    return () => {
      for (const end of stop) end();
      log.close();
    };
    // The position is where to begin; the log itself moves on from there.
  }, [agent.id, queryClient]);
  // A socket that is refused may mean a session that ended: ask once.
  useEffect(() => {
    if (connection === 'lost') void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => {});
    // What failed while the server was away can be had now.
    if (connection === 'connected')
      void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' });
  }, [connection, queryClient]);
}

/** Leads to the second factor, once it is required of an agent who has none. */
function useSecondFactorWatch() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { secondFactor } = useSession();
  useEffect(
    () => whenSecondFactorMissing(() => void queryClient.invalidateQueries({ queryKey: ['session'] })),
    [queryClient],
  );
  useEffect(() => {
    if (secondFactor === 'missing') void navigate({ to: '/second-factor' });
  }, [secondFactor, navigate]);
}

/** Records a contact. Beside a case that is still loading, the dialog waits for it, because the contact belongs there. */
function useContactShortcut(caseId: string | undefined) {
  const queryClient = useQueryClient();
  const may = useMay();
  const shown = useRef(caseId);
  useLayoutEffect(() => void (shown.current = caseId));
  const open = (item?: CaseDetail) =>
    setOverlay({ kind: 'contact', item: item?.mergedInto === null ? item : undefined });
  useShortcut(
    'contact',
    () => {
      if (!may('case.create')) return false;
      // A case that is gone for this agent stays gone: the contact is another one’s, and its page keeps what it shows.
      if (!caseId || isCaseGone(queryClient.getQueryState(caseQuery(caseId).queryKey))) return open();
      void queryClient.ensureQueryData(caseQuery(caseId)).then(
        // Whoever has gone on to another case meanwhile wants no dialog about this one. The case itself shows why it failed.
        ({ data }) => void (shown.current === caseId && open(data)),
        () => {},
      );
    },
    'everywhere',
  );
}

/** Undoes the last action. Where that can no longer be, the key says so, and where the undo of many cases is found. */
function useUndoShortcut() {
  const { t } = useTexts();
  useShortcut(
    'undo',
    ({ repeat }) => {
      // Held down, it would go on to what was done before.
      if (repeat || undoLast()) return;
      const key = isMac ? '⌘ K' : 'Ctrl K';
      toast({
        message: undoables().length > 0 ? t('common.toast.undoInPalette', { key }) : t('common.toast.nothingToUndo'),
      });
    },
    'everywhere',
  );
}

function Overlays() {
  const open = useOverlay();
  return (
    <Suspense>
      {open?.kind === 'sheet' && <ShortcutSheet onClose={closeOverlay} />}
      {open?.kind === 'new-case' && <NewCase onClose={closeOverlay} />}
      {open?.kind === 'export-cases' && <ExportCasesDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'export-search' && <ExportSearchDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'save-view' && <SaveViewDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'reply-to-many' && <ReplyToMany {...open} onClose={closeOverlay} />}
      {open?.kind === 'contact' && <Contact {...open} onClose={closeOverlay} />}
      {open?.kind === 'move' && <MoveDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'link-case' && <LinkCaseDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'name-citizen' && <NameCitizen item={open.item} onClose={closeOverlay} />}
      {open?.kind === 'files' && <FileViewer {...open} onClose={closeOverlay} />}
      {open?.kind === 'merge-person' && <MergePerson {...open} onClose={closeOverlay} />}
      {open?.kind === 'block-sender' && <BlockSender {...open} onClose={closeOverlay} />}
      {open?.kind === 'ask' && <AskDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'transmit' && <TransmitDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'readers' && <CaseReaders item={open.item} onClose={closeOverlay} />}
      {open?.kind === 'restrict' && <Restrict item={open.item} onClose={closeOverlay} />}
      {open?.kind === 'lift-restriction' && <LiftRestriction item={open.item} onClose={closeOverlay} />}
      {open?.kind === 'close-unanswered' && <CloseUnanswered {...open} onClose={closeOverlay} />}
      {open?.kind === 'close-many' && <CloseMany {...open} onClose={closeOverlay} />}
      {open?.kind === 'edit-note' && <EditNote {...open} onClose={closeOverlay} />}
      {open?.kind === 'take-over' && <TakeOver {...open} onClose={closeOverlay} />}
      {open?.kind === 'macro' && <MacroDialog {...open} onClose={closeOverlay} />}
      {open?.kind === 'macro-for-many' && <MacroForMany {...open} onClose={closeOverlay} />}
      {open?.kind === 'complete-many' && <CompleteMany {...open} onClose={closeOverlay} />}
      {open?.kind === 'choose' && <ChooseDialog {...open} onClose={closeOverlay} />}
    </Suspense>
  );
}

/**
 * The frame of the console once an agent has signed in: navigation rail, connection banner, the open screen, overlays
 * and the announcer.
 */
export function AppShell() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { caseId } = useParams({ strict: false });
  const standalone = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.standalone) });
  const ended = useEnded();
  const end = useSessionEnd();
  const { agent } = useSession();
  useLiveLog();
  useSecondFactorWatch();
  useDraftSync();
  // Keys work from the moment that the frame is in sight.
  useLayoutEffect(listenToKeys, []);
  useEffect(keepFocus, []);
  useEffect(keepFilesOut, []);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // In a formatted text, the key may be for a link.
      if (event.defaultPrevented) return;
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setOverlay({ kind: 'palette' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const goToSearch = () => {
    // The screen is fetched and drawn later, and what is typed until then is looked for.
    awaitField({ isFirstMeant: true });
    void navigate({ to: '/search' });
  };
  useShortcut('search', goToSearch, 'everywhere');
  useContactShortcut(caseId);
  useShortcut('sheet', () => setOverlay({ kind: 'sheet' }), 'everywhere');
  useUndoShortcut();

  return (
    <div className={classes.frame} data-case={caseId ? '' : undefined} data-standalone={standalone || undefined}>
      <a className={classes.skip} href="#main">
        {t('common.skip')}
      </a>
      {!standalone && <NavigationRail />}
      <div className={classes.body}>
        {viewedAs ? (
          <ViewedAsBanner />
        ) : (
          !standalone && (
            <>
              <ConnectionBanner />
              <Optional>
                <SecondFactorBanner />
              </Optional>
            </>
          )
        )}
        <div className={classes.screen} data-screen>
          <Outlet />
        </div>
      </div>
      <ScreenReaderAnnouncer />
      {end && !ended && (
        <Suspense>
          <SessionEndWarning end={end} onSignOut={() => void signOut(agent.id)} />
        </Suspense>
      )}
      {ended && (
        <Suspense>
          <SessionEnded />
        </Suspense>
      )}
      <PaletteOverlay caseId={caseId} />
      <Overlays />
    </div>
  );
}
