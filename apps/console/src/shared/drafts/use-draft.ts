import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isBlank, readDraftKey, type DraftContent } from './draft-content.js';
import { useDrafts } from './agent-drafts.js';
import type { DraftCause } from './draft-store.js';
import { onDraftOfOtherWindow } from './drafts-of-other-windows.js';

/**
 * Where words come from that were not typed here: the agent brings them back, they were kept, they could not be sent, or they are those of
 * a shared draft that the agent writes from now on.
 */
export type ContentOrigin = 'returned' | 'kept' | 'failed' | 'begun';

const originOf = (cause: DraftCause): ContentOrigin =>
  cause === 'read' || cause === 'discarded' ? 'kept' : cause === 'edited' ? 'failed' : 'returned';

/**
 * The key of the draft that stands here. Where another one is wanted, what is typed goes to the one before until the words of the other
 * one are known: nothing is ever saved in their place.
 */
function useSettledKey(wanted: string): string {
  const drafts = useDrafts();
  const [settled, setSettled] = useState(wanted);
  // In a turn nobody else writes: what is known of its words is what they are.
  const isReady = wanted === settled || (readDraftKey(wanted).turnId !== undefined && drafts.isKnown(wanted));
  useEffect(() => {
    if (wanted === settled) return undefined;
    if (isReady) return setSettled(wanted);
    let isOver = false;
    const settle = () => void drafts.open(wanted).then((isRead) => isRead && !isOver && setSettled(wanted));
    settle();
    const stop = drafts.subscribe(wanted, (cause) => void (cause === 'connection' && settle()));
    return () => {
      isOver = true;
      stop();
    };
  }, [drafts, wanted, settled, isReady]);
  return isReady ? wanted : settled;
}

/**
 * The draft of a reply or of a note, kept by the server at most a second behind the fingers. `onContent` is called with every content
 * that was not given to `save` here; undefined: there is none any more.
 */
export function useDraft(
  wanted: string,
  onContent: (content: DraftContent | undefined, origin: ContentOrigin) => void,
) {
  const drafts = useDrafts();
  const key = useSettledKey(wanted);
  const own = useRef(drafts.contentOf(key));
  const shown = useRef(key);
  const handler = useRef(onContent);
  useLayoutEffect(() => void (handler.current = onContent));
  // In the commit that turns to another draft: the next key must find its words, or it would save those of the one before in their place.
  useLayoutEffect(() => {
    const before = shown.current;
    if (before === key) return;
    shown.current = key;
    own.current = drafts.contentOf(key);
    // Whoever writes the shared draft goes on; whoever writes a note meanwhile is not taken from it.
    handler.current(own.current, readDraftKey(key).turnId ? 'begun' : 'kept');
    // The words that stood here before may have gone into the shared draft.
    if (!readDraftKey(before).turnId) void drafts.open(before);
  }, [drafts, key]);

  const subscribe = useCallback((listener: () => void) => drafts.subscribe(key, listener), [drafts, key]);
  const state = useSyncExternalStore(subscribe, () => drafts.stateOf(key));
  const other = useSyncExternalStore(subscribe, () => drafts.otherOf(key));

  useEffect(() => {
    const stop = drafts.subscribe(key, (cause) => {
      const content = drafts.contentOf(key);
      if (content === own.current) return;
      own.current = content;
      handler.current(content, originOf(cause));
    });
    void drafts.open(key);
    // Whoever has typed here may be about to go on: their words are compared when they are saved, or when they come back to this window.
    const ignore = onDraftOfOtherWindow(key, (savedAt) => {
      if (!drafts.isTypedHere(key)) void drafts.noteSaved(key, savedAt);
    });
    return () => {
      stop();
      ignore();
      void drafts.flush(key);
    };
  }, [drafts, key]);

  const save = useCallback(
    (content: DraftContent) => {
      own.current = isBlank(content) ? undefined : content;
      drafts.edit(key, content);
    },
    [drafts, key],
  );
  const renew = useCallback(
    (content: DraftContent) => {
      if (isBlank(content)) return;
      own.current = content;
      drafts.renew(key, content);
    },
    [drafts, key],
  );
  const discard = useCallback(() => {
    own.current = undefined;
    drafts.discard(key);
  }, [drafts, key]);
  /** The words go away as a message: the composer is empty from now on. */
  const startSending = useCallback(() => {
    own.current = undefined;
    drafts.startSending(key);
  }, [drafts, key]);

  return { key, state, other, save, renew, discard, startSending };
}
