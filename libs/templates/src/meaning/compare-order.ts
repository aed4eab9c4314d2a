import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { areAlike, foldAccents, stemsOf } from './stems.js';

/** Compares what is said by the order of words alone: who replaces whom, from where to where, what comes first. Pure. */
export function compareOrder(full: string, short: string, language: Language): ConceptDifference[] {
  return [
    personsExchanged(full, short),
    wayTurned(full, short, language),
    sequenceTurned(full, short, language),
  ].filter((difference) => difference !== null);
}

const PERSON = /(?<!\p{L})(?:Mr|Mrs|Ms|M|Mme|Mlle|Dr)\.? (\p{Lu}[\p{L}-]+)/gu;
const personsIn = (text: string): string[] => [...new Set([...text.matchAll(PERSON)].map(([, name]) => name!))];

/** Two persons who are named the other way round: the one may take over from the other. */
function personsExchanged(full: string, short: string): ConceptDifference | null {
  const [theirs, ours] = [personsIn(full), personsIn(short)];
  const [inFull, inShort] = [
    theirs.filter((name) => ours.includes(name)),
    ours.filter((name) => theirs.includes(name)),
  ];
  return inFull.join(' ') === inShort.join(' ') ? null : { about: 'person', full: inFull, short: inShort };
}

const WAY: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:de|du|des) (?:la |l'|les )?(\p{L}{3,})(?: \p{L}+)? (?:a|au|aux|vers) (?:la |l'|le |les )?(\p{L}{3,})/gu,
  en: /(?<!\p{L})from (?:the |our )?(\p{L}{3,})(?: \p{L}+)? to (?:the |our )?(\p{L}{3,})/gu,
};

/** From one to the other, where the full text says from the other to the one. */
function wayTurned(full: string, short: string, language: Language): ConceptDifference | null {
  const ways = (text: string) => [...foldAccents(text).matchAll(WAY[language])].map(([, from, to]) => [from!, to!]);
  for (const [from, to] of ways(short))
    if (ways(full).some(([start, end]) => start === to && end === from))
      return { about: 'place', full: [to!, from!], short: [from!, to!] };
  return null;
}

const THEN: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:puis|ensuite)(?!\p{L})/u,
  en: /(?<!\p{L})then(?!\p{L})/u,
};

/** The words before and after the first `then` of a text, in its sentence. */
function partsOf(text: string, language: Language): [string[], string[]] | null {
  const sentence = text.split(/[.!?]\s|\n/).find((one) => THEN[language].test(foldAccents(one)));
  const at = sentence === undefined ? -1 : foldAccents(sentence).search(THEN[language]);
  return at < 0 ? null : [stemsOf(sentence!.slice(0, at), language), stemsOf(sentence!.slice(at), language)];
}

/** The words that say what comes next, as they are written. */
const firstOf = (text: string, language: Language): string[] => [THEN[language].exec(foldAccents(text))![0]];

/** What is done first in one text is done last in the other. */
function sequenceTurned(full: string, short: string, language: Language): ConceptDifference | null {
  const [theirs, ours] = [partsOf(full, language), partsOf(short, language)];
  if (!theirs || !ours) return null;
  const shared = (a: readonly string[], b: readonly string[]) =>
    a.filter((stem) => b.some((other) => areAlike(stem, other))).length;
  const straight = shared(ours[0], theirs[0]) + shared(ours[1], theirs[1]);
  const turned = shared(ours[0], theirs[1]) + shared(ours[1], theirs[0]);
  return turned > straight
    ? { about: 'earlier', full: firstOf(full, language), short: firstOf(short, language) }
    : null;
}
