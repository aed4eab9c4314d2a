import type { Language } from '@guichet/contracts';
import { OWN_SENTENCES, type DraftContent } from '../../../shared/drafts/draft-content.js';
import { plain } from './fields-not-followed.js';

/** Those of the agent's own sentences that are in another language than the reply, as far as it has changed its language since. */
type OwnSentences = NonNullable<DraftContent['ownSentences']>;

/** By which a sentence is known again. */
const sentencesIn = (text: string) =>
  text
    .split('\n')
    .flatMap((line) => plain(line).split(/(?<=[.!?…])\s+/u))
    .filter((sentence) => /\p{L}{2}/u.test(sentence))
    .map((sentence) => sentence.slice(0, OWN_SENTENCES.characters));

interface Change {
  /** Of the reply in its new language, with what the agent has changed. */
  text: string;
  /** The same as the template alone says it. */
  untouched: string;
  /** The language before, and the new one. */
  from: Language;
  to: Language;
}

/** The agent's own sentences that are in another language than the reply once that has changed; undefined: none is. Pure. */
export function sentencesLeftBehind(
  known: OwnSentences = [],
  { text, untouched, from, to }: Change,
): OwnSentences | undefined {
  const ofTemplate = new Set(sentencesIn(untouched));
  const before = languagesOf(known);
  const own = new Set(sentencesIn(text).filter((sentence) => !ofTemplate.has(sentence)));
  const left = [...own]
    .map((sentence) => ({ language: before.get(sentence) ?? from, text: sentence }))
    .filter(({ language }) => language !== to);
  return left.length > 0 ? left.slice(0, OWN_SENTENCES.sentences) : undefined;
}

const languagesOf = (own: OwnSentences) => new Map(own.map(({ language, text }) => [text, language]));

/** How many sentences of a reply are in another language than the reply, and in which. */
export interface OtherLanguage {
  language: Language;
  count: number;
}

/** The agent's own sentences that stand in the text in another language than the reply. Pure. */
export function sentencesInOtherLanguage(
  own: OwnSentences = [],
  { text, language }: { text: string; language: Language },
): OtherLanguage | undefined {
  if (own.length === 0) return undefined;
  const languages = languagesOf(own);
  const others = sentencesIn(text).flatMap((sentence) => {
    const its = languages.get(sentence);
    return its && its !== language ? [its] : [];
  });
  return others.length > 0 ? { language: others[0]!, count: others.length } : undefined;
}
