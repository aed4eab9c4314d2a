import {
  smsSegments,
  templateLimits,
  type TemplateContent,
  type TextFact,
  type VariableType,
} from '@guichet/contracts';
import fc from 'fast-check';
import { without } from '../facts/find-facts.js';
import { factsOf, checkMeaning, checkTranslation } from '../facts/check-meaning.js';
import { renderLevel, render, renderingNames, variablesOf } from '../rendering/render.js';
import { seeds } from './index.js';
import { exampleValues, variable, type VariableName } from '../variables/template-variables.js';

const languages = ['fr', 'en'] as const;
const variants = seeds.flatMap(({ key, ...texts }) =>
  languages.map((language) => ({ key, language, content: texts[language], source: texts.fr })),
);
const inTongue = (language: 'fr' | 'en') => ({ language, sourceLanguage: 'fr' }) as const;

/** Letters of every length in UTF-8, read from either side, composed or not; none of them a promise. */
const word = fc.constantFrom(
  'Zoé',
  'Łukasz',
  'O’Neill',
  'محمد',
  'שרה',
  'Éloïse',
  'e\u0301té',
  '👩‍👧',
  '🇫🇷',
  'Ça',
  '李',
  'x',
);
const words = (max: number) =>
  fc.array(word, { minLength: 1, maxLength: max }).map((several) => several.join(' ').slice(0, 120));
const iso = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** Text that an agent adds may contain facts of its own: these must be in every rendering, too. */
const promise = fc.constantFrom(
  'sous 3 mois',
  'avant le 1er mars 2027',
  'au 03 80 00 00 17',
  'pour 1 200,50 €',
  'sur www.valbourg.example/aide',
  'par aide@valbourg.example',
);
const written = (max: number) =>
  fc.array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: promise }), {
    minLength: 1,
    maxLength: max,
  });
const paragraphs = fc.oneof(written(12), written(500)).map((several) =>
  several
    .map((text, n) => text + (n % 40 === 39 ? '\n\n' : ' '))
    .join('')
    .slice(0, templateLimits.value),
);
const list = fc
  .array(
    written(8).map((several) => several.join(' ')),
    { minLength: 1, maxLength: 30 },
  )
  .map((items) => items.join('\n'));

const ofType: Record<VariableType, fc.Arbitrary<string>> = {
  text: written(8).map((several) => several.join(' ')),
  'long-text': paragraphs,
  list,
  date: iso,
  time: fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
  number: fc.integer({ min: 2, max: 40_000_000 }).map(String),
  amount: fc.integer({ min: 1, max: 100_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  phone: fc.integer({ min: 0, max: 99 }).map((n) => `+33 3 80 00 00 ${String(n).padStart(2, '0')}`),
  mail: fc.nat(99).map((n) => `contact${n}@valbourg.example`),
  link: fc.stringMatching(/^[a-z2-7]{6,42}$/).map((token) => `https://guichet.example/a/${token}`),
  flag: fc.constant('yes'),
};
const valueOf = (name: VariableName): fc.Arbitrary<string> => {
  const { type, source } = variable(name);
  if (name === 'reference') return fc.nat(999_999).map((n) => `GCH-2026-${String(n).padStart(6, '0')}`);
  // What the organisation may say of itself.
  if (name === 'appeal_months' || name === 'notice_days') return fc.integer({ min: 1, max: 60 }).map(String);
  if (name === 'response_days') return fc.integer({ min: 1, max: 365 }).map(String);
  return type === 'text' && source !== 'agent' ? words(8) : ofType[type];
};

/** A value for each name; what may be left out sometimes is. The notice has names of its own. */
function valuesFor(content: TemplateContent): fc.Arbitrary<Record<string, string>> {
  const { names, optional } = variablesOf(content);
  const all = new Set<VariableName>([...names, 'organisation', 'reference', 'reply_link']);
  return fc.record(
    Object.fromEntries(
      [...all].map((name) => {
        const value = valueOf(name);
        return [name, optional.has(name) ? fc.oneof(value, fc.constant('')) : value];
      }),
    ),
  );
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

it('finds no words that differ in any shipped template', () => {
  const warnings = variants.flatMap(({ key, language, content }) =>
    checkMeaning(content, inTongue(language))
      .filter(({ code }) => code !== 'left-out')
      .map(({ data }) => [key, language, data['about']]),
  );
  expect(warnings).toEqual([]);
});

describe('the shipped templates', () => {
  it('are twenty-eight, each with a name of its own and with the articles that it is written by', () => {
    expect(new Set(seeds.map(({ key }) => key)).size).toBe(28);
    for (const { fr, en } of seeds)
      for (const { legal } of [fr, en]) {
        expect(legal?.source).toMatch(/[LR]\. \d|RGPD art\. \d/);
        // Nobody may say for the town that a lawyer has read it.
        expect(legal?.confirmedBy).toBeNull();
      }
    for (const { key, title, intention, tags } of seeds) {
      expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length).toBeLessThanOrEqual(120);
      expect(intention.length).toBeLessThanOrEqual(300);
      expect(tags).toEqual(tags.map((tag) => tag.trim().toLowerCase()));
    }
  });

  it.each(seeds)('$key has the same blocks in both languages, and says at its end who answers', ({ fr, en }) => {
    const shape = ({ blocks, actions }: TemplateContent) => ({
      blocks: blocks.map(({ kind, mandatory }) => [kind, mandatory]),
      actions,
    });
    expect(shape(en)).toEqual(shape(fr));
    expect(fr.blocks[0]!.kind).toBe('greeting');
    expect(fr.blocks.at(-1)).toMatchObject({ kind: 'signature', full: expect.stringContaining('{{ agent_name }}') });
  });
});

/** CRPA L411-7: silence refuses such an appeal after two months, and the time for the court begins then, too. */
it('says what silence on an appeal to the administration means', () => {
  const withAppeal = seeds.filter(({ key }) =>
    ['unfavourable-decision', 'reasons-for-implicit-refusal', 'request-acknowledgement'].includes(key),
  );
  const silence = {
    fr: /rejet du (?:premier )?recours,? ou deux mois sans réponse,.* encore deux mois/,
    en: /refusal of the appeal,? or two months without reply,.* two more months/,
  };
  expect(withAppeal).toHaveLength(3);
  for (const { fr, en, source } of withAppeal) {
    expect(source).toContain('L. 411-7');
    for (const [language, { blocks }] of Object.entries({ fr, en })) {
      const { full, short } = blocks.find(({ kind }) => kind === 'appeal')!;
      for (const text of [full, short]) expect(text).toMatch(silence[language as 'fr' | 'en']);
    }
  }
});

/** What remains of facts that only the signature says, which gives no address where room is scarce. */
const leftOut = (facts: readonly TextFact[], { service_mail: address }: Record<string, string>) =>
  facts.filter(({ kind, value }) => kind !== 'mail' || value !== address?.toLowerCase());

describe.each(variants)('$key in $language', ({ key, language, content, source }) => {
  const languages = inTongue(language);
  const { names, optional } = variablesOf(content);
  const examples: Record<string, string> = { ...exampleValues(names, language), silence_accepts: '' };

  it('passes the lock', () => {
    expect(checkMeaning(content, languages).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checkTranslation(content, source, languages)).toEqual([]);
  });

  it('fits, leaves nothing open, and tells the same in every place and language, whatever the values', () => {
    fc.assert(
      fc.property(valuesFor(content), (values) => {
        const whole = factsOf(renderLevel(content, 'full', { ...languages, name: 'page', values }));
        const original = factsOf(renderLevel(source, 'full', { ...inTongue('fr'), name: 'page', values }));
        expect([without(original, whole), without(whole, original)]).toEqual([[], []]);
        for (const name of renderingNames) {
          const rendering = render(content, { ...languages, name, values });
          expect(rendering).toMatchObject({ name, fits: true, unresolved: [] });
          expect(`${rendering.subject ?? ''}${rendering.text}`).not.toMatch(/\{\{|\{%|\*\*|\[|\n{3}/);
          if (rendering.level === 'notice') {
            expect(rendering.text).toContain(values['reply_link']);
            continue;
          }
          const facts = factsOf(rendering);
          expect([name, leftOut(without(whole, facts), values), without(facts, whole)]).toEqual([name, [], []]);
        }
        const short = factsOf(renderLevel(content, 'short', { ...languages, name: 'chat', values }));
        expect([leftOut(without(whole, short), values), without(short, whole)]).toEqual([[], []]);
      }),
      // For each of 56 texts: more than 500 in all.
      { numRuns: 10 },
    );
  });

  it('is the same words each time, and changes nothing of what it is given', () => {
    fc.assert(
      fc.property(valuesFor(content), (values) => {
        const given = frozen(structuredClone({ content, values }));
        const all = () =>
          renderingNames.map((name) => render(given.content, { ...languages, name, values: given.values }));
        const first = all();
        render(content, { ...languages, name: 'page', values: {} });
        expect(all()).toEqual(first);
      }),
      // For each of 56 texts: more than 100 in all.
      { numRuns: 2 },
    );
  });

  it('names whatever it needs and has not', () => {
    const shown = { ...examples, ...Object.fromEntries([...optional].map((name) => [name, examples[name] || 'yes'])) };
    for (const name of names.filter((needed) => !optional.has(needed))) {
      const missing = [shown, { ...shown, silence_accepts: '' }, { ...shown, service_address: '' }].flatMap(
        (values) => render(content, { ...languages, name: 'email', values: { ...values, [name]: '' } }).unresolved,
      );
      expect([...new Set(missing)]).toEqual([name]);
    }
  });

  it('has short sentences', () => {
    for (const accepts of ['', 'yes']) {
      const { text } = render(content, {
        ...languages,
        name: 'page',
        values: { ...examples, silence_accepts: accepts },
      });
      const sentences = text.split(/(?<=[.?])\s+(?=\p{Lu})|\n/u);
      const long = sentences.filter((sentence) => (sentence.match(/[^\s]*[\p{L}\d][^\s]*/gu) ?? []).length > 20);
      expect(long).toEqual([]);
    }
  });

  it('spends its SMS well', () => {
    const own = content.blocks
      .map(({ full, short }) => short ?? full)
      .join('')
      .replace(/\{[{%].*?[%}]\}/gs, '');
    expect(smsSegments(own).forcedBy).toEqual([]);
    // An acknowledgement that also asks for documents is as long.
    const short = key.startsWith('request-acknowledgement') ? '' : examples['documents']!;
    const sms = render(content, { ...languages, name: 'sms', values: { ...examples, documents: short } });
    // What must be said before a compulsory appeal fills a page: an SMS says where it is.
    expect(sms.level).toBe(key.endsWith('prior-appeal') ? 'notice' : 'short');
    expect(smsSegments(sms.text).segments).toBeLessThanOrEqual(key === 'status-by-sms' ? 1 : 4);
  });
});
