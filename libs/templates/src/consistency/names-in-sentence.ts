import { hash } from 'node:crypto';
import { foldAccents } from '../meaning/stems.js';
import type { Mark, Place } from './sentence-position.js';
import { blank } from './subject-tokens-of-clause.js';

/** A name after these is that of a place or an office, whatever its letters. */
const PLACES =
  'mairie|commune|ville|centre|stade|piscine|annexe|ecole|gare|quartier|hopital|bibliotheque|mediatheque|salle|site|marche|cimetiere|creche|gymnase|dechetterie|decheterie|parc|prefecture|bureau|agence|zone|secteur|rue|avenue|place|theatre|musee|foyer|maison|residence|college|lycee|hall|school|library|pool|office|centre|center|street|square|park|town|village';
const NAME = /(?<![.!?:;]\s{0,3}|^["«“(\s]*)(?<!\p{L})\p{Lu}\p{Ll}[\p{L}’'-]*/gu;
const TITLED =
  /(?:(?<!\p{L})(?:M|MM|Mme|Mlle|Madame|Monsieur|Mr|Mrs|Ms|Dr|Dear|Bonjour|Chère?s?)\.? ?(?:\p{Lu}[\p{L}’'-]* ?)?)$/u;
const OF_PERSON = /(?<!\p{L})(?:de |d'|d’|pour |avec |comme |que |et |for |with |of |as )$/u;
const PLACE_OF = new RegExp(`(?:${PLACES})s? (?:de |d'|d’|of )$`, 'u');

/** So much before a name tells whose it is. */
const REACH = 40;
const isOfPerson = (before: string): boolean =>
  TITLED.test(before) || (OF_PERSON.test(before) && !PLACE_OF.test(foldAccents(before)));
const CALENDAR =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|english|french|madame|monsieur|i)$/u;

const namesOf = (text: string): (Place & { name: string; isPerson: boolean })[] =>
  [...text.matchAll(NAME)].flatMap(({ 0: found, index }) => {
    const name = foldAccents(found.replace(/['’]s?$/u, ''));
    if (CALENDAR.test(name)) return [];
    return [
      {
        start: index,
        end: index + found.length,
        name,
        isPerson: isOfPerson(text.slice(Math.max(0, index - REACH), index)),
      },
    ];
  });

/** Returns a text with spaces for its names, those of citizens, too. */
export const withoutNames = (text: string): string => namesOf(text).reduce(blank, text);

/** Returns the names of places and things that stand in a sentence, each as a hash, and where: that of a citizen is none. */
export const placesNamed = (text: string): Mark[] =>
  namesOf(text)
    .filter(({ isPerson }) => !isPerson)
    .map(({ start, end, name }) => ({ start, end, token: `=${hash('sha1', name).slice(0, 7)}` }));

const YEAR =
  /(?<!\p{L})(?:en|in|for|of|rentree|annee|saison|campagne|exercice|year|season|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december) (20\d\d)(?!\d)/gu;
/** Years that are named: what is true of one is not of another. */
export const yearsNamed = (text: string): Mark[] =>
  [...foldAccents(text).matchAll(YEAR)].map(({ 1: year, index, 0: found }) => ({
    start: index,
    end: index + found.length,
    token: `=${year}`,
  }));
