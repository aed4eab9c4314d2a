import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasons } from '@guichet/contracts';
import { en as firstEn } from './en.js';
import { dashboards as dashboardsEn } from './en/dashboards.js';
import { fr as firstFr } from './fr.js';
import { dashboards as dashboardsFr } from './fr/dashboards.js';

const en = { ...firstEn, dashboards: dashboardsEn };
const fr = { ...firstFr, dashboards: dashboardsFr };

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

  it('are all said somewhere', () => {
    const root = join(import.meta.dirname, '..');
    const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/^i18n.(en|fr)\b|\.spec\.ts$/.test(name))
      .map((name) => readFileSync(join(root, name), 'utf8'))
      .join('\n');
    // What is put together from what the server tells begins, or ends, with what is written here.
    const parts = [...source.matchAll(/`([\w.-]*\.)\$\{[^}`]*\}(?:([\w.-]*)`)?/g)];
    const unsaid = flat(en)
      .map(([key]) => key.replace(/_(zero|one|other)$/, ''))
      .filter((key) => !["'", '"', '`'].some((quote) => source.includes(`${quote}${key}${quote}`)))
      .filter((key) => !parts.some(([, begin, end]) => key.startsWith(begin!) && key.endsWith(end ?? '')));
    expect(unsaid).toEqual([]);
  });

  it('makes no exclamation, and no straight apostrophe in French', () => {
    for (const [, text] of flat(en)) expect(text).not.toMatch(/!/);
    for (const [, text] of french) expect(text).not.toMatch(/!|'/);
  });
});
