import type { Language, TemplateBlock, TemplateContent } from '@guichet/contracts';
import fc from 'fast-check';
import { checkMeaning } from '../facts/check-meaning.js';
import { seeds } from '../seed/index.js';
import { variable, type VariableName } from '../variables/template-variables.js';

/**
 * Changes of the short wordings of the shipped templates after which they say something else. `MEANING_MUTATIONS` asks for more of
 * them than the few of every run.
 */
const RUNS = Number(process.env['MEANING_MUTATIONS'] ?? 300);

const texts = seeds.flatMap(({ key, fr, en }) => [
  { key, language: 'fr' as const, content: fr },
  { key, language: 'en' as const, content: en },
]);

const OUTPUT = /\{\{ (\w+)(?: \| \w+)? \}\}/g;
const outputsOf = (text: string) =>
  [...text.matchAll(OUTPUT)].map(({ 0: tag, 1: name, index }) => ({ tag, name: name as VariableName, index }));
const replaceAt = (text: string, { index, tag }: { index: number; tag: string }, by: string) =>
  text.slice(0, index) + by + text.slice(index + tag.length);

/** Each returns a changed wording, or undefined where there is nothing to change. `pick` chooses one of so many. */
type Mutation = (
  short: string,
  pick: (n: number) => number,
  context: { language: Language; full: string },
) => string | undefined;

const mutations: Record<string, Mutation> = {
  'a variable is left out': (short, pick, { full }) => {
    // What only signs in the full wording may be left out of the short one, wherever it stands there.
    const said = outputsOf(short).filter(({ name }) => full.includes(`{{ ${name}`));
    if (said.length === 0) return undefined;
    const { tag, index, name } = said[pick(said.length)]!;
    // What is said twice is still said.
    return said.filter((other) => other.name === name).length > 1 ? undefined : replaceAt(short, { index, tag }, '');
  },
  'two variables are exchanged': (short, pick, { full }) => {
    const said = outputsOf(short).filter(({ name }) => full.includes(`{{ ${name}`));
    const one = said[pick(said.length)];
    const other = said.filter(
      ({ name }) => one && name !== one.name && variable(name).type === variable(one.name).type,
    )[0];
    if (!one || !other) return undefined;
    const [first, second] = one.index < other.index ? [one, other] : [other, one];
    return replaceAt(replaceAt(short, second, first.tag), first, second.tag);
  },
  'an example stands for a variable': (short, pick, { language }) => {
    const said = outputsOf(short).filter(({ name }) => variable(name).type !== 'flag');
    const one = said[pick(said.length)];
    return one && replaceAt(short, one, variable(one.name).example[language].replaceAll('\n', ', '));
  },
  'a branch is inverted': (short) => {
    const found = /\{% if (\w+) %\}((?:(?!\{%).)*)\{% else %\}((?:(?!\{%).)*)\{% endif %\}/s.exec(short);
    return found
      ? short.replace(found[0], `{% if ${found[1]} %}${found[3]}{% else %}${found[2]}{% endif %}`)
      : undefined;
  },
  'a condition is turned round': (short, pick) => {
    const found = [...short.matchAll(/\{% if (\w+) %\}(?=[^{]*[\p{L}{])/gu)].filter(
      ({ index }) => !/\{% else %\}/.test(short.slice(index)),
    );
    const one = found[pick(found.length)];
    if (!one) return undefined;
    const end = short.indexOf('{% endif %}', one.index);
    return `${short.slice(0, one.index)}{% unless ${one[1]} %}${short.slice(one.index + one[0].length, end)}{% endunless %}${short.slice(end + '{% endif %}'.length)}`;
  },
  'a number is another one': (short, pick) => {
    const found = [...short.matchAll(/(?<![\w.{-])\d{1,3}(?![\w}-])/g)];
    const one = found[pick(found.length)];
    return one && replaceAt(short, { index: one.index, tag: one[0] }, String(Number(one[0]) + 7));
  },
};

const found = (content: TemplateContent, language: Language) =>
  new Set(checkMeaning(content, { language, sourceLanguage: 'fr' }).map((finding) => JSON.stringify(finding)));
const known = new Map(texts.map((text) => [text, found(text.content, text.language)]));

/** What greets or signs may be left out, and so may a block that need not be said. */
const isSaid = ({ kind, full, short, mandatory }: TemplateBlock) =>
  (short ?? full) !== '' && (mandatory || (kind !== 'greeting' && kind !== 'signature'));

interface Place {
  text: (typeof texts)[number];
  block: number;
}

/** Returns the changed wording of a block, or undefined where there is nothing to change. */
function changed({ text: { content, language }, block }: Place, mutation: Mutation, pick: number): string | undefined {
  const { full, short } = content.blocks[block]!;
  const before = short ?? full;
  const after = mutation(before, (n) => (n === 0 ? 0 : pick % n), { language, full });
  // Where nothing is left of what must be said, a notice is sent.
  return after === before || after?.trim() === '' ? undefined : after;
}

describe.each(Object.entries(mutations))('a short wording in which %s', (_, mutation) => {
  const places = texts.flatMap((text) =>
    text.content.blocks.flatMap((one, block): Place[] =>
      isSaid(one) && changed({ text, block }, mutation, 0) !== undefined ? [{ text, block }] : [],
    ),
  );

  it('is found to say something else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(1_000), (place, pick) => {
        const { content, language } = place.text;
        const short = changed(place, mutation, pick) ?? changed(place, mutation, 0)!;
        const blocks = content.blocks.map((one, n) => (n === place.block ? { ...one, short } : one));
        const before = known.get(place.text)!;
        expect([...found({ ...content, blocks }, language)].filter((finding) => !before.has(finding))).not.toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / Object.keys(mutations).length) },
    );
  });
});
