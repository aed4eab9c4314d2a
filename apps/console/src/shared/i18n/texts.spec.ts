import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems, reasons } from '@guichet/contracts';

type Texts = { readonly [key: string]: string | Texts };

const folder = join(import.meta.dirname, '../../i18n');
/** Translations of what servers say in English: they have no counterpart there. */
const phrases = 'phrases.json';
const filesOf = (language: string) =>
  readdirSync(join(folder, language)).filter((file) => file.endsWith('.json') && file !== phrases);
const flat = (texts: Texts, path: string): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const textsOf = (language: string) =>
  filesOf(language).flatMap((file) =>
    flat(JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Texts, `${file.replace('.json', '')}.`),
  );
/** As they stand in the file, where of two that are equal only the last would be read. */
const keysIn = (text: string) => [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon).length;
const keysOf = (texts: Texts): number =>
  Object.values(texts).reduce((sum, value) => sum + 1 + (typeof value === 'string' ? 0 : keysOf(value)), 0);
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).toSorted();
/** A singular may leave the number out. */
const withoutCount = (text: string) => placeholders(text).filter((name) => name !== 'count');

const english = new Map(textsOf('en'));
const translations = readdirSync(folder).filter((language) => language !== 'en');

describe.each(translations)('the texts in %s', (language) => {
  const translated = new Map(textsOf(language));

  it('have the keys of the English ones', () =>
    expect([...translated.keys()].toSorted()).toEqual([...english.keys()].toSorted()));

  it('have the placeholders of the English ones', () => {
    const differing = [...english].filter(
      ([key, text]) => withoutCount(text).join() !== withoutCount(translated.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('are not empty, and have no exclamation mark or straight apostrophe', () => {
    expect([...translated].filter(([, text]) => text.trim() === '' || /['!]/.test(text))).toEqual([]);
  });
});

describe.each(['en', ...translations])('the texts in %s', (language) => {
  const texts = textsOf(language);
  const before = { en: 'before', fr: 'auparavant' }[language]!;

  it('say over how many days the uses of a template are counted', () => {
    const counted = texts.filter(([key]) => /template.*\.uses_/.test(key));
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.filter(([, text]) => !text.includes('{{days}}'))).toEqual([]);
  });

  it('name what was before a change behind a colon', () => {
    const named = texts.filter(([, text]) => text.includes(`(${before}`));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([, text]) => !/\(\p{L}+\s?: ?\S/u.test(text))).toEqual([]);
  });
});

it.each(['en', ...translations])('has no key twice in the texts in %s', (language) => {
  const twice = filesOf(language).filter((file) => {
    const text = readFileSync(join(folder, language, file), 'utf8');
    return keysIn(text) !== keysOf(JSON.parse(text) as Texts);
  });
  expect(twice).toEqual([]);
});

describe('the English texts', () => {
  it('are not empty, and have no exclamation mark', () => {
    expect([...english].filter(([, text]) => text.trim() === '' || text.includes('!'))).toEqual([]);
  });

  it('have for every reason the words of the API, and for every problem some', () => {
    const textOf = (reason: string) =>
      english.get(`problems.reason.${reason}`) ?? english.get(`problems.reason.${reason}_other`);
    for (const [reason, text] of Object.entries(reasons)) expect([reason, textOf(reason)]).toEqual([reason, text]);
    for (const code of Object.keys(problems))
      expect([code, english.has(`problems.code.${code}`)]).toEqual([code, true]);
  });

  it('are all used', () => {
    const root = join(import.meta.dirname, '../..');
    const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(root, name), 'utf8'))
      .join('\n');
    // A key that is put together at run time is recognised by its beginning and its end.
    const parts = [...source.matchAll(/`([\w.-]*\.)?\$\{[^`]*\}(\.[\w.-]*)?`/g)]
      .map(([, begin = '', end = '']) => ({ begin, end }))
      .filter(({ begin, end }) => begin !== '' || end !== '');
    // Read once: to look for each key through megabytes of sources takes seconds. The quote behind one may begin another.
    const quoted = new Set([...source.matchAll(/(['"`])([\w.-]+)(?=\1)/g)].map(([, , text]) => text));
    const unused = [...english.keys()]
      .map((key) => key.replace(/_(zero|one|other)$/, ''))
      .filter((key) => !quoted.has(key))
      .filter((key) => !parts.some(({ begin, end }) => key.startsWith(begin) && key.endsWith(end)));
    expect(unused).toEqual([]);
  });
});
