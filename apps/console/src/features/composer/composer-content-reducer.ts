import { emptyContent, isBlank, type DraftContent } from '../../shared/drafts/draft-content.js';
import type { Via } from '../../shared/drafts/draft-content.js';

/** The content of a composer, and how it is shown. */
export interface ComposerContentState {
  content: DraftContent;
  /** The words of the other tab: of the note while a reply is written, and the other way round. */
  behind: DraftContent;
  open: boolean;
  /** Changes when the words are replaced from outside; typing does not change it. */
  version: number;
  /** Changes when nothing that the field showed before may be brought back by its own undo. */
  epoch: number;
  /** How often the words of the reply have come from elsewhere, as from another window of the agent. */
  received: number;
  /** Whether the field takes the caret as soon as it is there. */
  caret: boolean;
}

export type ComposerContentEvent =
  /** `via`: the reply route of the moment. From the first change on, no better one comes under the hands of who writes. */
  | { type: 'edited'; change: Partial<DraftContent>; via: Via | undefined }
  /** Something was chosen that is no writing, as a language: of a reply that nobody has begun, the route stays as it comes. */
  | { type: 'chosen'; change: Partial<DraftContent> }
  /** As `edited`, by something else than the keyboard: the field shows it anew. `forgetsBefore`: and knows what it showed before no more. */
  | {
      type: 'replaced';
      change: Partial<DraftContent>;
      via: Via | undefined;
      caret: boolean;
      forgetsBefore?: boolean;
    }
  /** Words that were kept, or taken back, stand in the composer again. */
  | { type: 'shown'; content: DraftContent; caret: boolean; isReceived?: boolean }
  /** Words for the other tab, which nobody is taken to: what is typed is meant for the tab that is shown. */
  | { type: 'kept-behind'; content: DraftContent; isReceived?: boolean }
  | { type: 'turned'; mode: DraftContent['mode'] }
  /** What was written is on its way; `content` is what stays. */
  | { type: 'cleared'; content: DraftContent }
  | { type: 'collapsed' };

/** `caret`: whether words that were kept take the caret, as after a reload. */
export const initialComposerContent = (content: DraftContent | undefined, caret = false): ComposerContentState => ({
  content: content ?? emptyContent,
  behind: { ...emptyContent, mode: content?.mode === 'note' ? 'reply' : 'note' },
  open: content !== undefined,
  version: 0,
  epoch: 0,
  received: 0,
  caret: content !== undefined && caret,
});

/** The reply and the note that are begun; undefined: nothing is written of it. */
export function begunDrafts({ content, behind }: Pick<ComposerContentState, 'content' | 'behind'>) {
  const written = [content, behind].filter((draft) => !isBlank(draft));
  const of = (mode: DraftContent['mode']) => written.find((draft) => draft.mode === mode);
  return { reply: of('reply'), note: of('note') };
}

const begun = ({ content }: ComposerContentState, via: Via | undefined): DraftContent => ({
  ...content,
  via: content.via ?? via,
});

function shown(state: ComposerContentState, content: DraftContent): Partial<ComposerContentState> {
  const aside = state.content.mode !== content.mode && !isBlank(state.content);
  return { content, behind: aside ? state.content : state.behind, version: state.version + 1 };
}

const received = (
  state: ComposerContentState,
  { content, isReceived }: Extract<ComposerContentEvent, { type: 'shown' | 'kept-behind' }>,
) => state.received + (isReceived && content.mode === 'reply' ? 1 : 0);

export function reduceComposerContent(state: ComposerContentState, event: ComposerContentEvent): ComposerContentState {
  switch (event.type) {
    case 'edited':
      return { ...state, content: { ...begun(state, event.via), ...event.change } };
    case 'chosen':
      return { ...state, content: { ...state.content, ...event.change } };
    case 'replaced': {
      const content = { ...begun(state, event.via), ...event.change };
      const epoch = state.epoch + Number(event.forgetsBefore ?? false);
      return { ...state, content, caret: event.caret, version: state.version + 1, epoch, open: true };
    }
    case 'shown':
      return {
        ...state,
        ...shown(state, event.content),
        received: received(state, event),
        caret: event.caret,
        open: true,
      };
    case 'kept-behind':
      return { ...state, behind: event.content, received: received(state, event) };
    case 'turned': {
      if (state.content.mode === event.mode) return { ...state, open: true, caret: true };
      const content = { ...state.behind, mode: event.mode };
      return { ...state, content, behind: state.content, version: state.version + 1, open: true, caret: true };
    }
    case 'cleared': {
      const version = state.version + 1;
      const isAllSent = isBlank(event.content);
      // What was begun in the other tab comes next. It is not opened: its send button would stand where the other one was pressed.
      if (isAllSent && !isBlank(state.behind))
        return { ...state, content: state.behind, behind: event.content, version, open: false, caret: false };
      return { ...state, content: event.content, version, open: !isAllSent };
    }
    case 'collapsed':
      return { ...state, open: false };
  }
}
