import type { CaseDetail, Entry } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { timelinePage, timelineQuery } from '../api/queries.js';
import { useSession } from '../session/use-session.js';

/**
 * What others wrote since this answer was begun. `base` is the state of the case that the writer has seen, and what the
 * answer says it builds upon (`If-Match`); showing the changes moves it on.
 */
export function useChangesSince(item: CaseDetail, etag: string | null, writing: boolean) {
  const { agent } = useSession();
  const base = useRef({ etag, position: item.lastPosition });
  const [changes, setChanges] = useState<readonly Entry[]>([]);
  const page = Math.floor((Math.max(1, item.lastPosition) - 1) / timelinePage);
  const { data: last } = useQuery(timelineQuery(item.id, page));

  const show = useCallback((entries: readonly Entry[], tag: string | null) => {
    const position = Math.max(base.current.position, ...entries.map((entry) => entry.position));
    base.current = { etag: tag, position };
    setChanges((before) => [...before, ...entries.filter((entry) => !before.some((known) => known.id === entry.id))]);
  }, []);

  useEffect(() => {
    if (!writing) {
      base.current = { etag, position: item.lastPosition };
      setChanges([]);
      return;
    }
    const fresh = (last?.items ?? []).filter(
      (entry) =>
        entry.position > base.current.position &&
        entry.kind !== 'fact' &&
        !(entry.actor.kind === 'agent' && entry.actor.id === agent.id),
    );
    if (fresh.length && fresh.at(-1)!.position <= item.lastPosition) show(fresh, etag);
  }, [writing, etag, item.lastPosition, last, agent.id, show]);

  // What was taken back meanwhile says nothing any more.
  const recalled = new Set(
    (last?.items ?? []).flatMap((entry) =>
      entry.kind === 'fact' && entry.fact.type === 'recalled' ? [entry.fact.entryId] : [],
    ),
  );
  const standing = changes.filter((entry) => !recalled.has(entry.id));

  return { changes: standing, ifMatch: () => base.current.etag, show };
}
