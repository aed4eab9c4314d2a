import type { Condition, ValuePiece } from './wording-pieces.js';

/** Writes a variable as a chip is inserted. */
export const valueSource = (name: string): string => `{{ ${name} }}`;

const joined = ({ names, joiner }: Condition): string => names.join(` ${joiner} `);

/** Writes the tags of a passage; a new `else` and the end are spaced as the opening is not. */
export const passageSources = (condition: Condition) => ({
  opening: `{% if ${joined(condition)} %}`,
  otherwise: '{% else %}',
  closing: '{% endif %}',
});

/** Puts other filters behind the variable of a chip; braces and spaces around stay as they were written. */
export function withFilters({ source, name }: Pick<ValuePiece, 'source' | 'name'>, filters: readonly string[]): string {
  const [, before = '{{ ', after = ' }}'] = /^(\{\{-?\s*)[^]*?(\s*-?\}\})$/.exec(source) ?? [];
  return before + [name, ...filters].join(' | ') + after;
}

/** Puts another condition into a tag; braces and spaces around stay as they were written. */
export function withCondition(source: string, { word, condition }: { word: string; condition: Condition }): string {
  const [, before = '{% ', gap = ' ', after = ' %}'] = /^(\{%-?\s*)\w+(\s+)[^]*?(\s*-?%\})$/.exec(source) ?? [];
  return before + word + gap + joined(condition) + after;
}

/** Puts another word into a tag that asks for nothing, as `endif` where the passage has become an `unless`. */
export const withWord = (source: string, word: string): string => source.replace(/\w+/, word);
