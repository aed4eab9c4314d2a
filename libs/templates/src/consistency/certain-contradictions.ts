import { atStake, isWord, PLACES, STEPS, type Said } from './statement-slots-and-steps.js';
import { haveSameSubject } from './have-same-subject.js';
import { saidBy, type Statement } from './sentence-and-statements.js';

const tokensIn = (phrase: string): string[] => phrase.replace(/^>/, '').split(' ');

/** Whether what qualifies one statement does the other, too: all marks and names, and most of what a condition says. */
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
  if (!areMarksKnown) return false;
  const met = tokens.filter(isKnown).length;
  return tokens.every(isName) ? isMost(met, tokens.length) : met * 2 >= tokens.length;
}

/** A word that names something; a vehicle stands among the actions, but is a thing. */
const isName = (token: string): boolean => isWord(token) || token === '@vehicle';
/** Of so few words each may be what tells one case from another: `hybrid cars`. */
const FEW = 3;
const isMost = (known: number, all: number): boolean => (all <= FEW ? known === all : known * 2 > all);

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
  // What is named where something is denied or closed is not recommended.
  if (!isDenial) return PLACES.has(a.slot) ? !a.negated && !b.negated : true;
  return !(a.negated && b.negated) && !a.unclear && !b.unclear;
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

/** Dates of two years are those of two campaigns. */
const areOfTwoYears = (...dates: [string, string]): boolean =>
  new Set(dates.flatMap((date) => /^\d{4}(?=-)/.exec(date) ?? [])).size > 1;

/** Whether two values may both be right: two words for one, as `a month` and `four weeks`, or dates of two years. */
function mayBeOne({ slot, value: a }: Statement, { value: b }: Statement): boolean {
  if (slot === 'thing where') return GENERAL_PLACES.has(a) || GENERAL_PLACES.has(b);
  // A date without its year may be that with it.
  if (slot === 'fact date') return a.slice(-5) === b.slice(-5) || areOfTwoYears(a, b);
  if (slot !== 'fact duration' && slot !== 'fact freshness') return false;
  const [x, y] = [a, b].map((value) => {
    const [, n, unit] = /^P(\d+)(BD|[DWMY])$/.exec(value) ?? [];
    return n === undefined ? NaN : Number(n) * DAYS_OF[unit!]!;
  });
  return a !== b && Math.abs(x! - y!) <= NEARLY * Math.max(x!, y!);
}

/** Sums and lengths of time of which a sentence names nothing else may be those of anything: `The fee is €12.` */
const SAID_OF_ANY = new Set(['@price', '@pay', '@silence', '@limit']);

const saidBeside = ({ statement: { slot }, read: { statements } }: Said): string[] =>
  statements.filter((one) => one.slot !== slot).map((one) => `${one.slot} ${saidBy(one)}`);
const areEqual = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).symmetricDifference(new Set(b)).size === 0;

/** Whether two sentences are the same, word by word, but for the value in which they differ. */
function areSameButForValue(a: Said, b: Said): boolean {
  const { slot } = a.statement;
  const isFact = slot.startsWith('fact ') && isToldApart(a, b);
  // A day beside a value is that of the value.
  const isDay = slot === 'thing weekday' && !saidBeside(a).some((said) => said.startsWith('fact '));
  return (
    (isFact || isDay) &&
    !a.isOneOfSeveral &&
    !b.isOneOfSeveral &&
    a.read.frame !== undefined &&
    a.read.frame === b.read.frame &&
    a.read.about.some((token) => !SAID_OF_ANY.has(token)) &&
    areEqual(a.read.about, b.read.about) &&
    areEqual(saidBeside(a), saidBeside(b))
  );
}

/**
 * Whether two statements that are contraries are so for certain: both speak of the same, and each word that qualifies the one – for whom,
 * where, when, in which case – has its counterpart in the other. Pure.
 */
export function isCertainContradiction(a: Said, b: Said): boolean {
  if (mayBeOne(a.statement, b.statement) || areTwoEnds(a, b) || !areMet(a, b) || !areMet(b, a)) return false;
  return areSameButForValue(a, b) || (isToldApart(a, b) && haveSameSubject(a, b) && isOfOther(a, b) && isOfOther(b, a));
}
