import type { Attachment, CaseDetail } from '@guichet/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { endBeginning, isReplyBegunIn } from '../../shared/drafts/pending-reply-start.js';
import { draftKey, emptyContent, isBlank, type DraftContent } from '../../shared/drafts/draft-content.js';
import { useDrafts } from '../../shared/drafts/agent-drafts.js';
import { useDraft, type ContentOrigin } from '../../shared/drafts/use-draft.js';
import { useReplyKey } from './shared-draft/use-shared-draft-writer.js';
import { viaOf } from './reply-routes/reply-route-and-recipients.js';
import { useReplyRoute } from './reply-routes/use-reply-route.js';
import { useSynchronousReducer } from '../../shared/state/use-synchronous-reducer.js';
import { takesCaretWhenRestored } from '../../shared/drafts/restore-caret-after-reload.js';
import { begunDrafts, initialComposerContent, reduceComposerContent } from './composer-content-reducer.js';

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

/** The words with which a composer begins: of a reply and a note, those that were changed last, and the others behind them. */
function useInitialContent(caseId: string, reply: string) {
  const drafts = useDrafts();
  useEffect(endBeginning, []);
  return () => {
    const note = draftKey(caseId, 'note');
    const kept = { reply: drafts.contentOf(reply), note: drafts.contentOf(note) };
    const first = kept.note && (!kept.reply || drafts.editedAt(note) > drafts.editedAt(reply)) ? 'note' : 'reply';
    const begun = initialComposerContent(kept[first], takesCaretWhenRestored(caseId));
    const behind = kept[first === 'note' ? 'reply' : 'note'] ?? begun.behind;
    return { ...begun, behind, ...(isReplyBegunIn(caseId) && { open: true, caret: true }) };
  };
}

/** The content of the composer of a case, its mode (reply or note), and the draft of each. */
export function useComposerContent(item: CaseDetail, onWriting: (writing: boolean) => void) {
  const drafts = useDrafts();
  const keyOf = { reply: useReplyKey(item), note: draftKey(item.id, 'note') };
  const { state, latest, send } = useSynchronousReducer(reduceComposerContent, useInitialContent(item.id, keyOf.reply));
  const route = useReplyRoute(item, state.content);
  const { option } = route;
  const via = option && viaOf(option);
  const signal = useWritingSignal(onWriting);

  /** Whether words that nobody has asked for just now take the place of those of the other tab. */
  const mayTurnTo = ({ mode }: DraftContent, origin: ContentOrigin) => {
    const { content: shown, open } = latest.current;
    if (origin === 'returned' || shown.mode === mode || !open) return true;
    const [own, theirs] = [keyOf[mode], keyOf[shown.mode]];
    return origin === 'kept' && !drafts.isTypedHere(theirs) && drafts.editedAt(own) > drafts.editedAt(theirs);
  };
  const onContentOf = (mode: DraftContent['mode']) => (content: DraftContent | undefined, origin: ContentOrigin) => {
    const cleared = { ...emptyContent, mode };
    const isReceived = origin === 'kept';
    if (content && mayTurnTo(content, origin))
      send({
        type: 'shown',
        content,
        caret: origin !== 'kept' || takesCaretWhenRestored(item.id),
        isReceived,
      });
    else if (!content && latest.current.content.mode === mode) send({ type: 'cleared', content: cleared });
    else send({ type: 'kept-behind', content: content ?? cleared, isReceived });
  };
  const draftOf = {
    reply: useDraft(keyOf.reply, onContentOf('reply')),
    note: useDraft(keyOf.note, onContentOf('note')),
  };
  const save = (content: DraftContent) => draftOf[content.mode].save(content);

  const edit = (change: Partial<DraftContent>) => {
    save(send({ type: 'edited', change, via }).content);
    signal.start();
  };

  return {
    ...state,
    /** What stands there now, whether or not it is painted yet. */
    current: () => latest.current.content,
    route,
    /** The draft of the tab that is shown. */
    draft: draftOf[state.content.mode],
    save,
    edit,
    /** Adds a file to the reply or to the note for which it was chosen, whichever is shown by now. */
    attach: (mode: DraftContent['mode'], file: Attachment) => {
      const { content, behind } = latest.current;
      if (content.mode === mode) return edit({ attachments: [...content.attachments, file] });
      const kept = { ...behind, mode, attachments: [...behind.attachments, file] };
      send({ type: 'kept-behind', content: kept });
      save(kept);
    },
    /** Nobody writes any more. */
    rest: signal.stop,
    /** Puts other words into the field; whoever has the caret keeps it. `forgetsBefore`: the field's own undo brings nothing back. */
    replace: (change: Partial<DraftContent>, caret = false, { forgetsBefore = false } = {}) => {
      save(send({ type: 'replaced', change, via, caret, forgetsBefore }).content);
      signal.start();
    },
    /** Puts in what the page has made of the words by itself, which the field shows anew where they have changed. */
    renew: (change: Partial<DraftContent>) => {
      const type = change.text === undefined ? 'edited' : 'replaced';
      const { content } = send({ type, change, via, caret: false });
      draftOf[content.mode].renew(content);
    },
    /** Notes something about the words that is no change of the draft. */
    settle: (change: Partial<DraftContent> = {}) => void send({ type: 'edited', change, via }),
    /** Notes a choice, which is saved with words that are there: without any there is no draft to come back to. */
    keep: (change: Partial<DraftContent>) => {
      const { content } = send({ type: 'chosen', change });
      if (!isBlank(content)) save(content);
    },
    show: (content: DraftContent) => void send({ type: 'shown', content, caret: true }),
    collapse: () => void send({ type: 'collapsed' }),
    /** To the reply or to the note, each with its own words. Returns whether the other one stood there. */
    turn: (mode: DraftContent['mode']) => {
      const before = latest.current.content.mode;
      send({ type: 'turned', mode });
      return before !== mode;
    },
    /** What is written of a reply and of a note, whichever is shown. */
    begun: begunDrafts(state),
    /** Whether words stand in the tab that is not shown. */
    hasBehind: !isBlank(state.behind),
    clear: (content: DraftContent) => void send({ type: 'cleared', content }),
  };
}

export type ComposerContent = ReturnType<typeof useComposerContent>;
