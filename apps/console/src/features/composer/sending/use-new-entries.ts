import type { CaseDetail, Entry } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { timelinePage, timelineQuery } from '../../../shared/api/queries.js';
import { useSession } from '../../../shared/session/use-session.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { optionsAfterReview, newEntriesReviewStep, type Review } from './new-entries-review.js';
import type { SendOptions } from './send-options-menu.js';
import { isSameReply, isSending, isSentFromAnotherWindow } from './sends-of-this-window.js';

/** A key that was on its way already, or the second half of a double click, is no answer to what is asked. Milliseconds. */
const TIME_TO_SEE = 700;

/**
 * What others wrote since this answer was begun. `base` is the version of the case that the writer has seen, and what the
 * answer says it builds upon (`If-Match`); showing the changes moves it on. `content`: undefined while nothing is written.
 * `onSent`: the very answer has left, from another window. A reply is sent once its writer was asked to look at the changes.
 */
export function useNewEntries(item: CaseDetail, content: DraftContent | undefined, onSent: () => void) {
  const { agent } = useSession();
  const writing = content !== undefined;
  const latest = useRef({ content, onSent });
  useEffect(() => void (latest.current = { content, onSent }));
  const base = useRef(item.version);
  const [changes, setChanges] = useState<readonly Entry[]>([]);
  const [review, setReview] = useState<Review>();
  const page = Math.floor((Math.max(1, item.lastPosition) - 1) / timelinePage);
  const { data: last } = useQuery(timelineQuery(item.id, page));

  const show = useCallback((entries: readonly Entry[], version: number) => {
    base.current = version;
    setChanges((before) => [...before, ...entries.filter((entry) => !before.some((known) => known.id === entry.id))]);
  }, []);

  useEffect(() => {
    if (!writing) {
      base.current = item.version;
      setChanges((before) => (before.length > 0 ? [] : before));
      return;
    }
    const since = (last?.items ?? []).filter((entry) => entry.caseVersion > base.current);
    // What was moved lies anywhere, not only on the last page: the server knows all of it, and tells when the answer is sent.
    if (since.some(isMove)) return;
    const recalled = recalledIn(last?.items);
    const fresh = since.filter(
      (entry) =>
        entry.kind !== 'activity' &&
        !isAcknowledgement(entry) &&
        !recalled.has(entry.id) &&
        (!(entry.actor.kind === 'agent' && entry.actor.id === agent.id) ||
          // While one is on its way from here, nobody can tell yet whether it is that one.
          (!isSending(item.id) && isSentFromAnotherWindow(entry, agent.id))),
    );
    if (fresh.some((entry) => isSentFromAnotherWindow(entry, agent.id) && isSameReply(entry, latest.current.content!)))
      return latest.current.onSent();
    if (fresh.length && fresh.every(({ caseVersion }) => caseVersion <= item.version)) show(fresh, item.version);
  }, [writing, item.id, item.version, last, agent.id, show]);

  // What was taken back meanwhile says nothing any more.
  const recalled = recalledIn(last?.items);
  const standing = changes.filter((entry) => !recalled.has(entry.id));

  const ask = (entries: readonly Entry[], options: SendOptions) =>
    setReview({ ids: new Set(entries.map(({ id }) => id)), seen: false, options });
  useEffect(() => {
    if (!review || review.seen) return;
    const timer = setTimeout(() => setReview({ ...review, seen: true }), TIME_TO_SEE);
    return () => clearTimeout(timer);
  }, [review]);
  const step = newEntriesReviewStep(standing, review);

  return {
    changes: standing,
    /** The agent has been asked to look at all of it, this very moment or before. */
    asked:
      standing.length === 0 || step === 'ask' ? undefined : step === 'wait' ? ('now' as const) : ('before' as const),
    /** Whether the reply may leave. The first time, it asks to look at the changes instead. */
    mayLeave: (options: SendOptions) => {
      if (step === 'ask') ask(standing, options);
      return step === 'send';
    },
    /** How the reply leaves: where the agent was asked before, as they wanted it then. */
    optionsOf: (wanted: SendOptions) => optionsAfterReview(wanted, { changes: standing, review }),
    ifMatch: () => `"${base.current}"`,
    show,
    /** Shows why a reply was refused that was sent before the changes were seen: they are asked about with it. */
    showRefused: (entries: readonly Entry[], { version, options }: { version: number; options: SendOptions }) => {
      show(entries, version);
      ask([...standing, ...entries], options);
    },
  };
}

const recalledIn = (entries: readonly Entry[] = []) =>
  new Set(
    entries.flatMap((entry) =>
      entry.kind === 'activity' && entry.activity.type === 'canceled' ? [entry.activity.entryId] : [],
    ),
  );

const isAcknowledgement = (entry: Entry) => entry.kind === 'message' && entry.flags.includes('acknowledgement');

const isMove = (entry: Entry) =>
  entry.kind === 'activity' && (entry.activity.type === 'moved' || entry.activity.type === 'move-undone');
