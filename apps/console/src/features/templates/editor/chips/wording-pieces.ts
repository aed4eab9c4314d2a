/** What a tag of a passage does. `middle` begins another part of it. */
export type TagRole = 'opens' | 'middle' | 'closes';

interface Base {
  /** The very characters of the wording. */
  source: string;
}
export interface TextPiece extends Base {
  kind: 'text';
}
/** A variable that is printed. */
export interface ValuePiece extends Base {
  kind: 'value';
  name: string;
  /** The filters in their order, each as it is written. */
  filters: readonly string[];
}
/** A tag of a conditional passage. */
export interface TagPiece extends Base {
  kind: 'tag';
  role: TagRole;
  word: string;
  /** What the tag asks, as it is written; empty where it asks for nothing. */
  asked: string;
  /** The variables that decide; undefined where the tag asks for nothing, or for both all and one of them. */
  condition: Condition | undefined;
}
/** A shared block that is included. */
export interface BlockPiece extends Base {
  kind: 'block';
  id: string;
}
/** Something in braces that has no words of its own: it is shown as it is written. */
export interface CodePiece extends Base {
  kind: 'code';
}
export type Piece = TextPiece | ValuePiece | TagPiece | BlockPiece | CodePiece;

/** Which variables must have a value, all of them or one of them. */
export interface Condition {
  names: readonly string[];
  joiner: 'and' | 'or';
}

/** Why a wording can be shown as code only. */
export type OnlyAsCode = { reason: 'unclosed' } | { reason: 'unpaired' } | { reason: 'tag'; name: string };

const TOKEN = /(\{\{[^]*?\}\}|\{%[^]*?%\})/;
const VALUE = /^\{\{-?\s*(\w+)\s*((?:\|[^]*?)?)\s*-?\}\}$/;
const TAG = /^\{%-?\s*(\w+)\s*([^]*?)\s*-?%\}$/;
/** A bar between quotes is part of a text that a filter is given. */
const FILTERS = /\|((?:'[^']*'|"[^"]*"|[^|'"])*)/g;

const ROLES: ReadonlyMap<string, TagRole> = new Map([
  ['if', 'opens'],
  ['unless', 'opens'],
  ['elsif', 'middle'],
  ['else', 'middle'],
  ['endif', 'closes'],
  ['endunless', 'closes'],
]);
const ASKING = new Set(['if', 'unless', 'elsif']);

/** Reads one piece of a wording: words, or something in braces. */
export function readPiece(source: string): Piece {
  if (source.startsWith('{{') && source.endsWith('}}')) return readValue(source);
  const [, word = '', asked = ''] = TAG.exec(source) ?? [];
  if (word === 'block') return { kind: 'block', source, id: asked };
  const role = ROLES.get(word);
  if (role) {
    const condition = ASKING.has(word) ? readCondition(asked) : undefined;
    return { kind: 'tag', source, role, word, asked, condition };
  }
  return { kind: source.startsWith('{%') && source.endsWith('%}') ? 'code' : 'text', source };
}

function readValue(source: string): Piece {
  const [, name, rest = ''] = VALUE.exec(source) ?? [];
  if (name === undefined) return { kind: 'code', source };
  return { kind: 'value', source, name, filters: [...rest.matchAll(FILTERS)].map(([, filter = '']) => filter.trim()) };
}

function readCondition(asked: string): Condition | undefined {
  if (!ASKED.test(asked)) return undefined;
  const words = asked.split(/\s+/);
  const joiners = new Set(words.filter((_, at) => at % 2 === 1));
  // Both together are read from the right, which the form has no fields for.
  if (joiners.size > 1) return undefined;
  return { names: words.filter((_, at) => at % 2 === 0), joiner: joiners.has('or') ? 'or' : 'and' };
}

interface ConditionWords {
  name: (name: string) => string;
  and: string;
  or: string;
}

const ASKED = /^\w+(?:\s+(?:and|or)\s+\w+)*$/;

/**
 * Says a condition in words; one that compares something, which no version in use has, stays as it is written. Liquid reads `and` and
 * `or` from the right: where both are there, brackets say what belongs together.
 */
export function conditionInWords(asked: string, words: ConditionWords): string {
  if (!ASKED.test(asked)) return asked;
  const [name = '', joiner, ...rest] = asked.split(/\s+/);
  if (joiner !== 'and' && joiner !== 'or') return words.name(name);
  const other = conditionInWords(rest.join(' '), words);
  const isMixed = rest.includes(joiner === 'and' ? 'or' : 'and');
  return `${words.name(name)} ${words[joiner]} ${isMixed ? `(${other})` : other}`;
}

/** Splits a wording into its pieces; put together, their sources are the wording again, character by character. */
export const piecesOf = (source: string): Piece[] =>
  source
    .split(TOKEN)
    .filter((piece) => piece !== '')
    .map(readPiece);

/** A conditional passage by the places of its tags. */
export interface Passage {
  opening: number;
  middles: number[];
  closing: number;
}

const closes = (opening: string, closing: string): boolean => closing === `end${opening}`;

/** Pairs the tags among pieces by their places. `strays` are those that belong to no passage. */
export function pairTags(pieces: readonly Piece[]): { passages: Passage[]; strays: number[] } {
  const open: { word: string; opening: number; middles: number[]; last: string }[] = [];
  const passages: Passage[] = [];
  const strays: number[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'tag') continue;
    const inner = open.at(-1);
    if (piece.role === 'opens') open.push({ word: piece.word, opening: at, middles: [], last: '' });
    else if (piece.role === 'closes' && inner && closes(inner.word, piece.word)) {
      open.pop();
      passages.push({ opening: inner.opening, middles: inner.middles, closing: at });
    } else if (piece.role === 'middle' && inner && inner.last !== 'else') {
      inner.middles.push(at);
      inner.last = piece.word;
    } else strays.push(at);
  }
  // An opening without its end takes what hangs on it along.
  strays.push(...open.flatMap(({ opening, middles }) => [opening, ...middles]));
  return { passages, strays: strays.toSorted((a, b) => a - b) };
}

/** Returns the pieces of a wording that chips can show; else why they cannot. */
export function readWording(source: string): { pieces: Piece[] } | { onlyAsCode: OnlyAsCode } {
  const pieces = piecesOf(source);
  for (const piece of pieces) {
    if (piece.kind === 'text' && /\{\{|\{%/.test(piece.source)) return { onlyAsCode: { reason: 'unclosed' } };
    if (piece.kind !== 'code' || piece.source.startsWith('{{')) continue;
    return { onlyAsCode: { reason: 'tag', name: TAG.exec(piece.source)?.[1] ?? piece.source } };
  }
  return pairTags(pieces).strays.length > 0 ? { onlyAsCode: { reason: 'unpaired' } } : { pieces };
}
