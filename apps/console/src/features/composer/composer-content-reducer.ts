import { emptyContent, isBlank, type Content } from '../../shared/drafts/content.js';
import type { Via } from '../../shared/drafts/content.js';

/** What stands in a composer, and how it is shown. */
export interface ComposerContentState {
  content: Content;
  /** The words of the other tab: of the note while a reply is written, and the other way round. */
  behind: Content;
  open: boolean;
  /** Changes when the words are replaced from outside; typing does not change it. */
  version: number;
  /** Whether the field takes the caret as soon as it is there. */
  caret: boolean;
}

export type ComposerContentEvent =
  /** `via`: the reply route of the moment. From the first change on, no better one comes under the hands of who writes. */
  | { type: 'edited'; change: Partial<Content>; via: Via | undefined }
  /** As `edited`, by something else than the keyboard: the field shows it anew. */
  | { type: 'replaced'; change: Partial<Content>; via: Via | undefined; caret: boolean }
  /** Words that were kept, or taken back, stand in the composer again. */
  | { type: 'shown'; content: Content; caret: boolean }
  | { type: 'turned'; mode: Content['mode'] }
  /** What was written is on its way; `content` is what stays. */
  | { type: 'cleared'; content: Content }
  | { type: 'collapsed' };

/** `caret`: whether words that were kept take the caret, as after a reload. */
export const initialComposerContent = (content: Content | undefined, caret = false): ComposerContentState => ({
  content: content ?? emptyContent,
  behind: { ...emptyContent, mode: content?.mode === 'note' ? 'reply' : 'note' },
  open: content !== undefined,
  version: 0,
  caret: content !== undefined && caret,
});

const begun = ({ content }: ComposerContentState, via: Via | undefined): Content => ({
  ...content,
  via: content.via ?? via,
});

function shown(state: ComposerContentState, content: Content): Partial<ComposerContentState> {
  const aside = state.content.mode !== content.mode && !isBlank(state.content);
  return { content, behind: aside ? state.content : state.behind, version: state.version + 1 };
}

export function reduceComposerContent(state: ComposerContentState, event: ComposerContentEvent): ComposerContentState {
  switch (event.type) {
    case 'edited':
      return { ...state, content: { ...begun(state, event.via), ...event.change } };
    case 'replaced': {
      const content = { ...begun(state, event.via), ...event.change };
      return { ...state, content, caret: event.caret, version: state.version + 1, open: true };
    }
    case 'shown':
      return { ...state, ...shown(state, event.content), caret: event.caret, open: true };
    case 'turned': {
      if (state.content.mode === event.mode) return { ...state, open: true, caret: true };
      const content = { ...state.behind, mode: event.mode };
      return { content, behind: state.content, version: state.version + 1, open: true, caret: true };
    }
    case 'cleared':
      return { ...state, content: event.content, version: state.version + 1, open: !isBlank(event.content) };
    case 'collapsed':
      return { ...state, open: false };
  }
}
