import { reasons } from '@guichet/contracts';
import { en } from './en.js';
import { fr } from './fr.js';

type Words = { readonly [key: string]: string | Words };
const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe('the words of the console', () => {
  const french = new Map(flat(fr));

  it('name the same things in both languages', () => {
    // A singular may leave the number out; what else it names must be there.
    const named = (text = '') =>
      holes(text)
        .filter((name) => name !== 'count')
        .join(' ');
    const differing = flat(en).filter(([key, english]) => named(french.get(key)) !== named(english));
    expect(differing).toEqual([]);
  });

  it('tell every reason of the server, with what it names', () => {
    const english = new Map(flat(en));
    const said = (reason: string) => english.get(`reason.${reason}`) ?? english.get(`reason.${reason}_other`);
    for (const [reason, words] of Object.entries(reasons))
      expect([reason, holes(said(reason)!)]).toEqual([reason, holes(words)]);
  });

  it('makes no exclamation, and no straight apostrophe in French', () => {
    for (const [, text] of flat(en)) expect(text).not.toMatch(/!/);
    for (const [, text] of french) expect(text).not.toMatch(/!|'/);
  });
});
