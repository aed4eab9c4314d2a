import type { CaseSummary } from '@guichet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { callWithEtag } from '../api/client.js';
import { caseQuery, timelinePageOf, timelineQuery } from '../api/queries.js';
import { savesData } from '../router/fetch-when-idle.js';

/** So long after it has come itself, a case waits for its entries, in milliseconds: both are drawn at once then, and not one after the other. */
const WAITS_FOR_ENTRIES_MS = 100;
/** So long a pointer or the focus rests on a row before its case is fetched, in milliseconds: who only passes by asks for nothing. */
const RESTS_MS = 100;

/** By this, a change of the case finds what is still under way, and gives it up (`live/refresh-queries-on-changes.ts`). */
const meta = { isEarly: true };

const pause = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));

/**
 * Fetches a case that is being opened together with the part of its timeline at which it opens, as its row knows where that is: whoever
 * opens it waits for one answer and not for two in turn. What fails here is fetched again, and told, where it is shown.
 *
 * `ahead`: nobody has opened it yet. The server sends only what this agent may read, counts it as read all the same, and is told that
 * it was fetched ahead: it believes nobody that an answer was not looked at.
 */
export function fetchCaseEarly(
  queryClient: QueryClient,
  { id, lastPosition, unread }: CaseSummary,
  { ahead = false } = {},
): void {
  // What is new is at the end, or, for whoever was never there, all of it.
  const pages = new Set([timelinePageOf(lastPosition), ...(unread ? [0] : [])]);
  const entries = Promise.all(
    [...pages].map((page) => queryClient.prefetchQuery({ ...timelineQuery(id, page, { ahead }), meta })),
  );
  void queryClient.prefetchQuery({
    ...caseQuery(id),
    meta,
    queryFn: async ({ signal }) => {
      const answer = await callWithEtag('getCase', { params: { id }, signal, ahead });
      await Promise.race([entries, pause(WAITS_FOR_ENTRIES_MS)]);
      return answer;
    },
  });
}

let resting: ReturnType<typeof setTimeout> | undefined;

/** Fetches a case once a pointer or the focus rests on its row: it may be opened next. Only one at a time, until `endRest`. */
export function fetchCaseAtRest(queryClient: QueryClient, row: CaseSummary): void {
  endRest();
  if (savesData()) return;
  resting = setTimeout(() => fetchCaseEarly(queryClient, row, { ahead: true }), RESTS_MS);
}

/** The pointer or the focus has gone on. */
export function endRest(): void {
  clearTimeout(resting);
}
