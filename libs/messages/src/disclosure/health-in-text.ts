import { HEALTH_TOPICS } from './health-words.js';
import { foldedInPlace } from './normalise-text.js';

/** Something that a text says of somebody's health. */
export interface HealthStatement {
  topic: string;
  /** The words, as they are written. */
  text: string;
}

const topics = Object.entries(HEALTH_TOPICS).map(([topic, { certain, possible }]) => ({
  topic,
  certain: certain === undefined ? null : word(certain),
  possible: possible === undefined ? null : word(possible),
  any: word([certain, possible].filter((one) => one !== undefined).join('|')),
}));

function word(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'gu');
}

/** A sentence ends where a line or a semicolon does, too. */
const SENTENCE = /[^.!?;\n]+(?:[.!?;\n]+(?!\s|$)[^.!?;\n]*)*/gu;

/** Words before a `possible` one by which it is said of one person. */
const OF_ONE =
  /(?<![\p{L}])(?:votre|vos|son|sa|ses|leur|notre|mon|ma|your|his|her|their|il|elle|vous|he|she|you|monsieur|madame|m\.|mme|mlle|mr|mrs|ms)(?![\p{L}])[^,:()]{0,40}$/u;
const OF_ONE_AFTER =
  /^[^,:()]{0,30}?(?<![\p{L}])(?:de|d'|du|of) (?:votre|vos|son|sa|ses|m\.|mme|monsieur|madame|your|his|her|their)(?![\p{L}])/u;
/** Words by which a sentence states a rule, or what a service offers to everybody. */
const GENERAL =
  /(?<![\p{L}])(?:toute personne|les personnes|aux personnes|des personnes|personnes (?:agees|atteintes|handicapees|malades)|les patients|aux titulaires|titulaires d|beneficiaires|les enfants|tous les|toutes les|chaque|pour tous|en cas d|le cas echeant|depistage|campagne|octobre rose|mois sans tabac|vaccin\w*|journee (?:mondiale|nationale|d)|association|ligue|consultation|centre (?:de|d'|municipal)|numero (?:vert|national)|prevention|information|atelier|conference|groupe de parole|every|whatever|anyone|people (?:with|who)|persons with|patients|screening|vaccinat\w*|in case of|if you are|si vous etes|si votre etat|charity|support group)(?![\p{L}])/u;
/** Words before a word of health by which it is no statement of it. */
const DENIED = /(?<![\p{L}])(?:sans|aucune?|ni|no|any|without|quelle que soit|whatever)(?![\p{L}])[^.,]{0,25}$/u;

/** The topics of health that a text touches at all: what its author has raised. */
export const healthTopicsIn = (text: string): Set<string> => {
  const searched = foldedInPlace(text);
  return new Set(topics.flatMap(({ topic, any }) => (searched.search(any) >= 0 ? topic : [])));
};

/**
 * Finds what a text says of the health of one person. What it says of all, as a rule does, is left out. Of whom it is said is not known
 * here: what the citizen raised is for the caller to leave out.
 */
export function healthIn(text: string): HealthStatement[] {
  return [...foldedInPlace(text).matchAll(SENTENCE)].flatMap(({ 0: sentence, index }) => {
    const isGeneral = GENERAL.test(sentence);
    return topics.flatMap(({ topic, certain, possible }) => {
      const found = [
        ...(certain && !isGeneral ? sentence.matchAll(certain) : []),
        ...(possible && !isGeneral ? [...sentence.matchAll(possible)].filter((match) => isOfOne(sentence, match)) : []),
      ].find((match) => !DENIED.test(sentence.slice(0, match.index)));
      return found ? { topic, text: text.slice(index + found.index, index + found.index + found[0].length) } : [];
    });
  });
}

const isOfOne = (sentence: string, match: RegExpExecArray): boolean =>
  OF_ONE.test(sentence.slice(0, match.index)) || OF_ONE_AFTER.test(sentence.slice(match.index + match[0].length));

/** What the name of a file says of health: its words are those of nobody else than of whom the file is about. */
export const healthInFileName = (name: string): HealthStatement[] => {
  const words = name.replace(/\.[a-z\d]{1,5}$/i, '').replace(/[_.+-]+/g, ' ');
  const searched = foldedInPlace(words);
  return topics.flatMap(({ topic, certain }) => {
    const found = certain && !GENERAL.test(searched) ? [...searched.matchAll(certain)][0] : undefined;
    return found ? { topic, text: words.slice(found.index, found.index + found[0].length) } : [];
  });
};
