import { foldAccents } from '../meaning/stems.js';
import type { Place } from './sentence-position.js';

/** A fact that the meaning check does not know: the rank of a day or a child, and the address of a house. */
export interface PlacedFact extends Place {
  slot: string;
  value: string;
}

const RANKS: [RegExp, number][] = [
  [/^(?:premi|1er|1re|first|1st)/, 1], [/^(?:deux|second|2|2nd)/, 2], [/^(?:trois|third|3)/, 3], [/^(?:quatr|fourth|4)/, 4], [/^(?:cinq|fifth|5)/, 5], [/^(?:six|6)/, 6], [/^(?:sept|seventh|7)/, 7], [/^(?:huit|eighth|8)/, 8], [/^(?:dix|tenth|10)/, 10],
]; // prettier-ignore
const RANK =
  /(?<![\p{L}\d])(premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|dixieme|first|third|fourth|fifth|sixth|seventh|eighth|tenth|\d{1,2}(?:er|re|e|eme|st|nd|rd|th)) (\p{L}+)/gu;
const RANKED: Record<string, string> = { jour: 'D', day: 'D', enfant: 'child', child: 'child', mois: 'M', month: 'M', vehicule: 'vehicle', voiture: 'vehicle', vehicle: 'vehicle', car: 'vehicle', semaine: 'W', week: 'W', annee: 'Y', year: 'Y' }; // prettier-ignore

/** Returns ranks: the third day is no length of time. */
export const ranksIn = (text: string): PlacedFact[] =>
  [...foldAccents(text).matchAll(RANK)].flatMap(({ 0: found, 1: rank, 2: noun, index }) => {
    const unit = RANKED[noun!];
    const n = RANKS.find(([pattern]) => pattern.test(rank!))?.[1] ?? Number.parseInt(rank!, 10);
    return unit && n ? [{ slot: `fact rank ${unit}`, value: String(n), start: index, end: index + found.length }] : [];
  });

const ADDRESS =
  /(?<![\p{L}\d])(\d{1,4})(?: ?(?:bis|ter))?,? (?:de (?:la |l'))?([Rr]ue|[Aa]venue|[Aa]v\.?|[Bb]oulevard|[Bb]d\.?|[Pp]lace|[Pp]l\.?|[Cc]ours|[Qq]uai|[Aa]ll[ée]es?|[Cc]hemin|[Rr]oute|[Ii]mpasse|[Ss]quare|[Ee]splanade|[Pp]assage) ((?:d(?:e|u|es) |de la |de l['’]|d['’]|l['’]|l[ae] |les )?[\p{L}'’-]+(?: (?:de (?:la |l')?|du |des |et )?\p{Lu}[\p{L}'’-]*)*)/gu;
const WAYS: [RegExp, string][] = [[/^av(?!enue)\.?/, 'avenue'], [/^bd\.?/, 'boulevard'], [/^pl(?!ace)\.?/, 'place']]; // prettier-ignore
/** Words of a name that are enough to know it by. */
const WORDS = 4;

/** Returns addresses of houses, each in one spelling. */
export const addressesIn = (text: string): PlacedFact[] =>
  [...text.matchAll(ADDRESS)].map(({ 0: found, 1: number, 2: way, 3: name, index }) => {
    const plain = WAYS.reduce((said, [short, long]) => said.replace(short, long), foldAccents(`${way} ${name}`));
    const words = plain
      .replace(/[^a-z]+/g, ' ')
      .trim()
      .split(' ')
      .slice(0, WORDS);
    return { slot: 'fact address', value: `${number} ${words.join(' ')}`, start: index, end: index + found.length };
  });
