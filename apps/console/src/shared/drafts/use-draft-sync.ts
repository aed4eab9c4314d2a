import { useEffect, useLayoutEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { importWithRetry } from '../api/import-with-retry.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { log } from '../live/event-log-connection.js';
import { useChanges, useConnection } from '../live/use-live-connection.js';
import { outboxOf } from '../outbox/outbox.js';
import { useOpenCaseOfUnsent } from '../outbox/use-open-case-of-unsent.js';
import { useSession } from '../session/use-session.js';
import { useDrafts } from './agent-drafts.js';
import { draftKey } from './draft-content.js';
import type { DraftStore } from './draft-store.js';
import { isOfSentWords } from './sent-words.js';
import { awaitRestoredComposer } from './restore-caret-after-reload.js';

/** Shows what another window of the agent has written: a draft that it has begun at once, what it has gone on with as soon as one turns here. */
function useDraftsOfOtherWindows(drafts: DraftStore) {
  const { agent } = useSession();
  useChanges((changes) => {
    for (const { type, caseId, data } of changes)
      if (type === 'draft.changed' && caseId && data.agentId === agent.id)
        void drafts.noteSaved(draftKey(caseId, data.mode), data.updatedAt ? Date.parse(data.updatedAt) : null);
  });
  useEffect(() => {
    const refresh = () => void drafts.refreshShown();
    const stop = log.onReset(refresh);
    // Of another window: what was sent there is not offered here.
    const onStorage = ({ key }: StorageEvent) => void (isOfSentWords(key) && drafts.dropSent());
    window.addEventListener('focus', refresh);
    window.addEventListener('storage', onStorage);
    return () => {
      stop();
      window.removeEventListener('focus', refresh);
      window.removeEventListener('storage', onStorage);
    };
  }, [drafts]);
}

/**
 * Keeps drafts safe for as long as somebody is signed in: saves them when the connection is back and when the page is
 * hidden, and warns whoever leaves while one of them is only in this browser.
 */
export function useDraftSync() {
  const drafts = useDrafts();
  useDraftsOfOtherWindows(drafts);
  const connection = useConnection();
  // Before any key is heard.
  useLayoutEffect(awaitRestoredComposer, []);
  useEffect(() => drafts.setOnline(connection !== 'lost'), [drafts, connection]);
  const { agent } = useSession();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const openCase = useOpenCaseOfUnsent();
  useEffect(() => {
    if (outboxOf(agent.id).all().length === 0) return;
    void importWithRetry(() => import('../outbox/resume-sending.js')).then(({ resumeSending }) =>
      resumeSending({ agentId: agent.id, queryClient, problemText, openCase }),
    );
  }, [agent.id, queryClient, problemText, openCase]);
  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && void drafts.flushAll();
    const onUnload = (event: BeforeUnloadEvent) => {
      void drafts.flushAll();
      if (drafts.hasUnsaved()) event.preventDefault();
    };
    const onOnline = () => void drafts.flushAll();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('online', onOnline);
    };
  }, [drafts]);
}
