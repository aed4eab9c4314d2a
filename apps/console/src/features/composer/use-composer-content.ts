import type { CaseDetail } from '@guichet/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { emptyContent, type DraftContent } from '../../shared/drafts/draft-content.js';
import { useDrafts } from '../../shared/drafts/agent-drafts.js';
import { useDraft, type ContentOrigin } from '../../shared/drafts/use-draft.js';
import { viaOf } from './reply-routes/choose-reply-route.js';
import { useReplyRoute } from './reply-routes/use-reply-route.js';
import { useSynchronousReducer } from '../../shared/state/use-synchronous-reducer.js';
import { takesCaretWhenRestored } from '../../shared/drafts/restore-caret-after-reload.js';
import { initialComposerContent, reduceComposerContent } from './composer-content-reducer.js';

/** So long after the last key, colleagues see nobody writing any more. Milliseconds. */
const IDLE = 6_000;

/** Tells colleagues that somebody writes, until a moment after the last key. */
function useWritingSignal(onWriting: (writing: boolean) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    onWriting(false);
  }, [onWriting]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const start = useCallback(() => {
    onWriting(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(stop, IDLE);
  }, [onWriting, stop]);
  return { start, stop };
}

/** The content of the composer of a case, its mode (reply or note), and its draft. */
export function useComposerContent(item: CaseDetail, onWriting: (writing: boolean) => void) {
  const drafts = useDrafts();
  const { state, latest, send } = useSynchronousReducer(reduceComposerContent, () =>
    initialComposerContent(drafts.contentOf(item.id), takesCaretWhenRestored(item.id)),
  );
  const route = useReplyRoute(item, state.content);
  const { option } = route;
  const via = option && viaOf(option);
  const signal = useWritingSignal(onWriting);

  const onContent = (content: DraftContent | undefined, origin: ContentOrigin) => {
    if (!content)
      return void send({ type: 'cleared', content: { ...emptyContent, mode: latest.current.content.mode } });
    send({ type: 'shown', content, caret: origin === 'returned' || takesCaretWhenRestored(item.id) });
  };
  const draft = useDraft(item.id, onContent);

  const edit = (change: Partial<DraftContent>) => {
    draft.save(send({ type: 'edited', change, via }).content);
    signal.start();
  };

  return {
    ...state,
    /** What stands there now, whether or not it is painted yet. */
    current: () => latest.current.content,
    route,
    draft,
    edit,
    /** Nobody writes any more. */
    rest: signal.stop,
    /** Puts other words into the field; whoever has the caret keeps it. */
    replace: (change: Partial<DraftContent>, caret = false) => {
      draft.save(send({ type: 'replaced', change, via, caret }).content);
      signal.start();
    },
    /** Notes something about the words that is no change of the draft. */
    settle: (change: Partial<DraftContent> = {}) => void send({ type: 'edited', change, via }),
    show: (content: DraftContent) => void send({ type: 'shown', content, caret: true }),
    collapse: () => void send({ type: 'collapsed' }),
    /** To the reply or to the note, each with its own words. Returns whether the other one stood there. */
    turn: (mode: DraftContent['mode']) => {
      const before = latest.current.content.mode;
      send({ type: 'turned', mode });
      return before !== mode;
    },
    clear: (content: DraftContent) => void send({ type: 'cleared', content }),
  };
}

export type ComposerContent = ReturnType<typeof useComposerContent>;
