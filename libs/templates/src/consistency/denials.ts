import type { Language } from '@guichet/contracts';
import { foldAccents } from '../meaning/stems.js';

/** Words that deny or refuse something, whatever it is. */
const DENIES: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:(?:ne |n')(?:\p{L}+[' -]){0,4}?(?:pas|plus|jamais|aucune?|rien|ni)(?: (?:de|d'|\p{L}+) (?:aucune?|rien))?|aucune?s?|sans|pas|non|inutile|inutiles|refuse\p{L}*|interdi\p{L}*|exclu(?:e|es|s|re|t)?|impossible|irrecevables?|illisibles?|fermee?s?|invalides?)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:not|cannot|no(?!\.)|never|without|neither|nor|none|nothing|nobody|unable|refus\p{L}*|reject\p{L}*|exclud\p{L}*|invalid|unreadable|closed)(?!\p{L})|n't(?!\p{L})/gu,
};
/** `only if` and `not before` say two things at once. */
const UNCLEAR: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:ne |n')(?:\p{L}+[' -]){1,4}?(?:qu'|que (?!l|v|n|s))|(?<!\p{L})pas (?:que|seulement|plus)(?!\p{L})|(?<!\p{L})(?:pas|aucune?|jamais) (?:[^,;]{0,50} )?(?:avant|sans|tant que|jusqu)(?!\p{L})/u,
  en: /(?<!\p{L})(?:not only|no later|nothing but|(?:not|no|never|n't) (?:[^,;]{0,50} )?(?:before|until|without|unless))(?!\p{L})/u,
};

/** Whether a clause denies something; `unclear`: in such a way that it is not told what. */
export interface Denying {
  negated?: true;
  unclear?: true;
}

/** Returns whether a clause denies something. Pure. */
export function denyingIn(said: string, language: Language): Denying {
  const clause = foldAccents(said);
  const count = [...clause.matchAll(DENIES[language])].length;
  const isUnclear = count > 1 || UNCLEAR[language].test(clause);
  return { ...(count > 0 && { negated: true as const }), ...(isUnclear && { unclear: true as const }) };
}
