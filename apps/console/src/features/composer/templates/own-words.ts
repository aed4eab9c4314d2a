import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { textToHtml } from '../../../shared/drafts/text-to-html.js';
import { keepFormatting } from '../editor/keep-formatting.js';
import { plain } from './fields-not-followed.js';

type Words = Pick<DraftContent, 'text' | 'html'>;

/** A sentence ends neither at an initial (« M. Martin ») nor before what goes on in lower case or with a number (« art. 5 »). */
const SENTENCE_END = /(?<=[.!?…])(?<!(?<!\p{L})\p{L}\.)\s+(?![\p{Ll}\p{N}])/u;
const sentencesOf = (line: string): string[] => plain(line).split(SENTENCE_END).filter(Boolean);
/** The words, and the signs that say something, as € does; without spaces and punctuation. */
const wordsOf = (text: string): string[] =>
  text
    .normalize()
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+|\p{S}/gu) ?? [];
/** With spaces around, so that only whole words are found. */
const joined = (words: readonly string[]) => ` ${words.join(' ')} `;

/** A sentence of fewer words, such as « Non. », is the template's only where the template has it as a sentence. */
const FEW_WORDS = 3;

function standInOrder(words: readonly string[], known: readonly string[]): boolean {
  let found = 0;
  for (const word of known) if (word === words[found]) found += 1;
  return found === words.length;
}

/** Whether a sentence is in the template as it stands, or is one of the template of which words were left out. */
function finderIn(untouched: string): (sentence: string) => boolean {
  const ofTemplate = untouched.split('\n').flatMap(sentencesOf).map(wordsOf);
  const sentences = new Set(ofTemplate.map(joined));
  const all = joined(ofTemplate.flat());
  return (sentence) => {
    const words = wordsOf(sentence);
    if (words.length < FEW_WORDS) return words.length === 0 || sentences.has(joined(words));
    return all.includes(joined(words)) || ofTemplate.some((known) => standInOrder(words, known));
  };
}

/**
 * Returns what the agent has written into the text of a template, without the sentences that the template says (`untouched`). A sentence of
 * the template into which they have written a word stays as a whole, as nobody can tell which part of it they still mean. Pure.
 */
export function ownWords({ text, html, labels }: Words & Pick<DraftContent, 'labels'>, untouched: string): Words {
  const isOfTemplate = finderIn(untouched);
  const ownOf = (line: string): string => {
    const sentences = sentencesOf(line);
    const own = sentences.filter((sentence) => !isOfTemplate(sentence));
    // As it is, with the sign of a list.
    return own.length === sentences.length ? line : own.join(' ');
  };
  const left = text
    .split('\n')
    .map(ownOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text: left, html: left && html ? keepFormatting(html, textToHtml(left, labels)) : null };
}

/** What stays of a reply whose template is removed, and what is said of it. */
export interface Removed {
  words: Words;
  says: 'removed' | 'removedButOwn' | 'removedWithAll';
}

export const noWords: Words = { text: '', html: null };

/**
 * What stays of a reply without a template that was withdrawn. Undefined `untouched`: what the template alone says cannot be had, so that
 * nobody knows the agent's own words among its, and all of them go. Pure.
 */
export function withoutWithdrawn(
  content: Words & Pick<DraftContent, 'labels'>,
  untouched: string | undefined,
): Removed {
  if (untouched === undefined) return { words: noWords, says: 'removedWithAll' };
  const words = ownWords(content, untouched);
  return { words, says: words.text ? 'removedButOwn' : 'removed' };
}
