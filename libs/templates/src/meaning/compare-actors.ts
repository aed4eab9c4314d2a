import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { areAlike, foldAccents, saysSomething, stem } from './stems.js';

type Actor = 'we' | 'you';

/** Who does something, and the word that says what; words between them say when or whether. */
const DEEDS: Record<Language, [RegExp, Record<string, Actor>]> = {
  en: [
    /(?<!\p{L})(we|you)(?:'ll|'re)? (?:(?:will|shall|must|may|can|should|have to|need to|are to|are going to|would|also|then|please) )*(\p{L}{3,})/gu,
    { we: 'we', you: 'you' },
  ],
  fr: [
    /(?<!\p{L})(?<!(?:nous|vous|a|pour|chez|avec|de|par|entre) )(nous|vous) (?:(?:nous|vous|le|la|les|lui|leur|en|y|ne|n'|devez|pouvez|devrez|pourrez|pouvons|allons|devons) |l'|d')*(\p{L}{3,})/gu,
    { nous: 'we', vous: 'you' },
  ],
};

interface Deed {
  actor: Actor;
  stem: string;
  said: string;
}

function deedsIn(text: string, language: Language): Deed[] {
  const [pattern, actors] = DEEDS[language];
  const deeds = [...foldAccents(text).matchAll(pattern)]
    .filter(([, , verb]) => saysSomething(verb!, language))
    .map(([said, who, verb]): [string, Deed] => {
      const deed = { actor: actors[who!]!, stem: stem(verb!, language), said };
      return [`${deed.actor} ${deed.stem}`, deed];
    });
  // Who does the same again and again is compared once.
  return [...new Map(deeds).values()];
}

/** Finds what one text says that we do and the other that the citizen does, where neither says the contrary as well. Pure. */
export function compareActors(full: string, short: string, language: Language): ConceptDifference[] {
  const [theirs, ours] = [deedsIn(full, language), deedsIn(short, language)];
  const alike = (deeds: readonly Deed[], { stem: verb }: Deed) => deeds.filter((deed) => areAlike(deed.stem, verb));
  const turned = ours.flatMap((deed) => {
    const [inFull, inShort] = [alike(theirs, deed), alike(ours, deed)];
    const other = inFull.find(({ actor }) => actor !== deed.actor);
    const isBoth =
      inFull.some(({ actor }) => actor === deed.actor) || inShort.some(({ actor }) => actor !== deed.actor);
    return other && !isBoth ? [{ about: 'person', full: [other.said], short: [deed.said] }] : [];
  });
  return turned.slice(0, 1);
}
