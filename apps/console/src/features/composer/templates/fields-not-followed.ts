import type { SaidValue, TemplateField } from '@guichet/contracts';

/** What a field has said since the template was chosen, by the name of the field. */
export type Formerly = Readonly<Record<string, readonly SaidValue[]>>;

/** A field that says something else than the text. */
export interface UnfollowedField {
  name: string;
  label: string;
  said: readonly string[];
  /** The field is empty, and the text still says this. */
  still?: string;
}

/** Words as they are compared: without the signs of lists and the breaks of lines. */
export const plain = (text: string) =>
  text
    .replace(/^\s*(?:[-•>]|\d+\.)\s+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

const linesOf = (value: string) => value.split('\n').map(plain).filter(Boolean);
/** As far as a word beside a value is looked for. */
const NEAR = 200;
const BETWEEN = '[^\\p{L}\\p{N}]*';

/** Where words stand in a text by themselves, not amidst a longer word or number. */
function placesOf(text: string, words: string): [from: number, to: number][] {
  const before = /^\p{N}/u.test(words) ? '(?<!\\p{N})' : /^\p{L}/u.test(words) ? '(?<!\\p{L})' : '';
  const behind = /\p{N}$/u.test(words) ? '(?!\\p{N})' : /\p{L}$/u.test(words) ? '(?!\\p{L})' : '';
  const sought = new RegExp(`${before}${RegExp.escape(words)}${behind}`, 'gu');
  return [...text.matchAll(sought)].map(({ index }) => [index, index + words.length]);
}

/** Whether a word beside which a value stands in the template is there, or it stands beside none. */
function isBeside(text: string, [from, to]: readonly [number, number], { before, behind }: SaidValue): boolean {
  const isBehind = (word: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}${BETWEEN}$`, 'iu').test(
      text.slice(Math.max(0, from - NEAR), from),
    );
  const isBefore = (word: string) =>
    new RegExp(`^${BETWEEN}${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'iu').test(text.slice(to, to + NEAR));
  if (before === '' && behind === '') return true;
  return (before !== '' && isBehind(before)) || (behind !== '' && isBefore(behind));
}

/** How often values that read the same stand beside the words of the template; elsewhere, they may be of the agent. */
const timesIn = (text: string, line: string, values: readonly SaidValue[]) =>
  placesOf(text, line).filter((place) => values.some((value) => isBeside(text, place, value))).length;

/** Whether values stand in a text in each place where the template says them; of a list, each of its lines. */
function isSaid(text: string, said: readonly SaidValue[]): boolean {
  const lines = said.flatMap((value) => {
    const all = linesOf(value.text);
    return all.map((line) => ({ line, value: all.length > 1 ? { ...value, before: '', behind: '' } : value }));
  });
  return [...Map.groupBy(lines, ({ line }) => line)].every(
    ([line, places]) =>
      timesIn(
        text,
        line,
        places.map(({ value }) => value),
      ) >= places.length,
  );
}

/** The value of an emptied field that is still in the text, unless another field says the same. */
function stillSaid(text: string, former: readonly SaidValue[], others: readonly SaidValue[]): string | undefined {
  const isStill = (value: SaidValue) => {
    const lines = linesOf(value.text);
    const elsewhere = others.filter((other) => other.text === value.text).length;
    const times = (line: string) => (lines.length > 1 ? placesOf(text, line).length : timesIn(text, line, [value]));
    return lines.length > 0 && lines.every((line) => times(line) > elsewhere);
  };
  const found = former.findLast(isStill);
  return found && linesOf(found.text).join(', ');
}

/**
 * The fields whose value is not what the text says, as the agent has written something else in its place, or removed it; and those that are
 * empty while the text still says what they said. Pure.
 */
export function fieldsNotFollowed(
  text: string,
  fields: readonly Pick<TemplateField, 'name' | 'label' | 'said'>[],
  formerly: Formerly,
): UnfollowedField[] {
  const words = plain(text);
  return fields.flatMap(({ name, label, said }): UnfollowedField[] => {
    const values = [...new Set(said.map((value) => linesOf(value.text).join(', ')))];
    if (said.length > 0) return isSaid(words, said) ? [] : [{ name, label, said: values }];
    const others = fields.flatMap((other) => (other.name === name ? [] : other.said));
    const still = stillSaid(words, formerly[name] ?? [], others);
    return still === undefined ? [] : [{ name, label, said: [], still }];
  });
}
