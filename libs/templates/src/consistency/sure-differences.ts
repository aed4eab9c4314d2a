import type { ReadPassage } from './read-passage.js';
import type { Statement } from './sentence.js';

/** A statement with the sentence that it stands in, and how many of its slot stand there. */
export interface Said {
  statement: Statement;
  read: ReadPassage;
  isOneOfSeveral: boolean;
}

const PLACES = new Set(['thing where', 'thing way', 'thing who', 'thing authority', 'thing court', 'thing payment', 'thing service', 'fact address', 'fact phone', 'fact mail', 'fact link']); // prettier-ignore
const PARTS_OF_DAY = '\\^(?:morning|afternoon|evening|night)';
const DAYS = '\\^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|weekday|holiday)';
const MONTHS = '\\^(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const whole = (...sources: string[]): RegExp => new RegExp(`^(?:${sources.join('|')})$`);

const NOTHING = /^$/;
const OF_PLACES = /^(?:=.*|\^(?:online|counter|post))$/;
const OF_DEADLINES = whole(PARTS_OF_DAY, DAYS);
const OF_RANKS = /^\^(?:first|second|third|illness|absence)$/;
const AT_STAKE: Readonly<Record<string, RegExp>> = {
  'fact time': whole(PARTS_OF_DAY),
  'fact date': whole(MONTHS, DAYS, '=20\\d\\d'),
  'fact age': /^\^(?:adult|child|teenager|baby|senior)$/,
  'thing frequency': /^per /,
  'thing part_of_day': whole(PARTS_OF_DAY),
  'thing weekday': whole(DAYS),
  'thing kind_of_day': whole(DAYS),
};

/** What is no qualifier of a value but the value itself, or another word for it. */
function atStake({ slot, bound, near }: Statement): RegExp {
  if (PLACES.has(slot)) return OF_PLACES;
  if (slot === 'fact time' && (bound !== undefined || near.includes('@limit'))) return OF_DEADLINES;
  return slot.startsWith('fact rank') ? OF_RANKS : (AT_STAKE[slot] ?? NOTHING);
}

const isWord = (token: string): boolean => /^[a-z]{2}:/.test(token);
const tokensIn = (phrase: string): string[] => phrase.replace(/^>/, '').split(' ');

/** Whether what qualifies one statement does the other, too: all marks and names, and half of the words of a condition. */
function isMet(phrase: string, { statement, read, isOneOfSeveral }: Said): boolean {
  if (/^(?:per|fact|age|rank) /.test(phrase)) return hasValue(phrase, statement);
  const known = isOneOfSeveral
    ? new Set(statement.scope.flatMap(tokensIn))
    : new Set([...read.marks, ...statement.scope.flatMap(tokensIn)]);
  const tokens = tokensIn(phrase);
  const isKnown = (token: string) => known.has(token) || read.about.includes(token);
  if (tokens.every((token) => token.startsWith('@')))
    return tokens.some(isKnown) || !read.about.some((token) => STEPS.has(token));
  if (tokens.every((token) => token.startsWith('#')))
    return (
      tokens.some(isKnown) ||
      (statement.slot !== 'thing document' && !read.about.some((token) => token.startsWith('#')))
    );
  const areMarksKnown = tokens.every((token) => !/^[\^=]/.test(token) || isKnown(token));
  return areMarksKnown && tokens.filter(isKnown).length * 2 >= tokens.length;
}

/** Ages of a year's distance are one: `from 65` and `over 65`. */
function hasValue(phrase: string, { scope }: Statement): boolean {
  const age = /^age (\d+)$/.exec(phrase)?.[1];
  if (age !== undefined)
    return scope.some((one) => one.startsWith('age ') && Math.abs(Number(one.slice(4)) - Number(age)) <= 1);
  return scope.includes(phrase);
}

/** A value is said for each of something; a rule, and where to go, are not. */
const isOfValue = (phrase: string): boolean => phrase.startsWith('per ');
/** Whether a condition is that of the rule itself, that nobody answers, in whichever words. */
const isOfRule = (slot: string, tokens: readonly string[]): boolean =>
  slot === 'side silence' && !tokens.some((token) => /^[\^=]/.test(token) && token !== '^absence');

function areMet(one: Said, other: Said): boolean {
  const { slot } = one.statement;
  const stake = atStake(one.statement);
  const isOpen = (phrase: string) =>
    !tokensIn(phrase).every((token) => stake.test(token)) &&
    !stake.test(phrase) &&
    (slot.startsWith('fact ') || !isOfValue(phrase)) &&
    !isOfRule(slot, tokensIn(phrase));
  const phrases = one.statement.scope.filter(isOpen);
  const [from, of] = [
    phrases.filter((phrase) => phrase.startsWith('>')),
    phrases.filter((phrase) => !phrase.startsWith('>')),
  ];
  const theirs = other.statement.scope.filter((phrase) => phrase.startsWith('>'));
  return (
    of.every((phrase) => isMet(phrase, other)) && (theirs.length === 0 || from.every((phrase) => isMet(phrase, other)))
  );
}

/** Steps of a matter: what is said of one of them is not said of another. */
const STEPS = new Set(['@deposit', '@collect', '@register', '@meet', '@refund', '@appeal', '@judge', '@declare', '@cancel', '@change', '@leave', '@answer']); // prettier-ignore
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
function haveOneSubject(one: Said, other: Said): boolean {
  const [{ statement: a, read: readA }, { read: readB }] = [one, other];
  if (a.slot === 'side silence')
    return readA.about.some((token) => !token.startsWith('@') && readB.about.includes(token));
  const steps = ({ about }: ReadPassage) => about.filter((token) => STEPS.has(token));
  const [stepsA, stepsB] = [steps(readA), steps(readB)];
  const common = stepsA.filter((token) => stepsB.includes(token));
  if (PLACES.has(a.slot))
    return common.length > 0 || (isShared(one, other, 1) && (stepsA.length === 0 || stepsB.length === 0));
  if (stepsA.length > 0 && stepsB.length > 0 && common.length === 0) return false;
  if (stepsA.includes('@answer') !== stepsB.includes('@answer')) return false;
  // Of documents the value is the subject, and the step is what they are for.
  if (a.slot === 'thing document') return true;
  return isShared(one, other, LEAST_WORDS);
}

/** A clause that names nothing speaks of what its sentence does. */
function wordsOf({ statement, read }: Said): string[] {
  const isCounted = (token: string) => !read.marked.includes(token);
  const own = subjectOf(statement).filter(isCounted);
  return own.length > 0 ? own : subjectOf({ ...statement, near: read.about }).filter(isCounted);
}

function isShared(a: Said, b: Said, words: number): boolean {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const languages = [wordsA, wordsB].flatMap((all) => languageOf(all) ?? []);
  const isForeign = new Set(languages).size > 1;
  const [ofA, ofB] = [wordsA, wordsB].map((tokens) => (isForeign ? tokens.filter((token) => !isWord(token)) : tokens));
  const shared = ofA!.filter((token) => ofB!.includes(token));
  const least = LEAST_SHARED * Math.min(ofA!.length, ofB!.length);
  if (words > 1 && !isOfObject(shared, [ofA!, ofB!])) return false;
  return shared.length > least || (shared.length >= words && shared.length === least);
}

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

/** Where a sentence has several values, what each of them is said of is named in the other, too. */
const isOfOther = ({ statement: { own } }: Said, { read: { about } }: Said): boolean =>
  own === undefined ||
  own.every((token) => token.startsWith('@')) ||
  own.some((token) => !token.startsWith('@') && about.includes(token));

/** Sides that a rule has; those of others may be of one case, or of another thing. */
const RULES = new Set(['free', 'required', 'possible', 'open', 'competent', 'silence', 'appointment', 'means', 'included', 'anywhere'].map((side) => `side ${side}`)); // prettier-ignore

/** On another day another thing may be said: one of them is denied. */
const OF_DAYS = new Set(['thing weekday', 'thing kind_of_day', 'thing part_of_day', 'thing frequency']);

/** Whether it is told for certain that one of two sentences denies what the other says. */
function isToldApart({ statement: a }: Said, { statement: b }: Said): boolean {
  if (a.slot === 'fact date') return a.bound !== undefined && a.bound === b.bound;
  if (/^fact rank (?:child|vehicle)$/.test(a.slot)) return false;
  if (a.slot.startsWith('fact ') || a.slot === 'side silence') return true;
  if (a.slot.startsWith('side ')) return RULES.has(a.slot) && !(a.negated && b.negated) && !a.unclear && !b.unclear;
  const isDenial = a.denied !== b.denied;
  if (!isDenial && OF_DAYS.has(a.slot)) return false;
  return !isDenial || (!(a.negated && b.negated) && !a.unclear && !b.unclear);
}

/** When something opens and when it closes are two times of one day. */
function areTwoEnds(...both: [Said, Said]): boolean {
  if (both.some(({ statement, isOneOfSeveral }) => isOneOfSeveral || !/^fact (?:time|date)$/.test(statement.slot)))
    return false;
  const [a, b] = both.map(({ read }) => read.statements.find(({ slot }) => slot === 'side open')?.value);
  return a !== b;
}

/** Words for a place that a named one may be, too. */
const GENERAL_PLACES = new Set(['hall', 'desk', 'counter']);
const DAYS_OF: Record<string, number> = { D: 1, BD: 1.4, W: 7, M: 30.4, Y: 365 };
const NEARLY = 0.15;

/** Whether two values may be two words for one: `a month` and `four weeks`, the town hall and its desk. */
function mayBeOne({ slot, value: a }: Statement, { value: b }: Statement): boolean {
  if (slot === 'thing where') return GENERAL_PLACES.has(a) || GENERAL_PLACES.has(b);
  // A date without its year may be that with it.
  if (slot === 'fact date') return a.slice(-5) === b.slice(-5);
  if (slot !== 'fact duration' && slot !== 'fact freshness') return false;
  const [x, y] = [a, b].map((value) => {
    const [, n, unit] = /^P(\d+)(BD|[DWMY])$/.exec(value) ?? [];
    return n === undefined ? NaN : Number(n) * DAYS_OF[unit!]!;
  });
  return a !== b && Math.abs(x! - y!) <= NEARLY * Math.max(x!, y!);
}

/**
 * Whether two statements that are contraries are so for certain: both speak of the same, and each word that qualifies the one – for whom,
 * where, when, in which case – has its counterpart in the other. Pure.
 */
export function isSure(a: Said, b: Said): boolean {
  return (
    !mayBeOne(a.statement, b.statement) &&
    isToldApart(a, b) &&
    !areTwoEnds(a, b) &&
    haveOneSubject(a, b) &&
    isOfOther(a, b) &&
    isOfOther(b, a) &&
    areMet(a, b) &&
    areMet(b, a)
  );
}
