import type { Language } from '@guichet/contracts';

/** Negations, with the words between the two parts of a French one. */
const NEGATIONS: Record<Language, RegExp> = {
  // Without accents, `est né` ends like a negation begins.
  fr: /(?<!\p{L})(?:(?<!(?:est|es|suis|etait|etes) )(?:ne|n')\s?(?:\p{L}+[' -]){0,4}?(?:pas|plus|jamais|aucune?|guere|rien|personne|ni|peu[vt]\p{L}*|pouv\p{L}*|pourr\p{L}*|puis\p{L}*|pu|saur\p{L}*)|aucune?|sans|pas|non|inutile|ni|plus besoin|jamais)(?!\p{L})/u,
  en: /(?<!\p{L})(?:not|cannot|no|never|without|neither|nor|none|unable|nothing|nobody)(?!\p{L})|n't(?!\p{L})/u,
};

/** Turns of phrase that have the form of a negation and deny nothing, or nothing but a bound. */
const NO_DENIAL =
  /(?<!\p{L})(?:non seulement|n'(?:oubli|omett|hesit)\p{L}* pas|sans delai|sans (?:plus |les |l'|vous )?attendre|pas seulement|not only|no later|without delay|no doubt|sans faute|without fail|not before|pas avant|no earlier|not later|no more than|not exceed|no less than|pas plus|pas moins|(?:ne |n')(?:peu[vt]|pouv|pourr|puis)\p{L}* (?:etre )?qu(?:e |'))/u;

/** These deny what stands beside them only; the others all that is left of the clause. */
const NARROW = /^(?:sans|aucune?|no|without|pas d[e']|non)$/;
const NARROW_REACH = 22;

/** The part of a clause that is denied. */
export interface Denial {
  /** Where the negation begins, and where its last word ends. */
  start: number;
  end: number;
  /** The first place that it does not reach. */
  reach: number;
}

/** Returns the denied part of a clause without accents and capitals, or null. */
export function denialIn(clause: string, language: Language): Denial | null {
  const found = NO_DENIAL.test(clause) ? null : NEGATIONS[language].exec(clause);
  if (!found) return null;
  const end = found.index + found[0].length;
  return { start: found.index, end, reach: NARROW.test(found[0]) ? end + NARROW_REACH : Infinity };
}

/** Are words at this place denied? A verb may be part of the negation: `ne venez pas`. */
export const isDenied = (denial: Denial | null, { start, end }: { start: number; end: number }): boolean =>
  denial !== null &&
  start + 1 >= denial.start &&
  start < denial.reach &&
  // `no charge` is not denied by its own `no`.
  !(start <= denial.start && end >= denial.end);
