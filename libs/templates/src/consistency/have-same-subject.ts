import { atStake, isWord, PLACES, STEPS, type Said } from './statement-slots-and-steps.js';
import type { ReadPassage } from './read-passage.js';
import type { Statement } from './sentence-and-statements.js';

/** What a sentence says of any object: none of it tells two objects apart. */
const SAID_OF_ANY = new Set(['@price', '@pay', '@process', '@provide', '@apply', '@open', '@valid', '@age', '@issue', '@answer', '@silence', '#invoice']); // prettier-ignore
/** Two statements are of one subject where so much of what the shorter one names is named by the other. */
const LEAST_SHARED = 0.5;
/** Half is enough only where it is more than one word. */
const LEAST_WORDS = 2;

/** What a statement is said of: its words and its marks, in one language where the other sentence is in another. */
function subjectOf(statement: Statement): string[] {
  const { near, scope } = statement;
  const stake = atStake(statement);
  const phrases = scope
    .filter((phrase) => !/^(?:>|per |fact |age |rank )/.test(phrase))
    .flatMap((phrase) => phrase.split(' '));
  return [...new Set([...near, ...phrases])].filter(
    (token) => !token.startsWith('~') && !SAID_OF_ANY.has(token) && !stake.test(token),
  );
}

/** Whether two statements are known to speak of one thing: they name the same, and no other step of the matter. */
export function haveSameSubject(one: Said, other: Said): boolean {
  const [{ statement: a, read: readA }, { read: readB }] = [one, other];
  if (a.slot === 'side silence')
    return readA.about.some((token) => !token.startsWith('@') && readB.about.includes(token));
  const [stepsA, stepsB] = stepsOf(a.slot, readA, readB);
  const common = stepsA.filter((token) => stepsB.includes(token));
  if (PLACES.has(a.slot)) {
    // Of many ways each is for another paper; a topic has one office, and one number, for a step.
    const [objectsA, objectsB] = [one, other].map((said) => wordsOf(said).filter(isObject));
    const isNamed =
      a.slot === 'thing way' && objectsA!.length > 0 && objectsB!.length > 0 && !isForeign(objectsA!, objectsB!);
    if (common.length > 0) return !isNamed || objectsA!.some((token) => objectsB!.includes(token));
    return isShared(one, other, 1) && (stepsA.length === 0 || stepsB.length === 0);
  }
  if (stepsA.length > 0 && stepsB.length > 0 && common.length === 0) return false;
  if (stepsA.includes('@answer') !== stepsB.includes('@answer')) return false;
  if (a.slot === 'thing document') return areOneList(one, other);
  return isShared(one, other, LEAST_WORDS);
}

/**
 * The steps of which two sentences speak. Where both say whether an appointment is needed, it is none itself, but for what it is: to
 * apply, as opposed to what else is done. Elsewhere an application is the matter, in whichever step.
 */
function stepsOf(slot: string, a: ReadPassage, b: ReadPassage): [string[], string[]] {
  const isOfAppointments = slot.startsWith('side ') && [a, b].every(({ about }) => about.includes('@meet'));
  const steps = isOfAppointments ? STEPS.difference(new Set(['@meet'])).add('@apply') : STEPS;
  const of = ({ about }: ReadPassage) => about.filter((token) => steps.has(token));
  return [of(a), of(b)];
}

/** So many documents make two lists of them one that was changed. */
const LEAST_DOCUMENTS = 2;

/** A document that is asked for and refused is the subject itself; two lists are of one thing where most of them is in both. */
function areOneList({ statement: a, read: readA }: Said, { statement: b, read: readB }: Said): boolean {
  if (a.value === b.value) return true;
  const [ofA, ofB] = [readA, readB].map(
    ({ statements }) =>
      new Set(statements.filter(({ slot, denied }) => slot === a.slot && !denied).map(({ value }) => value)),
  );
  return ofA!.intersection(ofB!).size >= LEAST_DOCUMENTS;
}

/** A clause that names nothing speaks of what its sentence does. */
function wordsOf({ statement, read }: Said): string[] {
  const isCounted = (token: string) => !read.marked.includes(token);
  const own = subjectOf(statement).filter(isCounted);
  return own.length > 0 ? own : subjectOf({ ...statement, near: read.about }).filter(isCounted);
}

function isShared(a: Said, b: Said, words: number): boolean {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const [ofA, ofB] = [wordsA, wordsB].map((tokens) =>
    isForeign(wordsA, wordsB) ? tokens.filter((token) => !isWord(token)) : tokens,
  );
  const shared = ofA!.filter((token) => ofB!.includes(token));
  const least = LEAST_SHARED * Math.min(ofA!.length, ofB!.length);
  if (words > 1 && !isOfObject(shared, [ofA!, ofB!])) return false;
  return shared.length > least || (shared.length >= words && shared.length === least);
}

const isForeign = (...both: (readonly string[])[]): boolean =>
  new Set(both.flatMap((tokens) => languageOf(tokens) ?? [])).size > 1;

const isObject = (token: string): boolean => isWord(token) || token.startsWith('#');

/** Of two things the same may be done; and one word that both have may be the thing in one, and stand beside it in the other. */
function isOfObject(shared: readonly string[], [ofA, ofB]: readonly [readonly string[], readonly string[]]): boolean {
  if (!shared.some(isObject) && shared.filter((token) => token.startsWith('^')).length < LEAST_WORDS)
    return ![ofA, ofB].every((tokens) => tokens.some(isObject));
  const [one] = shared;
  if (shared.length > 1 || one === undefined || !isWord(one)) return true;
  return [ofA, ofB].every((tokens) => tokens.find(isObject) === one);
}

const languageOf = (tokens: readonly string[]): string | undefined => tokens.find(isWord)?.slice(0, 2);
