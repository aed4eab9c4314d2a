import { filters } from './template-values-and-filters.js';

/** A text that a filter is given: between quotes, short, without anything that Liquid or a number could be. */
const FORM = `'[^'"|{}\\\\\\d\\n]{1,60}'|"[^'"|{}\\\\\\d\\n]{1,60}"`;
const CALL = new RegExp(`^(\\w+)\\s*(?::\\s*((?:${FORM})(?:\\s*,\\s*(?:${FORM}))*))?$`);

/** Reads `name` or `name: 'one', 'many'`; undefined where it is neither. */
export function readFilter(source: string): { name: string; forms: string[] } | undefined {
  const [whole, name, given = ''] = CALL.exec(source) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  return { name, forms: [...given.matchAll(new RegExp(FORM, 'g'))].map(([form]) => form.slice(1, -1)) };
}

const wordsOf = (form: string): string[] => form.trim().toLowerCase().split(/\s+/);

/** How many letters an ending may have: `chev-al`, `chev-aux`; `cit-y`, `cit-ies`. */
const ENDING = 3;
/** How many letters two forms of one word begin with, where neither is shorter. */
const STEM = 3;

function isSameWord(one: string, many: string): boolean {
  const shorter = Math.min(one.length, many.length);
  let same = 0;
  while (same < shorter && one[same] === many[same]) same += 1;
  return (same >= STEM || same === shorter) && Math.max(one.length, many.length) - same <= ENDING;
}

function areSameWords([one = '', many = one]: readonly string[]): boolean {
  const [first, second] = [wordsOf(one), wordsOf(many)];
  return first.length === second.length && first.every((word, n) => isSameWord(word, second[n]!));
}

/**
 * What is wrong with the texts that a filter is given; undefined where nothing is. The forms of a count are those of the same
 * words, which differ by their endings: no number decides what else is said, as not all numbers can be compared.
 */
export function formsFault(name: string, forms: readonly string[]): string | undefined {
  const wanted = filters[name]?.forms ?? 0;
  if (forms.length !== wanted)
    return wanted === 0 ? `${name} takes nothing` : `${name} takes two forms: ${name}: 'jour', 'jours'`;
  return areSameWords(forms) ? undefined : `${name} takes two forms of the same words`;
}
