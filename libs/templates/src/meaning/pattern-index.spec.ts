import { readFileSync } from 'node:fs';
import { PatternIndex } from './pattern-index.js';
import { beginningsOf } from './pattern-beginnings.js';
import { AFTER, BEFORE } from './spellings.js';
import { english, englishCompounds } from './spellings-en.js';
import { french } from './spellings-fr.js';
import { CONTRARIES_EN } from './words/contraries-en.js';
import { CONTRARIES_FR } from './words/contraries-fr.js';
import { THINGS_EN } from './words/things-en.js';
import { THINGS_FR } from './words/things-fr.js';
import { wordPattern, type Contraries, type Things } from './words/word-patterns.js';

const WORD_LISTS: Record<string, Contraries | Things>[] = [CONTRARIES_EN, CONTRARIES_FR, THINGS_EN, THINGS_FR];
const WORDS = WORD_LISTS.flatMap((all) => Object.values(all))
  .flatMap((sources) => Object.values<string>({ ...sources }))
  .map((source) => wordPattern(source));
const SPELLINGS = [...englishCompounds(), ...BEFORE, ...english(), ...french(), ...AFTER].map(([pattern]) => pattern);

/** Every eighth of the foreign pairs: what is wrong with a beginning is wrong in many of them. */
const TEXTS = (['fr', 'en'] as const).flatMap((language) =>
  (
    JSON.parse(readFileSync(`${import.meta.dirname}/foreign-pairs/pairs.${language}.json`, 'utf8')) as {
      full: string;
    }[]
  ).flatMap(({ full }, n) => (n % 8 === 0 ? [full, full.toUpperCase(), full.toLowerCase()] : [])),
);

describe('the index of patterns', () => {
  const ours = [...WORDS, ...SPELLINGS];
  const index = new PatternIndex(ours.map((pattern) => [pattern, pattern]));

  it('misses no pattern of words and spellings that finds something in a text', () => {
    const missed = TEXTS.flatMap((text) => {
      const found = new Set(index.in(text));
      return ours.filter((pattern) => !found.has(pattern) && text.search(pattern) !== -1);
    });
    expect(new Set(missed.map(({ source }) => source))).toEqual(new Set());
  });

  it('leaves out nearly all that find nothing', () => {
    const looked = TEXTS.reduce((sum, text) => sum + index.in(text).length, 0);
    expect(looked / TEXTS.length / ours.length).toBeLessThan(0.1);
  });

  it('gives what it finds in the order of the patterns', () => {
    expect(new PatternIndex([[/b/u, 1], [/a/u, 2], [/c/u, 3]]).in('abc')).toEqual([1, 2, 3]); // prettier-ignore
  });

  it.each([
    ['finds no word behind a letter', /(?<!\p{L})art/u, 'start', []],
    ['looks behind an accent', /(?<!\p{L})art/u, 'é-art', [1]],
    ['finds what may begin anywhere', /art/u, 'start', [1]],
    ['always looks for what has no letters', /(?<=\d)(?=kg)/u, 'zz', [1]],
    ['takes any digit for another one', /2[1-9]/u, '87', [1]],
    ['takes capitals for small letters', /(?<!\p{L})Art/iu, 'ART', [1]],
  ])('%s', (_, pattern, text, found) => {
    expect(new PatternIndex([[pattern, 1]]).in(text)).toEqual(found);
  });
});

describe('the beginnings of what a pattern finds', () => {
  it.each([
    ['refus\\p{L}*', ['refu']],
    ['(?<!\\p{L})(?:no |without )?charge', ['no c', 'with', 'char']],
    ['an? (?=hour)hour', ['an h', 'a ho']],
    ['id(?!\\p{L})', ['id']],
    ['(\\d{1,2})[hH]', ['0']],
    ['[£€]\\d+', ['£0', '€0']],
    ['(?:ab|c)+d', ['ab', 'c']],
    ['x*y', ['x', 'y']],
    ['\\(?ext\\.', ['(ext', 'ext.']],
    ['[^a]b', ['']],
    ['.b', ['']],
    ['a{0,2}b', ['a', 'b']],
    ['[a|(]b', ['ab', '|b', '(b']],
    ['(?<name>o)k', ['ok']],
  ])('of %s', (source, beginnings) => {
    expect(beginningsOf(source)).toEqual(beginnings);
  });
});
