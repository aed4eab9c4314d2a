import { diffArrays } from 'diff';
import { wholeValues, type Run } from '../rendering/value-marks.js';

/** A word or a sign with the white space behind it; in a text of a template, a whole value. */
export interface Token {
  /** What is compared: its words without white space. */
  key: string;
  text: string;
  space: string;
}

/** A sentence of the template's own words, or a value: what is taken over as a whole or not at all. */
export interface Unit {
  variable: string | null;
  tokens: Token[];
}

/** The most differences that are looked for; where there are more, nobody has edited a sentence. */
const DIFFERENCES = 3_000;
const SEPARATOR = '\u0000';
/** Letters and figures apart, as a value may stand close to a word. */
const WORD = /(\p{L}[\p{L}\p{M}]*|\p{N}+|[^\s\p{L}\p{N}])(\s*)/gu;
const SENTENCE_END = /[.!?;:…]$/;

export const tokensIn = (text: string): Token[] =>
  [...text.matchAll(WORD)].map(([, word = '', space = '']) => ({ key: word, text: word, space }));

export const keyOf = (tokens: readonly Token[]): string => tokens.map(({ key }) => key).join(SEPARATOR);
const textOf = (tokens: readonly Token[]): string =>
  tokens.map(({ text, space }, n) => (n < tokens.length - 1 ? text + space : text)).join('');

/** Joins the tokens of a value to one. */
const whole = (tokens: readonly Token[]): Token => ({
  key: keyOf(tokens),
  text: textOf(tokens),
  space: tokens.at(-1)!.space,
});

/** The units of a rendering in the order of its text. */
export function unitsOf(spans: Iterable<Run>): Unit[] {
  const units: Unit[] = [];
  let open = false;
  for (const { text, variable } of wholeValues(spans)) {
    const leading = /^\s*/.exec(text)![0];
    const before = units.at(-1)?.tokens.at(-1);
    if (before && leading) {
      before.space += leading;
      open &&= !leading.includes('\n');
    }
    const tokens = tokensIn(text);
    if (tokens.length === 0) continue;
    if (variable !== null) {
      units.push({ variable, tokens: [whole(tokens)] });
      open = false;
      continue;
    }
    for (const token of tokens) {
      if (open) units.at(-1)!.tokens.push(token);
      else units.push({ variable, tokens: [token] });
      open = !token.space.includes('\n') && !(SENTENCE_END.test(token.key) && token.space !== '');
    }
  }
  return units;
}

/** Joins what reads as one of these values to one token, wherever it stands. The longest come first. */
export function withWholeValues(tokens: readonly Token[], values: readonly Token[]): Token[] {
  const sought = [...new Map(values.map((value) => [value.key, value.key.split(SEPARATOR)])).values()]
    .filter(({ length }) => length > 1)
    .sort((a, b) => b.length - a.length);
  const byFirst = Map.groupBy(sought, ([first]) => first!);
  const found: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const value = byFirst.get(tokens[at]!.key)?.find((words) => words.every((word, n) => tokens[at + n]?.key === word));
    found.push(value ? whole(tokens.slice(at, at + value.length)) : tokens[at]!);
    at += value?.length ?? 1;
  }
  return found;
}

/** A stretch of two sequences: the same in both, or one in the place of the other. */
export interface Stretch {
  isSame: boolean;
  /** Where it begins and ends, in the first and in the second sequence. */
  of: readonly [from: number, to: number];
  by: readonly [from: number, to: number];
}

/** The stretches of two sequences in order; undefined: they have too little in common. */
export function stretches(of: readonly string[], by: readonly string[]): Stretch[] | undefined {
  const changes = diffArrays([...of], [...by], { maxEditLength: DIFFERENCES });
  if (!changes) return undefined;
  const found: Stretch[] = [];
  let [at, here] = [0, 0];
  for (const { added, removed, value } of changes) {
    const [to, there] = [added ? at : at + value.length, removed ? here : here + value.length];
    const last = found.at(-1);
    const isSame = !added && !removed;
    if (last && !last.isSame && !isSame)
      found[found.length - 1] = { isSame, of: [last.of[0], to], by: [last.by[0], there] };
    else found.push({ isSame, of: [at, to], by: [here, there] });
    [at, here] = [to, there];
  }
  return found;
}
