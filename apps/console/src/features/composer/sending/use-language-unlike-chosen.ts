import type { Language } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
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

/** So long after the last key the words are looked at, in milliseconds. */
const SETTLING = 400;

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
  const [settled] = useDebouncedValue(isReply ? content.text : '', SETTLING);
  const readsLike = useMemo(
    () => (templateText === undefined ? undefined : languageOfOwnWords(settled, templateText)),
    [settled, templateText],
  );
  const isChosen = signature.rendered !== undefined || content.language !== undefined;
  const chosen = template.use?.language ?? (isChosen ? signature.language : undefined);
  // While the last key is fresh, an empty field says nothing of the words before.
  if (!isReply || !readsLike || !chosen || readsLike === chosen || template.otherLanguage) return undefined;
  return { readsLike, chosen };
}
