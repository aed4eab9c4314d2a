import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import {
  beginLeaving,
  caseAfter,
  rowsAfter,
  endLeaving,
  isBeingLeft,
  registerOpenCase,
} from '../../shared/cases/case-list-state.js';
import { fetchCaseEarly } from '../../shared/cases/fetch-case-early.js';
import { afterPaint } from '../../shared/layout/after-paint.js';
import { focusWhenLost } from '../../shared/layout/focus-when-lost.js';
import { preferences } from '../../shared/session/browser-preferences.js';

interface Options {
  caseId: string;
  onBack: () => void;
  onOpen: (caseId: string) => void;
}

const rowOf = (id: string | undefined) => `[data-case-id="${id}"]`;

/** Where the focus goes once a case is left: to this case in the list, else to the first one. */
const placeInList = (id: string | undefined) => () =>
  document.querySelector<HTMLElement>(`${rowOf(id)} a`) ??
  document.querySelector<HTMLElement>('[data-case-id] a') ??
  document.getElementById('main');

/**
 * Goes on to the next or the previous case of the list, or back to it, as this browser prefers, once the row of the one that is left is
 * seen to change: whoever closes a case waits for that alone. The focus, which was in what is left, goes to the next case in the list.
 */
export function useLeaveCase({ caseId, onBack, onOpen }: Options) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const nearest = useRef<string>(undefined);
  const leave = useCallback(() => {
    if (isBeingLeft({ id: caseId })) return;
    const next = caseAfter(caseId, preferences().advance);
    nearest.current = (next ?? rowsAfter(caseId, 'next')[0])?.id;
    const { pathname, href } = router.history.location;
    /** Where leaving has led; undefined: nowhere, as it has not led there yet, or the agent has gone elsewhere before. */
    let ledTo: string | undefined;
    beginLeaving(caseId, (when) => {
      const isElsewhere = !isBeingLeft({ id: caseId }) && router.history.location.pathname !== ledTo;
      if (when === 'unless-elsewhere' && isElsewhere) return;
      endLeaving(caseId);
      if (router.history.location.pathname !== pathname) void router.navigate({ href });
    });
    afterPaint(() => {
      if (!isBeingLeft({ id: caseId })) return;
      // Whoever has gone elsewhere meanwhile, or is about to, goes there.
      if (router.history.location.pathname !== pathname) return void endLeaving(caseId);
      if (next) fetchCaseEarly(queryClient, next);
      if (next) onOpen(next.id);
      else onBack();
      ledTo = router.history.location.pathname;
    });
    // The row of the case may go before its pane does.
    focusWhenLost(placeInList(nearest.current), rowOf(caseId));
  }, [caseId, onBack, onOpen, queryClient, router]);
  useEffect(() => registerOpenCase({ id: caseId, leave }), [caseId, leave]);
  useLayoutEffect(
    () => () => {
      // The row may have the focus, and go long after the pane where the server is slow.
      if (endLeaving(caseId)) focusWhenLost(placeInList(nearest.current), rowOf(caseId));
    },
    [caseId],
  );
  return leave;
}
