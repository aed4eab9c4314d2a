import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionQuery } from '../api/queries.js';
import { useNow } from '../i18n/use-now.js';
import { isInBackground, watchActivity } from './user-activity.js';
import { nearEnd, type SessionEnd } from './near-session-end.js';
import { useSession } from './use-session.js';

/** How often a page that is used without any request says that it is. */
const BEAT_MS = 4 * 60_000;
/** How often it asks whether the end is still near. */
const ASK_MS = 20_000;

/**
 * Returns the end of the session that is near. What is near by what the page knows is asked for first: the agent may be active in
 * another tab. While a page is only read, it says from time to time that somebody does so.
 */
export function useSessionEnd(): SessionEnd | null {
  const queryClient = useQueryClient();
  const now = useNow();
  const session = useSession();
  const end = nearEnd(session, now);
  useEffect(watchActivity, []);
  useEffect(() => {
    const known = queryClient.getQueryState(sessionQuery.queryKey)?.dataUpdatedAt ?? 0;
    const isNear = isInBackground() && nearEnd(session, now) !== null;
    const isDue = now - known > (isNear ? ASK_MS : isInBackground() ? Infinity : BEAT_MS);
    // A session that has ended is refused, which opens the form of the sign-in over the page.
    if (isDue) void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => {});
  }, [queryClient, session, now]);
  return end;
}
