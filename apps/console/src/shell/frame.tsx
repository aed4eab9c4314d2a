import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatches, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/queries.js';
import { ConnectionBanner } from '../live/connection-banner.js';
import { log } from '../live/log.js';
import { refresher } from '../live/refresh.js';
import { useConnection } from '../live/use-log.js';
import { useEnded } from '../session/gate.js';
import { useMay, useSession } from '../session/use-session.js';
import { Announcer } from './announcer.js';
import classes from './frame.module.css';
import { overlay, useOverlay } from './overlay.js';
import { patient } from './patient.js';
import { Rail } from './rail.js';
import { listenToKeys, useShortcut } from './shortcuts.js';
import { undoLast } from './toast.js';

const Palette = lazy(() => patient(() => import('./palette.js').then((module) => ({ default: module.Palette }))));
const ShortcutSheet = lazy(() =>
  patient(() => import('./shortcut-sheet.js').then((module) => ({ default: module.ShortcutSheet }))),
);
const NewCase = lazy(() =>
  patient(() => import('../case/new-case.js').then((module) => ({ default: module.NewCase }))),
);
const Contact = lazy(() => patient(() => import('../case/contact.js').then((module) => ({ default: module.Contact }))));
const Rearrange = lazy(() =>
  patient(() => import('../case/rearrange.js').then((module) => ({ default: module.Rearrange }))),
);
const MergePerson = lazy(() =>
  patient(() => import('../person/merge-person.js').then((module) => ({ default: module.MergePerson }))),
);
const ChooseDialog = lazy(() =>
  import('../case/choose-dialog.js').then((module) => ({ default: module.ChooseDialog })),
);

const SessionEnded = lazy(() =>
  patient(() => import('../session/ended.js').then((module) => ({ default: module.SessionEnded }))),
);

/** The first case that is opened should find its screen here. */
function usePreloadedCase() {
  useEffect(() => {
    const timer = setTimeout(() => void import('../case/case-route.js').catch(() => {}), 1000);
    return () => clearTimeout(timer);
  }, []);
}

function useLiveLog() {
  const queryClient = useQueryClient();
  const { position, agent } = useSession();
  const connection = useConnection();
  useEffect(() => {
    log.open(position);
    const refresh = refresher(queryClient);
    const stop = [
      log.onChanges((changes) => {
        refresh(changes);
        if (changes.some(({ type, data }) => /^(session|agent)\./.test(type) && data['agentId'] === agent.id))
          void queryClient.invalidateQueries({ queryKey: ['session'] });
      }),
      log.onReset(() => void queryClient.invalidateQueries()),
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

function Overlays() {
  const open = useOverlay();
  const close = () => overlay(undefined);
  return (
    <Suspense>
      {open?.kind === 'palette' && <Palette onClose={close} />}
      {open?.kind === 'sheet' && <ShortcutSheet onClose={close} />}
      {open?.kind === 'new-case' && <NewCase onClose={close} />}
      {open?.kind === 'contact' && <Contact item={open.item} onClose={close} />}
      {open?.kind === 'rearrange' && <Rearrange {...open} onClose={close} />}
      {open?.kind === 'merge-person' && <MergePerson {...open} onClose={close} />}
      {open?.kind === 'choose' && <ChooseDialog {...open} onClose={close} />}
    </Suspense>
  );
}

/** Everything inside: rail, banner, the screen, what floats, and what speaks. */
export function Frame() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { caseId } = useParams({ strict: false });
  const may = useMay();
  const bare = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.bare) });
  const ended = useEnded();
  useLiveLog();
  usePreloadedCase();
  useEffect(listenToKeys, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      overlay({ kind: 'palette' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useShortcut('search', () => void navigate({ to: '/search' }), 'everywhere');
  useShortcut('contact', () => (may('case.create') ? overlay({ kind: 'contact' }) : false), 'everywhere');
  useShortcut('sheet', () => overlay({ kind: 'sheet' }), 'everywhere');
  useShortcut('undo', () => undoLast(), 'everywhere');

  return (
    <div className={classes.frame} data-case={caseId ? '' : undefined} data-bare={bare || undefined}>
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      {!bare && <Rail />}
      <div className={classes.body}>
        {!bare && <ConnectionBanner />}
        <div className={classes.screen}>
          <Outlet />
        </div>
      </div>
      <Announcer />
      {ended && (
        <Suspense>
          <SessionEnded />
        </Suspense>
      )}
      <Overlays />
    </div>
  );
}
