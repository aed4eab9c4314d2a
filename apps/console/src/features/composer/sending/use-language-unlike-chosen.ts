import type { Language } from '@guichet/contracts';
import { useMemo } from 'react';
import type { ReplySignature } from '../signature/use-reply-signature.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';
import type { ComposerContent } from '../use-composer-content.js';
import { languageOfOwnWords } from './language-of-own-words.js';

/** What was written is in another language than the one that was chosen for the reply. */
export interface UnlikeChosen {
  readsLike: Language;
  chosen: Language;
}

/**
 * The language of what the agent has written, where it is certain and is not that in which the reply goes out: that of its template, or
 * of what signs it. Where neither goes with the words, nothing says that they shall be in another one.
 */
export function useLanguageUnlikeChosen(
  { content }: ComposerContent,
  template: ReplyTemplate,
  signature: ReplySignature,
): UnlikeChosen | undefined {
  const isReply = content.mode === 'reply' && content.text !== '';
  const templateText = template.use ? template.rendered?.text : '';
  const text = isReply ? content.text : '';
  // With each key, which costs less than a millisecond: who pastes and sends at once is asked as well.
  const readsLike = useMemo(
    () => (templateText === undefined ? undefined : languageOfOwnWords(text, templateText)),
    [text, templateText],
  );
  const isChosen = signature.rendered !== undefined || content.language !== undefined;
  const chosen = template.use?.language ?? (isChosen ? signature.language : undefined);
  if (!readsLike || !chosen || readsLike === chosen || template.otherLanguage) return undefined;
  return { readsLike, chosen };
}
