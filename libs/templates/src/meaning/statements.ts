import type { Language, VariableType } from '@guichet/contracts';
import { factsIn } from '../facts/find-facts.js';
import type { Run } from '../rendering/value-marks.js';
import { conceptsOf, placeholderFor, weekdaysIn, type Concepts } from './promised-concepts.js';
import { countedFacts } from './remaining-numbers-in-text.js';
import { placed, type Found, type Sourced, type Stated, type StatedKind } from './statements-in-context.js';
import { TIMES_OF_DAY } from './values/english-clock.js';
import { measuresIn } from './values/measures.js';
import { two } from './spellings.js';
import { writtenOf, type Written } from './block-text-with-values.js';

/** A block of a rendering: its text in one spelling, and what is stated in it. */
export interface StatedBlock {
  block: number;
  text: string;
  /** The text with a placeholder for each fact and value: the words that say what they are about. */
  words: string;
  concepts: Concepts;
  stated: Stated[];
  /** Weekdays, with what is said of them. */
  days: Stated[];
}

/** What a variable of a type says, also where its value could not be read in its text. */
const KIND_OF_TYPE: Partial<Record<VariableType, StatedKind>> = {
  date: 'date',
  time: 'time',
  amount: 'amount',
  phone: 'phone',
  mail: 'mail',
  link: 'link',
};

interface Reading {
  language: Language;
  typeOf: (name: string) => VariableType;
}
interface BlockRuns {
  block: number;
  runs: readonly Run[];
}

/** Returns what one block states, and what its other words say. */
export function statedBlock({ block, runs }: BlockRuns, reading: Reading): StatedBlock {
  const { language } = reading;
  const { text, found, stated } = statementsOf({ block, runs }, reading);
  const words = wordsOf(text, found);
  const days = daysIn(text, language);
  return {
    block,
    text,
    words,
    concepts: conceptsOf(words, language),
    stated,
    days: days.map((day, n) => placed(day, { text, block, language, others: days, n })),
  };
}

/** Returns the text of a block in one spelling, and the facts and values in it, as they are found and with what stands around them. */
export function statementsOf(
  { block, runs }: BlockRuns,
  { language, typeOf }: Reading,
): { text: string; found: Sourced[]; stated: Stated[] } {
  const { text, written } = writtenOf(runs, language);
  const found = factsOf(text, { written, language, typeOf })
    .map((fact) =>
      ofVariable(
        fact,
        written.find((value) => overlaps(fact, value)),
        text,
      ),
    ) // prettier-ignore
    .sort((a, b) => a.start - b.start);
  return { text, found, stated: found.map((fact, n) => placed(fact, { text, block, language, others: found, n })) };
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** Finds facts, values and what is counted, each in what those before it have left. */
function factsOf(text: string, { written, language, typeOf }: Reading & { written: readonly Written[] }): Found[] {
  const found: Found[] = [];
  let rest = text;
  const take = (facts: readonly Found[]) => {
    for (const fact of facts) {
      found.push(fact);
      if (fact.kind !== 'appeal')
        rest = rest.slice(0, fact.start) + ' '.repeat(fact.end - fact.start) + rest.slice(fact.end);
    }
  };
  take(timesIn(text));
  take(measuresIn(rest));
  take(factsIn(rest));
  // What a variable says is not looked at any further.
  for (const value of written)
    if (!found.some((fact) => fact.kind !== 'appeal' && overlaps(fact, value)) && typeOf(value.variable) !== 'number')
      take([
        {
          kind: KIND_OF_TYPE[typeOf(value.variable)] ?? 'value',
          value: `$${value.variable}`,
          start: value.start,
          end: value.end,
        },
      ]);
  take(countedFacts(rest, language));
  return found;
}

/** Times of day in figures: before all else, as a telephone number may stand before one. */
const timesIn = (text: string): Found[] =>
  [...text.matchAll(TIMES_OF_DAY)].map(({ 0: said, 1: hours, 2: minutes, 3: isEither, index }) => ({
    kind: 'time',
    value: `${two(Number(hours) % 24)}:${minutes}${isEither ? '?' : ''}`,
    start: index,
    end: index + said.length,
  }));

/** Days of the week, where they are named. */
const daysIn = (text: string, language: Language): Sourced[] =>
  weekdaysIn(text, language)
    .map(({ key, start, end }): Sourced => ({ kind: 'value', value: key, variable: null, start, end }))
    .sort((a, b) => a.start - b.start);

/** Ways to contest are words, and stay. */
function wordsOf(text: string, facts: readonly Found[]): string {
  let [words, at] = ['', 0];
  for (const { kind, value, start, end } of facts) {
    if (kind === 'appeal' || start < at) continue;
    words += text.slice(at, start) + placeholderFor(value);
    at = end;
  }
  return words + text.slice(at);
}

/** A fact that a variable brings is that of the variable: a text that has the same by chance says something else. */
function ofVariable(fact: Found, value: Written | undefined, text: string): Sourced {
  if (!value) return { ...fact, variable: null };
  if (fact.kind === 'value') return { ...fact, variable: value.variable };
  if (fact.unit) return { ...fact, value: `$${value.variable} × ${fact.unit}`, variable: value.variable };
  if (fact.kind === 'duration' || fact.kind === 'percentage')
    return { ...fact, value: fact.value.replace(/\d+/, `$${value.variable} `), variable: value.variable };
  if (fact.kind === 'appeal')
    return {
      ...fact,
      value: fact.value.replace(text.slice(value.start, value.end), `$${value.variable}`),
      variable: value.variable,
    };
  return { ...fact, value: `$${value.variable}`, variable: value.variable };
}

/** A value as the author writes it: a variable by its name, everything else as it is said, without the stop that ends its sentence. */
export const saidOf = ({ variable, text }: Stated): string =>
  variable === null ? text.replace(/\.$/, '') : `{{ ${variable} }}`;
