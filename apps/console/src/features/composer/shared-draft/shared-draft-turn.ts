import { isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';

type SharedWriter = 'unshared' | 'own' | 'colleague';

/** What is known of the turn of this agent at a shared draft. */
export interface Turn {
  writer: SharedWriter;
  /** What stood in the composer as a colleague began to write; undefined: nothing has ended, or it was seen. */
  ended: DraftContent | undefined;
}

interface Now {
  writer: SharedWriter;
  content: DraftContent;
  open: boolean;
}

/** The turn as it is now. One that ends under the fingers of who writes leaves its words in sight. */
export function nextSharedDraftTurn(before: Turn, { writer, content, open }: Now): Turn {
  if (before.writer === writer) return before;
  const isTaken = before.writer === 'own' && writer === 'colleague' && open;
  return { writer, ended: isTaken && content.mode === 'reply' && !isBlank(content) ? content : undefined };
}
