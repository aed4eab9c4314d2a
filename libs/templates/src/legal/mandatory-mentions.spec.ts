import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderingLevel, RenderingName, TemplateContent } from '@guichet/contracts';
import { renderingNames } from '../rendering/render.js';
import { renderingRule } from '../rendering/rendering-rules.js';
import { seeds } from '../seed/index.js';
import { mention, type MentionName } from './mandatory-mentions.js';
import { findMentions, missingMentions } from './find-mentions.js';

const languages = ['fr', 'en'] as const;
const DOCUMENT = join(import.meta.dirname, '../../LEGAL.md');

const found = (content: TemplateContent, language: 'fr' | 'en') =>
  findMentions(content, content.legal!.act, { language, sourceLanguage: 'fr' });

/** The channels by the wordings that they may carry. */
const CHANNELS: [levels: RenderingLevel[], names: RenderingName[]][] = [
  [['full'], []],
  [['full', 'short'], []],
  [['short'], []],
];
for (const name of renderingNames) {
  const own = renderingRule(name).levels;
  CHANNELS.find(([levels]) => levels.join() === own.join())![1].push(name);
}
const used = CHANNELS.filter(([, names]) => names.length > 0);

const LETTERS = { wording: 'W', variable: 'V', page: 'P', reply: 'R', missing: '**missing**' } as const;

function table(): string {
  const rows = seeds.flatMap((seed) => {
    const [fr, en] = languages.map((language) => found(seed[language], language));
    return fr!.map((one, n) => {
      const cells = used.flatMap(([levels]) =>
        [one, en![n]!].map((said) =>
          [...new Set(levels.map((level) => (level === 'notice' ? 'P' : LETTERS[said[level].how])))].join('/'),
        ),
      );
      return `| ${[n === 0 ? `\`${seed.key}\`` : '', `\`${one.name}\``, one.article, ...cells].join(' | ')} |`;
    });
  });
  const columns = used.flatMap((_, n) => languages.map((language) => `${n + 1} ${language}`));
  return [
    '# What the law asks of the shipped texts',
    '',
    'Each mandatory mention by text, channel and language, read from the texts themselves in every case in which it is due. **Not confirmed',
    'by counsel**: the articles were read by those who wrote the texts, and no lawyer has confirmed them yet.',
    '',
    'Made by `UPDATE_LEGAL=1 npm test -- libs/templates/src/legal/mandatory-mentions.spec.ts`.',
    '',
    ...used.map(([, names], n) => `- **${n + 1}**: ${names.join(', ')}`),
    '',
    '- **V**: a variable says it. **W**: the wording says it. Two letters: in full, and where room is scarce.',
    '- **P**: the secure page says it, to which the text leads, as there is no room for it.',
    '- **R**: not in the text, as a reply to the message reaches its author at the same address.',
    '',
    'Where a text does not fit a channel at all, a notice with the link of the secure page is sent, which says all in full. Mentions of one',
    'case, such as what silence means where it accepts, are due in that case only.',
    '',
    `| Text | Mention | Article | ${columns.join(' | ')} |`,
    `| --- | --- | --- | ${columns.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
  ].join('\n');
}

describe('the mandatory mentions of the shipped texts', () => {
  it.each(seeds)('are all in $key, in every wording and language', (seed) => {
    for (const language of languages)
      expect([
        language,
        missingMentions(found(seed[language], language), seed[language]).map(({ data }) => data),
      ]).toEqual([language, []]);
  });

  it('stand in the table for the legal officer', () => {
    const document = table();
    if (process.env['UPDATE_LEGAL']) writeFileSync(DOCUMENT, document);
    // However wide its columns are.
    const narrow = (text: string) => text.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---');
    expect(narrow(readFileSync(DOCUMENT, 'utf8'))).toBe(narrow(document));
  });
});

describe('a text that lacks a mention', () => {
  const decision = seeds.find(({ key }) => key === 'unfavourable-decision')!.fr;
  const acknowledgement = seeds.find(({ key }) => key === 'request-acknowledgement')!.fr;
  const without = (content: TemplateContent, change: (wording: string) => string): TemplateContent => ({
    ...content,
    blocks: content.blocks.map((block) => ({
      ...block,
      full: change(block.full),
      short: block.short === null ? null : change(block.short),
    })),
  });
  const lacks = (content: TemplateContent) =>
    missingMentions(found(content, 'fr'), content).map(({ data }) => [data['name'], data['wordings']]);

  it('is said to lack it, by name', () => {
    expect(lacks(without(decision, (text) => text.replaceAll('deux mois', 'un certain temps')))).toEqual([
      ['appeal-time', 'both'],
    ]);
    expect(lacks(without(decision, (text) => text.replace('{{ legal_grounds }}', 'la règle')))).toEqual([
      ['legal-grounds', 'both'],
    ]);
    expect(lacks(without(acknowledgement, (text) => text.replace('{{ service_phone }}', '')))).toEqual([
      ['department-phone', 'both'],
    ]);
  });

  it('is not said to have what unrelated words say', () => {
    const also = (text: string): TemplateContent => ({
      ...decision,
      blocks: [{ ...decision.blocks[0]!, kind: 'facts', full: text, short: text }, ...decision.blocks],
    });
    const other = also('Il y a deux mois, le tribunal a cité l’article L. 12 du code.');
    expect(lacks({ ...other, blocks: other.blocks.filter(({ kind }) => kind !== 'appeal') })).toEqual([
      ['appeal-time', 'both'],
      ['appeal-way', 'both'],
    ]);
    expect(lacks(without(other, (text) => text.replace('{{ legal_grounds }}', 'la règle')))).toEqual([
      ['legal-grounds', 'both'],
    ]);
  });

  it.each(languages)('of a compulsory prior appeal is said to lack the time for it, in %s', (language) => {
    const months = /\{\{ appeal_months[^}]*\}\}/g;
    for (const { key, ...texts } of seeds.filter(({ act }) => act.endsWith('prior-appeal'))) {
      const changed = without(texts[language], (text) => text.replace(months, ''));
      expect([key, missingMentions(found(changed, language), changed).map(({ data }) => data['name'])]).toEqual([
        key,
        ['prior-appeal-time'],
      ]);
    }
  });

  it('has the time for a compulsory prior appeal where its sentence says it', () => {
    const prior = seeds.find(({ key }) => key === 'unfavourable-decision-prior-appeal')!.fr;
    const byHand = (time: string) =>
      without(prior, (text) =>
        text
          .replace(/\{\{ appeal_months[^}]*\}\}/, 'ce temps')
          .replace('recours préalable obligatoire', `recours préalable obligatoire ${time}`),
      );
    expect(lacks(byHand('sous deux mois'))).toEqual([]);
    expect(lacks(byHand('sans attendre'))).toEqual([['prior-appeal-time', 'both']]);
  });

  it('is said by which variables to mend it, where there are any', () => {
    const without = (name: string) => ({
      ...decision,
      blocks: decision.blocks.map(({ full, short, ...block }) => ({
        ...block,
        full: full.replaceAll(name, 'x'),
        short: short?.replaceAll(name, 'x') ?? null,
      })),
    });
    const variablesOf = (content: TemplateContent) =>
      missingMentions(found(content, 'fr'), content).map(({ data }) => data['variables']);
    expect(variablesOf(without('{{ factual_grounds }}'))).toEqual([['factual_grounds', 'masked_secret']]);
    expect(variablesOf(without('deux mois'))).toEqual([[]]);
  });

  it('is said to lack what only one of its wordings says', () => {
    const blocks = decision.blocks.map((block) => ({
      ...block,
      short: block.short?.replace('{{ reply_link }}', '') ?? null,
    }));
    expect(lacks({ ...decision, blocks })).toEqual([['secure-page', 'short']]);
  });

  it('is said in which block it would be, where that is known', () => {
    const placesIn = (content: TemplateContent) =>
      missingMentions(found(content, 'fr'), content).map(({ where }) => where);
    const [appeal, legal, linked] = [
      decision.blocks.findIndex(({ kind }) => kind === 'appeal'),
      decision.blocks.findIndex(({ kind }) => kind === 'legal'),
      decision.blocks.findIndex(({ short }) => short?.includes('{{ reply_link }}')),
    ];
    const short = (change: (wording: string) => string): TemplateContent => ({
      ...decision,
      blocks: decision.blocks.map((block) => ({ ...block, short: block.short === null ? null : change(block.short) })),
    });
    expect(placesIn(without(decision, (text) => text.replaceAll('deux mois', 'un certain temps')))).toEqual([
      { block: appeal, wording: 'full' },
    ]);
    expect(placesIn(without(decision, (text) => text.replace('{{ legal_grounds }}', 'la règle')))).toEqual([
      { block: legal, wording: 'full' },
    ]);
    expect(placesIn(short((text) => text.replace('{{ reply_link }}', '')))).toEqual([
      { block: linked, wording: 'short' },
    ]);
    // It may stand in any block, and stands in none.
    expect(placesIn(without(acknowledgement, (text) => text.replace('{{ service_phone }}', '')))).toEqual([null]);
  });

  it('is said to lack what it says only where something was filled in', () => {
    const ifDate = (text: string) => text.replace(/(\{% if silence_accepts.*)/s, '{% if response_days %}$1{% endif %}');
    expect(lacks(without(acknowledgement, ifDate)).map(([name]) => name)).toEqual(
      expect.arrayContaining(['silence-date', 'silence-refuses', 'silence-accepts', 'certificate']),
    );
  });

  it('of no kind in law, lacks nothing', () => {
    expect(findMentions(decision, null, { language: 'fr', sourceLanguage: 'fr' })).toEqual([]);
  });

  it('has an article for each mention', () => {
    const names = new Set(seeds.flatMap(({ fr }) => found(fr, 'fr').map(({ name }) => name as MentionName)));
    for (const name of names) expect(mention(name).article).toMatch(/^(?:CRPA|CJA|CGCT|RGPD) /);
  });
});
