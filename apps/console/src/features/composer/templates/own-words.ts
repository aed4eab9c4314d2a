import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { textToHtml } from '../../../shared/drafts/text-to-html.js';
import { keepFormatting } from '../editor/keep-formatting.js';
import { plain } from './fields-not-followed.js';

const sentencesOf = (line: string): string[] =>
  plain(line)
    .split(/(?<=[.!?…])\s+/u)
    .filter(Boolean);
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** So much of two sentences is alike where one is the other with a few words changed; 1: all of it. */
const REWORDED = 0.5;
/** A part of a sentence of the template that is shorter may as well be the agent's own. */
const FEW_WORDS = 3;

function likeness(one: readonly string[], other: readonly string[]): number {
  const words = new Set(other);
  const alike = one.filter((word) => words.has(word)).length;
  return (2 * alike) / (one.length + other.length);
}

/** What is left of a sentence without that of the template which begins or ends it, where no full stop stands between the two. */
function withoutNeighbours(sentence: string, ofTemplate: readonly string[]): string {
  for (const known of ofTemplate) {
    if (sentence === known) return '';
    if (sentence.startsWith(`${known} `)) return withoutNeighbours(sentence.slice(known.length).trim(), ofTemplate);
    if (sentence.endsWith(` ${known}`)) return withoutNeighbours(sentence.slice(0, -known.length).trim(), ofTemplate);
  }
  return sentence;
}

/** Whether a sentence is one of the template, a part of one, or one of which a few words were changed. */
function isOfTemplate(sentence: string, ofTemplate: readonly string[]): boolean {
  const words = wordsOf(sentence);
  if (words.length === 0) return true;
  return ofTemplate.some(
    (known) => (words.length >= FEW_WORDS && known.includes(sentence)) || likeness(words, wordsOf(known)) > REWORDED,
  );
}

/**
 * Returns what the agent has written into the text of a template, sentence by sentence, without what the template says (`untouched`). A
 * sentence of the template in which they have changed a few words is still one of the template. Pure.
 */
export function ownWords(
  { text, html, labels }: Pick<DraftContent, 'text' | 'html' | 'labels'>,
  untouched: string,
): Pick<DraftContent, 'text' | 'html'> {
  const ofTemplate = untouched.split('\n').flatMap(sentencesOf);
  const ownOf = (line: string): string => {
    const sentences = sentencesOf(line);
    const own = sentences
      .map((sentence) => withoutNeighbours(sentence, ofTemplate))
      .filter((sentence) => !isOfTemplate(sentence, ofTemplate));
    // As it is, with the sign of a list.
    return own.join() === sentences.join() ? line : own.join(' ');
  };
  const left = text
    .split('\n')
    .map(ownOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text: left, html: left && html ? keepFormatting(html, textToHtml(left, labels)) : null };
}
