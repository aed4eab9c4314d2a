import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { isBlank, type DraftContent } from './draft-content.js';
import { useDrafts } from './agent-drafts.js';

/** Where words come from that were not typed here: they are brought back by the agent, or they were kept. */
export type ContentOrigin = 'returned' | 'kept';

/**
 * The draft of one case, kept by the server at most a second behind the fingers. `onContent` is called with every content
 * that was not given to `save` here; undefined: there is none any more.
 */
export function useDraft(
  caseId: string,
  onContent: (content: DraftContent | undefined, origin: ContentOrigin) => void,
) {
  const drafts = useDrafts();
  const own = useRef(drafts.contentOf(caseId));
  const handler = useRef(onContent);
  useEffect(() => void (handler.current = onContent));

  const subscribe = useCallback((listener: () => void) => drafts.subscribe(caseId, listener), [drafts, caseId]);
  const state = useSyncExternalStore(subscribe, () => drafts.stateOf(caseId));
  const other = useSyncExternalStore(subscribe, () => drafts.otherOf(caseId));

  useEffect(() => {
    const stop = drafts.subscribe(caseId, (cause) => {
      const content = drafts.contentOf(caseId);
      if (content === own.current) return;
      own.current = content;
      handler.current(content, cause === 'read' ? 'kept' : 'returned');
    });
    void drafts.open(caseId);
    return () => {
      stop();
      void drafts.flush(caseId);
    };
  }, [drafts, caseId]);

  const save = useCallback(
    (content: DraftContent) => {
      own.current = isBlank(content) ? undefined : content;
      drafts.edit(caseId, content);
    },
    [drafts, caseId],
  );
  const discard = useCallback(() => {
    own.current = undefined;
    drafts.discard(caseId);
  }, [drafts, caseId]);
  /** The words go away as a message: the composer is empty from now on. */
  const startSending = useCallback(() => {
    own.current = undefined;
    drafts.startSending(caseId);
  }, [drafts, caseId]);

  return { state, other, save, discard, startSending };
}
