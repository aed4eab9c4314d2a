import type { Run } from '../rendering/value-marks.js';
import { placesOfValues } from './places-of-values.js';
import { keyOf, stretches, tokensIn, unitsOf, withWholeValues, type Token, type Unit } from './merge-tokens.js';

/** A text in which an agent has written, the rendering that it came from, and the one of now; both in the same wording. */
export interface RenderingToMerge {
  base: Iterable<Run>;
  text: string;
  after: Iterable<Run>;
}

/** Some words of the agent's text, by the places of its tokens, and what takes their place. */
interface Replacement {
  from: number;
  to: number;
  by: readonly Token[];
  /** The white space that comes before them. */
  ahead?: string;
}

/** Where the tokens of the first rendering are in the agent's text. */
interface Found {
  mine: readonly Token[];
  /** By their place in the rendering; undefined: the agent has removed or changed it. */
  places: readonly (number | undefined)[];
}

interface Placed extends Unit {
  /** The place of its first token in the rendering. */
  at: number;
}

/**
 * Brings what is new in a rendering into the text that an agent has made of the one before: values, and sentences that depend on them. What
 * the agent has written stays; of a sentence that they have changed, only the values are replaced, and a value that they have changed is
 * theirs. Undefined: the text has too little in common with the rendering. Pure.
 */
export function mergeRendering({ base, text, after }: RenderingToMerge): string | undefined {
  const units = unitsOf(base);
  const values = units.filter(({ variable }) => variable !== null).map(({ tokens }) => tokens[0]!);
  const [before, now] = [placed(units, values), placed(unitsOf(after), values)];
  const found = findAgain(before, withWholeValues(tokensIn(text), values));
  const changes = found && stretches(before.map(keyOfUnit), now.map(keyOfUnit));
  if (!changes) return undefined;
  const replacements = changes.flatMap(({ isSame, of, by }) => {
    const [old, renewed] = [before.slice(...of), now.slice(...by)];
    if (isSame) return old.flatMap((unit, n) => newValue(unit, renewed[n]!, found));
    const at = before[of[0]]?.at ?? found.places.length;
    const spaceAfter = (unit: Placed | undefined) => unit?.tokens.at(-1)!.space ?? '';
    const ahead = [spaceAfter(before[of[0] - 1]), spaceAfter(now[by[0] - 1])] as const;
    const change = { old, renewed, at, ahead };
    return newSentences(change, found) ?? newValues(change, found);
  });
  const merged = /^\s*/.exec(text)![0] + written(found.mine, replacements);
  return /\S$/.test(text) ? merged.trimEnd() : merged;
}

/** Words of the template that read as a value count as one, as they do in the text. */
function placed(units: readonly Unit[], values: readonly Token[]): Placed[] {
  let at = 0;
  return units.map(({ variable, tokens }) => {
    const unit = { variable, tokens: variable === null ? withWholeValues(tokens, values) : tokens, at };
    at += unit.tokens.length;
    return unit;
  });
}

const keyOfUnit = ({ variable, tokens }: Unit): string => (variable === null ? keyOf(tokens) : `{${variable}}`);

/** Finds the tokens of the rendering in the agent's text, and values only where it is plain that they are those of the rendering. */
function findAgain(before: readonly Placed[], mine: readonly Token[]): Found | undefined {
  const known = before.flatMap(({ variable, tokens }) =>
    tokens.map((token) => ({ ...token, isValue: variable !== null })),
  );
  const same = stretches(
    known.map(({ key }) => key),
    mine.map(({ key }) => key),
  );
  if (!same) return undefined;
  const matched: (number | undefined)[] = known.map(() => undefined);
  for (const { isSame, of, by } of same) if (isSame) for (let n = of[0]; n < of[1]; n++) matched[n] = by[0] + n - of[0];
  return { mine, places: placesOfValues({ known, mine, matched }) };
}

function newValue(old: Placed, renewed: Placed, { places, mine }: Found): Replacement[] {
  const at = old.variable === null ? undefined : places[old.at];
  const [value] = renewed.tokens;
  if (at === undefined || value!.key === old.tokens[0]!.key) return [];
  return [{ from: at, to: at + 1, by: [{ ...value!, space: mine[at]!.space }] }];
}

/** Sentences of the template that take the place of others, with other values. */
interface Change {
  old: readonly Placed[];
  renewed: readonly Placed[];
  /** The place of the first token of the old ones. */
  at: number;
  /** The white space before the old ones, and before the new ones. */
  ahead: readonly [old: string, renewed: string];
}

/** Undefined: the agent has changed the sentences, and they stay. */
function newSentences(change: Change, found: Found): Replacement[] | undefined {
  return change.old.length === 0 ? insertedSentences(change, found) : replacedSentences(change, found);
}

function replacedSentences({ old, renewed, at, ahead }: Change, { mine, places }: Found): Replacement[] | undefined {
  const known = old.flatMap(({ tokens }) => tokens);
  const from = places[at];
  if (from === undefined || !known.every((_, n) => places[at + n] === from + n)) return undefined;
  const to = from + known.length;
  const { space } = mine[to - 1]!;
  const by = renewed.flatMap(({ tokens }) => tokens);
  const last = by.pop();
  const end = last && {
    ...last,
    space: renewedSpace([known.at(-1)!.space, last.space], space) || (mine[to] ? space : ''),
  };
  const before = places[at - 1] === from - 1 ? mine[from - 1] : undefined;
  return [{ from, to, by: end ? [...by, end] : by, ...(before && { ahead: renewedSpace(ahead, before.space) }) }];
}

function insertedSentences({ renewed, at, ahead }: Change, { mine, places }: Found): Replacement[] | undefined {
  const left = places[at - 1];
  const from = left === undefined ? places[at] : left + 1;
  if (from === undefined) return undefined;
  const before = mine[from - 1];
  const by = renewed.flatMap(({ tokens }) => tokens);
  const last = by.pop()!;
  const end = { ...last, space: last.space || (mine[from] && before ? before.space : '') };
  return [{ from, to: from, by: [...by, end], ...(before && { ahead: renewedSpace(ahead, before.space) }) }];
}

/** White space of the template, unless the agent has put in some of their own. */
const renewedSpace = ([old, renewed]: readonly [string, string], mine: string): string =>
  mine === old || mine === '' ? renewed : mine;

/** Of sentences that the agent has changed, the values alone. */
const newValues = ({ old, renewed }: Change, found: Found): Replacement[] =>
  old.flatMap((unit) => {
    const same = renewed.filter(({ variable }) => variable !== null && variable === unit.variable);
    return same.length === 1 ? newValue(unit, same[0]!, found) : [];
  });

function written(mine: readonly Token[], replacements: readonly Replacement[]): string {
  const parts: Token[] = [];
  let at = 0;
  for (const { from, to, by, ahead } of replacements.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    parts.push(...mine.slice(at, from));
    const last = parts.at(-1);
    if (ahead !== undefined && last) parts[parts.length - 1] = { ...last, space: ahead };
    parts.push(...by);
    at = Math.max(at, to);
  }
  parts.push(...mine.slice(at));
  return parts.map(({ text, space }) => text + space).join('');
}
