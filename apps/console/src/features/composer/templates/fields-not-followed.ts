import type { TemplateField } from '@guichet/contracts';

/** Words as they are compared: without the signs of lists and the breaks of lines. */
const plain = (text: string) =>
  text
    .replace(/^\s*(?:[-•>]|\d+\.)\s+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

/** How often words stand in a text by themselves, not amidst a longer word or number. */
function timesIn(text: string, words: string): number {
  const before = /^\p{N}/u.test(words) ? '(?<!\\p{N})' : /^\p{L}/u.test(words) ? '(?<!\\p{L})' : '';
  const behind = /\p{N}$/u.test(words) ? '(?!\\p{N})' : /\p{L}$/u.test(words) ? '(?!\\p{L})' : '';
  return text.match(new RegExp(`${before}${RegExp.escape(words)}${behind}`, 'gu'))?.length ?? 0;
}

/** Whether a value stands in a text in each place where the template says it; of a list, each of its lines. */
function isSaid(text: string, said: readonly string[]): boolean {
  const lines = said.flatMap((value) => value.split('\n')).map(plain);
  const counted = Map.groupBy(lines.filter(Boolean), (line) => line);
  return [...counted].every(([line, { length }]) => timesIn(text, line) >= length);
}

/** The fields whose value is not what the text says, as the agent has written something else in its place, or removed it. Pure. */
export function fieldsNotFollowed<Field extends Pick<TemplateField, 'name' | 'said'>>(
  text: string,
  fields: readonly Field[],
): Field[] {
  const words = plain(text);
  return fields.filter(({ said }) => !isSaid(words, said));
}
