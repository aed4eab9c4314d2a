import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { areAlike, foldAccents, saysSomething, stem } from './stems.js';

type Actor = 'we' | 'you';

/** Who does something, and the word that says what; words between them say when or whether. */
const ACTIONS: Record<Language, [RegExp, Record<string, Actor>]> = {
  en: [
    /(?<!\p{L})(we|you)(?:'ll|'re)? (?:(?:will|shall|must|may|can|should|have to|need to|are to|are going to|would|also|then|please) )*(\p{L}{3,})/gu,
    { we: 'we', you: 'you' },
  ],
  fr: [
    /(?<!\p{L})(?<!(?:nous|vous|a|pour|chez|avec|de|par|entre) )(nous|vous) (?:(?:nous|vous|le|la|les|lui|leur|en|y|ne|n'|devez|pouvez|devrez|pourrez|pouvons|allons|devons) |l'|d')*(\p{L}{3,})/gu,
    { nous: 'we', vous: 'you' },
  ],
};

interface Action {
  actor: Actor;
  stem: string;
  said: string;
}

function actionsIn(text: string, language: Language): Action[] {
  const [pattern, actors] = ACTIONS[language];
  const actions = [...foldAccents(text).matchAll(pattern)]
    .filter(([, , verb]) => saysSomething(verb!, language))
    .map(([said, who, verb]): [string, Action] => {
      const action = { actor: actors[who!]!, stem: stem(verb!, language), said };
      return [`${action.actor} ${action.stem}`, action];
    });
  // Who does the same again and again is compared once.
  return [...new Map(actions).values()];
}

/** Finds what one text says that we do and the other that the citizen does, where neither says the contrary as well. Pure. */
export function compareActors(full: string, short: string, language: Language): ConceptDifference[] {
  const [theirs, ours] = [actionsIn(full, language), actionsIn(short, language)];
  const alike = (actions: readonly Action[], { stem: verb }: Action) =>
    actions.filter((action) => areAlike(action.stem, verb));
  const turned = ours.flatMap((action) => {
    const [inFull, inShort] = [alike(theirs, action), alike(ours, action)];
    const other = inFull.find(({ actor }) => actor !== action.actor);
    const isBoth =
      inFull.some(({ actor }) => actor === action.actor) || inShort.some(({ actor }) => actor !== action.actor);
    return other && !isBoth ? [{ about: 'person', full: [other.said], short: [action.said] }] : [];
  });
  return turned.slice(0, 1);
}
