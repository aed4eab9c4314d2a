import type { Draft } from '@guichet/contracts';

type Words = Pick<Draft, 'text' | 'html' | 'attachmentIds'>;

export const isBlank = ({ text, attachmentIds }: Words): boolean => text.trim() === '' && attachmentIds.length === 0;

const holds = (whole: Words, part: Words): boolean =>
  whole.text.includes(part.text.trim()) && part.attachmentIds.every((id) => whole.attachmentIds.includes(id));

/**
 * Puts the words and files of two drafts one below the other, unless one of them holds the other. Neither loses any, nor the language that
 * was chosen for it, unless both have one.
 */
export function joinDraftContents(one: Draft, other: Draft): Draft {
  const language = one.language ?? other.language;
  return { ...joinWords(one, other), ...(language && { language }) };
}

function joinWords(one: Draft, other: Draft): Draft {
  if (holds(one, other)) return one;
  if (holds(other, one)) return other;
  return {
    ...one,
    text: `${one.text.trimEnd()}\n\n${other.text}`,
    html: one.html !== null && other.html !== null ? one.html + other.html : null,
    attachmentIds: [...new Set([...one.attachmentIds, ...other.attachmentIds])],
  };
}
