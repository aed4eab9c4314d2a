import type { TemplateContent, VariableType } from '@guichet/contracts';
import { variablesOf } from '../rendering/render.js';
import { wording } from '../rendering/parse-wording.js';
import { variable, type VariableName } from '../variables/template-variables.js';

export const typeOf = (name: string): VariableType => variable(name as VariableName).type;

/** So many variables with conditions are tried in all combinations; more of them, block by block. */
const ALL_COMBINATIONS = 4;

const two = (n: number) => String(n).padStart(2, '0');

/**
 * Returns a value for each variable that no wording contains by chance, and that is not that of another: what a text says by a variable
 * is then known from what it says by itself.
 */
export const distinctValues = (names: readonly VariableName[]): Record<string, string> =>
  Object.fromEntries(names.map((name, n) => [name, distinct[typeOf(name)](n)]));

const letters = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
const word = (n: number) => `Zq${letters(n)}w`;
const distinct: Record<VariableType, (n: number) => string> = {
  text: word,
  'long-text': word,
  list: word,
  flag: () => 'yes',
  date: (n) => `${2071 + Math.floor(n / 12)}-${two(1 + (n % 12))}-${two(1 + (n % 27))}`,
  time: (n) => `${two(n % 24)}:${two(1 + (n % 59))}`,
  number: (n) => String(301 + 7 * n),
  amount: (n) => `${8_101 + 13 * n}.17`,
  phone: (n) => `+33 3 80 00 ${two(10 + Math.floor(n / 90))} ${two(10 + (n % 90))}`,
  mail: (n) => `v${n}@distinct.example`,
  // A digit at its end would be one of the number that follows it.
  link: (n) => `https://distinct.example/v${n}a`,
};

/**
 * Returns sets of values for which a content renders differently: each variable of a condition has a value in some and none in
 * others. With many of them, all combinations of those of one block are tried, the others being all there or all empty.
 */
export function distinctValueSets(content: TemplateContent): Record<string, string>[] {
  const { names, optional } = variablesOf(content);
  const all = distinctValues(names);
  const empty = (left: Iterable<string>) => ({ ...all, ...Object.fromEntries([...left].map((name) => [name, ''])) });
  if (optional.size <= ALL_COMBINATIONS) return subsets([...optional]).map(empty);
  const ofBlocks = content.blocks.map(
    ({ full, short }) => new Set([full, short ?? ''].flatMap((source) => [...wording(source).optional])),
  );
  const sets = ofBlocks.flatMap((own) => {
    const others = [...optional].filter((name) => !own.has(name));
    return subsets([...own]).flatMap((left) => [left, [...left, ...others]]);
  });
  return [...new Map(sets.map((left) => [left.toSorted().join(' '), empty(left)])).values()];
}

const subsets = <Item>(items: readonly Item[]): Item[][] =>
  items.reduce<Item[][]>((sets, item) => sets.flatMap((set) => [set, [...set, item]]), [[]]);
