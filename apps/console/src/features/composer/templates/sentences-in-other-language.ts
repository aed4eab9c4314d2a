import type { Language } from '@guichet/contracts';
import { plain } from './fields-not-followed.js';

/** In which language the sentences are that the agent has changed or written, as far as the reply has changed its language since. */
export type OwnSentences = ReadonlyMap<string, Language>;

export const noSentences: OwnSentences = new Map();

const sentencesIn = (text: string) =>
  text
    .split('\n')
    .flatMap((line) => plain(line).split(/(?<=[.!?…])\s+/u))
    .filter((sentence) => /\p{L}{2}/u.test(sentence));

interface Change {
  /** Of the reply in its new language, with what the agent has changed. */
  text: string;
  /** The same as the template alone says it. */
  untouched: string;
  /** The language before. */
  from: Language;
}

/** Notes in which language the agent's own sentences are once the reply has another. Pure. */
export function withOwnSentences(known: OwnSentences, { text, untouched, from }: Change): OwnSentences {
  const ofTemplate = new Set(sentencesIn(untouched));
  const own = sentencesIn(text).filter((sentence) => !ofTemplate.has(sentence));
  return new Map(own.map((sentence) => [sentence, known.get(sentence) ?? from]));
}

/** How many sentences of a reply are in another language than the reply, and in which. */
export interface OtherLanguage {
  language: Language;
  count: number;
}

/** The agent's own sentences that stand in the text in another language than the reply. Pure. */
export function sentencesInOtherLanguage(
  own: OwnSentences,
  { text, language }: { text: string; language: Language },
): OtherLanguage | undefined {
  if (own.size === 0) return undefined;
  const others = sentencesIn(text).flatMap((sentence) => {
    const its = own.get(sentence);
    return its && its !== language ? [its] : [];
  });
  return others.length > 0 ? { language: others[0]!, count: others.length } : undefined;
}
