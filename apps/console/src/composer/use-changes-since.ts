import type { CaseDetail, Entry } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { timelinePage, timelineQuery } from '../api/queries.js';
import { useSession } from '../session/use-session.js';

/**
 * What others wrote since this answer was begun. `base` is the version of the case that the writer has seen, and what the
 * answer says it builds upon (`If-Match`); showing the changes moves it on.
 */
export function useChangesSince(item: CaseDetail, writing: boolean) {
  const { agent } = useSession();
  const base = useRef(item.version);
  const [changes, setChanges] = useState<readonly Entry[]>([]);
  const page = Math.floor((Math.max(1, item.lastPosition) - 1) / timelinePage);
  const { data: last } = useQuery(timelineQuery(item.id, page));

  const show = useCallback((entries: readonly Entry[], version: number) => {
    base.current = version;
    setChanges((before) => [...before, ...entries.filter((entry) => !before.some((known) => known.id === entry.id))]);
  }, []);

  useEffect(() => {
    if (!writing) {
      base.current = item.version;
      setChanges([]);
      return;
    }
    const since = (last?.items ?? []).filter((entry) => entry.caseVersion > base.current);
    // What was moved lies anywhere, not only on the last page: the server knows all of it, and tells when the answer is sent.
    if (since.some(isMove)) return;
    const fresh = since.filter(
      (entry) => entry.kind !== 'fact' && !(entry.actor.kind === 'agent' && entry.actor.id === agent.id),
    );
    if (fresh.length && fresh.every(({ caseVersion }) => caseVersion <= item.version)) show(fresh, item.version);
  }, [writing, item.version, last, agent.id, show]);

  // What was taken back meanwhile says nothing any more.
  const recalled = new Set(
    (last?.items ?? []).flatMap((entry) =>
      entry.kind === 'fact' && entry.fact.type === 'recalled' ? [entry.fact.entryId] : [],
    ),
  );
  const standing = changes.filter((entry) => !recalled.has(entry.id));

  return { changes: standing, ifMatch: () => `"${base.current}"`, show };
}

const isMove = (entry: Entry) =>
  entry.kind === 'fact' && (entry.fact.type === 'moved' || entry.fact.type === 'move-undone');
