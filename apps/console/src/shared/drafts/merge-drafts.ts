import type { DraftContent } from './draft-content.js';
import { textToHtml } from './text-to-html.js';

type Words = Pick<DraftContent, 'text' | 'html' | 'labels'>;

/** Appends words, as those of a template, to what is already written. */
export function appendWords(before: Words, more: Words): Pick<DraftContent, 'text' | 'html'> {
  if (before.text.trim() === '') return { text: more.text, html: more.html };
  const htmlOf = ({ text, html, labels }: Words) => html ?? textToHtml(text, labels);
  return {
    text: `${before.text.trimEnd()}\n\n${more.text}`,
    html: before.html || more.html ? htmlOf(before) + htmlOf(more) : null,
  };
}

/** All that is to be known of a draft to tell whether another one holds it. */
export interface WordsAndFiles extends Pick<DraftContent, 'mode' | 'text'> {
  attachments: readonly { id: string }[];
}

/** Whether nothing of the words and files of `part` would be lost without it. */
export const contains = (whole: WordsAndFiles, part: WordsAndFiles) =>
  whole.mode === part.mode &&
  whole.text.includes(part.text.trim()) &&
  part.attachments.every(({ id }) => whole.attachments.some((file) => file.id === id));

/**
 * Merges content that comes back, as of a canceled message, with what was begun since, which is put behind it, unless one of
 * them holds the other. The language that was chosen for either stays.
 */
export function mergeDrafts(back: DraftContent, since: DraftContent | undefined): DraftContent {
  if (!since) return back;
  const merged = mergeWords(back, since);
  const language = back.language ?? since.language;
  return merged.language === language ? merged : { ...merged, language };
}

function mergeWords(back: DraftContent, since: DraftContent): DraftContent {
  if (contains(back, since)) return back;
  if (contains(since, back)) return since;
  const own = since.attachments.filter(({ id }) => !back.attachments.some((file) => file.id === id));
  const ownSentences = [...(back.ownSentences ?? []), ...(since.ownSentences ?? [])];
  return {
    ...back,
    ...appendWords(back, since),
    attachments: [...back.attachments, ...own],
    labels: [...new Set([...(back.labels ?? []), ...(since.labels ?? [])])],
    ...(ownSentences.length > 0 && { ownSentences }),
    mentions: [...(back.mentions ?? []), ...(since.mentions ?? [])],
  };
}
