import { alternatives, lengthOfPart } from './pattern-source.js';

/** So many letters tell most beginnings of words apart. */
const LETTERS = 4;

/** Stands for any digit. */
export const DIGIT = '0';

/** One part of a source, with how often it may stand there and what follows it. */
interface Part {
  first: string;
  isOptional: boolean;
  isRepeated: boolean;
  rest: string;
}

const QUANTIFIER = /^(?:(?<once>\?)|(?<any>\*)|(?<many>\+)|\{(?<least>\d+)(?:,\d*)?\})\??/;
const LOOKED_AT = /^\(\?<?[=!]/;
const GROUP = /^\((?:\?:|\?<\w+>)?/;

/**
 * Returns with which letters, four at most and in lower case, all begins that one alternative of a pattern finds; `0` is any digit. None
 * that is possible is missing, and an empty one stands for anything.
 */
export const beginningsOf = (source: string): string[] => [...new Set(beginnings(source, LETTERS))];

function beginnings(source: string, most: number): string[] {
  if (source === '' || most === 0) return [''];
  const { first, isOptional, isRepeated, rest } = firstPart(source);
  const without = isOptional ? beginnings(rest, most) : [];
  if (LOOKED_AT.test(first) || first === '^' || first === '$') return beginnings(rest, most);
  const letter = letterOf(first);
  // What follows something that is repeated may be once more of it.
  const after = isRepeated ? '' : rest;
  if (letter !== null) return [...beginnings(after, most - 1).map((more) => letter + more), ...without];
  const options = optionsOf(first);
  return options ? [...options.flatMap((option) => beginnings(option + after, most)), ...without] : [''];
}

function firstPart(source: string): Part {
  const first = source.slice(0, lengthOfPart(source, 0));
  const behind = source.slice(first.length);
  const found = QUANTIFIER.exec(behind);
  const { once, any, many, least } = found?.groups ?? {};
  return {
    first,
    isOptional: once !== undefined || any !== undefined || least === '0',
    isRepeated: any !== undefined || many !== undefined || least !== undefined,
    rest: behind.slice(found?.[0].length ?? 0),
  };
}

/** The letter for which a part stands, if it is one. */
function letterOf(part: string): string | null {
  if (/^(?:\d|\\d|\[[\d-]+\])$/.test(part)) return DIGIT;
  if (/^\\[^\p{L}\d]$/u.test(part)) return part[1]!;
  return part.length === 1 && part !== '.' ? part.toLowerCase() : null;
}

/** What may stand in place of a group or a class: sources of each; null: nearly anything. */
function optionsOf(part: string): string[] | null {
  if (part.startsWith('(')) return alternatives(part.slice(GROUP.exec(part)![0].length, -1));
  return /^\[[^\\^-]+\]$/.test(part) ? [...part.slice(1, -1)].map(escaped) : null;
}

const escaped = (letter: string): string => (/[\p{L}\d]/u.test(letter) ? letter : `\\${letter}`);
