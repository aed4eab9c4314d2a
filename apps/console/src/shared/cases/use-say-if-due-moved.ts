import type { CaseSummary, UpdateCase } from '@guichet/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTime } from '../i18n/use-formats.js';
import { cachedCase } from './cached-case.js';
import { hasMovedDue } from './has-moved-due.js';

/** The server computes deadlines a moment after the change. A push that has not come by then is not the consequence of it. Milliseconds. */
const LONGEST = 15_000;

/** Resolves with the case once its deadline is another one, or null where it stays. */
function movedCase(queryClient: QueryClient, item: CaseSummary): Promise<CaseSummary | null> {
  const moved = () => {
    const now = cachedCase(queryClient, item.id);
    return now && hasMovedDue(item, now) ? now : null;
  };
  return new Promise((resolve) => {
    const end = (now: CaseSummary | null) => {
      clearTimeout(timeout);
      unsubscribe();
      resolve(now);
    };
    const unsubscribe = queryClient.getQueryCache().subscribe(({ type }) => {
      const now = type === 'updated' && moved();
      if (now) end(now);
    });
    const timeout = setTimeout(() => end(null), LONGEST);
    const already = moved();
    if (already) end(already);
  });
}

type ChangeOf = (item: CaseSummary) => UpdateCase;

/**
 * Returns a function that says by when a case is due now, once the change of its type has moved that. Of several cases nothing is said, as
 * each has a deadline of its own; nor of one whose type is another one by then, as after an undo.
 */
export function useSayIfDueMoved() {
  const queryClient = useQueryClient();
  const { t, i18n } = useTranslation();
  return useCallback(
    async (items: readonly CaseSummary[], changeOf: ChangeOf, say: (text: string) => void): Promise<void> => {
      const [item, ...others] = items;
      const { caseTypeId } = item && others.length === 0 ? changeOf(item) : {};
      if (!item || caseTypeId === undefined || caseTypeId === (item.caseType?.id ?? null)) return;
      const now = await movedCase(queryClient, item);
      if (!now || (now.caseType?.id ?? null) !== caseTypeId) return;
      const timer = now.dueFor ?? item.dueFor;
      const values = {
        timer: timer && t(`time.timer.${timer}`),
        at: now.dueAt && dateTime(now.dueAt, i18n.language),
        before: item.dueAt && dateTime(item.dueAt, i18n.language),
      };
      say(t(`case.dueMoved.${!now.dueAt ? 'none' : item.dueAt ? 'moved' : 'set'}`, values));
    },
    [queryClient, t, i18n.language],
  );
}
