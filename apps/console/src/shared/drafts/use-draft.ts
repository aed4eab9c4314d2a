import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { isBlank, type DraftContent } from './draft-content.js';
import { useDrafts } from './agent-drafts.js';
import type { DraftCause } from './draft-store.js';

/** Where words come from that were not typed here: the agent brings them back, they were kept, or they could not be sent. */
export type ContentOrigin = 'returned' | 'kept' | 'failed';

const originOf = (cause: DraftCause): ContentOrigin =>
  cause === 'read' ? 'kept' : cause === 'edited' ? 'failed' : 'returned';

/**
 * The draft of a reply or of a note, kept by the server at most a second behind the fingers. `onContent` is called with every content
 * that was not given to `save` here; undefined: there is none any more.
 */
export function useDraft(key: string, onContent: (content: DraftContent | undefined, origin: ContentOrigin) => void) {
  const drafts = useDrafts();
  const own = useRef(drafts.contentOf(key));
  const handler = useRef(onContent);
  useEffect(() => void (handler.current = onContent));

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
    return () => {
      stop();
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
  const discard = useCallback(() => {
    own.current = undefined;
    drafts.discard(key);
  }, [drafts, key]);
  /** The words go away as a message: the composer is empty from now on. */
  const startSending = useCallback(() => {
    own.current = undefined;
    drafts.startSending(key);
  }, [drafts, key]);

  return { state, other, save, discard, startSending };
}
