import type { Language, VariableType } from '@guichet/contracts';
import { factsIn } from '../facts/find-facts.js';
import type { Run } from '../rendering/value-marks.js';
import { boundOf, type Bound } from './bounds.js';
import { conceptsOf, placeholderFor, type Concepts } from './concepts.js';
import { countedFacts } from './counted-facts.js';
import { stemsOf } from './stems.js';
import { writtenOf, type Written } from './written-text.js';

/** What a statement is about: a fact of a kind that is refused where it differs, or the value of a variable. */
export type StatedKind = 'date' | 'time' | 'duration' | 'amount' | 'percentage' | 'link' | 'mail' | 'phone' | 'appeal' | 'number' | 'value'; // prettier-ignore

/** One fact or value where it is said. */
export interface Stated {
  kind: StatedKind;
  /** Canonical, whatever the language; `$name` stands for the value of a variable. */
  value: string;
  /** As it is written. */
  text: string;
  variable: string | null;
  bound: Bound | null;
  /** A number that names an article of law or a form, which a short text may leave out. */
  isReference: boolean;
  /** The stems of the words before and after it in its sentence, nearest first, up to the next of its kind. */
  before: string[];
  after: string[];
  /** The values of other kinds that stand next to it in its sentence. */
  beside: string[];
  block: number;
  /** The place in the whole text. */
  at: number;
}

/** A block of a rendering: its text in one spelling, and what is stated in it. */
export interface StatedBlock {
  block: number;
  text: string;
  /** The text with a placeholder for each fact and value: the words that say what they are about. */
  words: string;
  concepts: Concepts;
  stated: Stated[];
}

interface Found {
  kind: StatedKind;
  value: string;
  start: number;
  end: number;
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

/** Returns what one block states; `types` gives the type of each variable. */
export function statedBlock(
  { block, runs }: { block: number; runs: readonly Run[] },
  { language, typeOf }: { language: Language; typeOf: (name: string) => VariableType },
): StatedBlock {
  const { text, written } = writtenOf(runs, language);
  const found: Found[] = [];
  let rest = text;
  const take = (facts: readonly Found[]) => {
    for (const fact of facts) {
      found.push(fact);
      if (fact.kind !== 'appeal')
        rest = rest.slice(0, fact.start) + ' '.repeat(fact.end - fact.start) + rest.slice(fact.end);
    }
  };
  take(factsIn(text));
  // What a variable says is not looked at any further.
  const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
    a.start < b.end && b.start < a.end;
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
  const stated = found
    .map((fact) =>
      ofVariable(
        fact,
        written.find((value) => overlaps(fact, value)),
        text,
      ),
    )
    .sort((a, b) => a.start - b.start);
  const words = wordsOf(text, stated);
  const concepts = conceptsOf(words, language);
  return {
    block,
    text,
    words,
    concepts,
    stated: stated.map((fact, n) => placed(fact, { text, block, language, others: stated, n })),
  };
}

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

type Sourced = Found & { variable: string | null };

/** A fact that a variable brings is that of the variable: a text that has the same by chance says something else. */
function ofVariable(fact: Found, value: Written | undefined, text: string): Sourced {
  if (!value) return { ...fact, variable: null };
  if (fact.kind === 'value') return { ...fact, variable: value.variable };
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

/** Returns the nearest values of other kinds before and after a fact, of those in its sentence. */
function besideOf(fact: Sourced, others: readonly Sourced[], text: string): string[] {
  const isNear = (from: number, to: number) => to - from < 60 && !SENTENCE_END.test(text.slice(from, to));
  const other = (one: Sourced) => one.kind !== fact.kind && one.kind !== 'appeal';
  const previous = others.findLast((one) => one.end <= fact.start);
  const following = others.find((one) => one.start >= fact.end);
  return [
    previous && other(previous) && isNear(previous.end, fact.start) ? `${previous.kind} ${previous.value}` : '',
    following && other(following) && isNear(fact.end, following.start) ? `${following.kind} ${following.value}` : '',
  ];
}

const PARTS = /[,;]| (?:et|and|ou|or|puis|then) /;

const REFERENCE = /(?:(?<!\p{L})[LRD]\.? ?|articles? |cerfa (?:n°|no)? ?)$/iu;

/** Words of one sentence are about the same. */
const SENTENCE_END = /[.!?;]\s|\n/;

function placed(
  fact: Sourced,
  {
    text,
    block,
    language,
    others,
    n,
  }: { text: string; block: number; language: Language; others: readonly Sourced[]; n: number },
): Stated {
  const beside = (one: Sourced | undefined) => one !== undefined && one.kind === fact.kind;
  const previous = others.slice(0, n).findLast(beside);
  const following = others.slice(n + 1).find(beside);
  const head = text.slice(previous?.end ?? 0, fact.start);
  const tail = text.slice(fact.end, following?.start ?? text.length);
  // What parts two values of a kind belongs to the first before a comma or an `and`, and to the second after it.
  const before = (previous ? head.split(PARTS) : [head]).at(-1)!.split(SENTENCE_END).at(-1)!;
  const after = (following ? tail.split(PARTS) : [tail])[0]!.split(SENTENCE_END)[0]!;
  return {
    kind: fact.kind,
    value: fact.value,
    text: text.slice(fact.start, fact.end),
    variable: fact.variable,
    bound: boundOf(
      { before: text.slice(Math.max(0, fact.start - 50), fact.start), after: text.slice(fact.end, fact.end + 30) },
      language,
    ),
    isReference: REFERENCE.test(text.slice(Math.max(0, fact.start - 20), fact.start)),
    beside: besideOf(fact, others, text),
    before: stemsOf(before, language).toReversed(),
    after: stemsOf(after, language),
    block,
    at: block * 100_000 + fact.start,
  };
}

/** A value as the author writes it: a variable by its name, everything else as it is said. */
export const saidOf = ({ variable, text }: Stated): string => (variable === null ? text : `{{ ${variable} }}`);
