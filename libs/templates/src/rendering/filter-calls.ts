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

const initials = (words: string): string =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => word.charAt(0).toLowerCase())
    .join(' ');

/**
 * What is wrong with the texts that a filter is given; undefined where nothing is. The forms of a count are those of the same
 * words: no number decides what else is said, as not all numbers can be compared.
 */
export function formsFault(name: string, forms: readonly string[]): string | undefined {
  const wanted = filters[name]?.forms ?? 0;
  if (forms.length !== wanted)
    return wanted === 0 ? `${name} takes nothing` : `${name} takes two forms: ${name}: 'jour', 'jours'`;
  return new Set(forms.map(initials)).size > 1 ? `${name} takes two forms of the same words` : undefined;
}
