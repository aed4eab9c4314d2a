import type { Language } from '@guichet/contracts';
import { foldAccents } from './stems.js';

/** A time after which something is due again. */
export type Period = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const EVERY: Record<Language, RegExp> = {
  fr: /^ ?(?:(?:par|chaque|l[ea]|\/) ?|l')/u,
  en: /^ ?(?:(?:an?|per|each|every|\/) ?)/u,
};
const NAMES: Record<Language, [RegExp, Period][]> = {
  fr: [
    [/^(?:minute|mn|min)(?!\p{L})/u, 'minute'],
    [/^(?:heure|h)(?!\p{L})/u, 'hour'],
    [/^(?:jours?|j)(?!\p{L})/u, 'day'],
    [/^(?:semaine|sem)(?!\p{L})/u, 'week'],
    [/^mois(?!\p{L})/u, 'month'],
    [/^trim(?:estre)?(?!\p{L})/u, 'quarter'],
    [/^(?:an|annee)(?!\p{L})/u, 'year'],
  ],
  en: [
    [/^(?:minute|min)(?!\p{L})/u, 'minute'],
    [/^(?:hour|hr|h)(?!\p{L})/u, 'hour'],
    [/^day(?!\p{L})/u, 'day'],
    [/^(?:week|wk)(?!\p{L})/u, 'week'],
    [/^(?:month|mth)(?!\p{L})/u, 'month'],
    [/^(?:term|quarter)(?!\p{L})/u, 'quarter'],
    [/^(?:year|yr|annum)(?!\p{L})/u, 'year'],
  ],
};

/** Returns for how long an amount is due, by the words after it, as in `48 € per month`; null where they do not say. */
export function periodOf(after: string, language: Language): Period | null {
  const text = foldAccents(after);
  const every = EVERY[language].exec(text)?.[0];
  if (every === undefined) return null;
  const name = text.slice(every.length);
  return NAMES[language].find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
