import type { TemplateFinding } from '@guichet/contracts';
import { findingTarget } from './finding-target.js';

const block = (full: string, short: string | null) => ({ kind: 'facts' as const, full, short, mandatory: false });
const finding = (over: Partial<TemplateFinding>): TemplateFinding => ({
  severity: 'error',
  code: 'facts-differ',
  where: null,
  data: {},
  ...over,
});
const blocks = [block('Bonjour,', ''), block('Avant le 3 janvier 2027.', 'Bientôt.'), block('Rien.', 'Sous 2 mois.')];

describe('where a finding leads', () => {
  it.each([
    [
      'where the server says',
      finding({ where: { block: 2, wording: 'full' } }),
      { where: { block: 2, wording: 'full' } },
    ],
    [
      'to the short wording that leaves out what the full one tells',
      finding({ data: { rendering: 'sms', missing: ['3 janvier 2027'], added: [] } }),
      { where: { block: 1, wording: 'short' } },
    ],
    [
      'to the short wording that tells more',
      finding({ data: { rendering: 'sms', missing: [], added: ['2 mois'] } }),
      { where: { block: 2, wording: 'short' } },
    ],
    [
      'to the place where it shows, when it comes from a value',
      finding({ data: { rendering: 'sms', missing: ['18 décembre 2026'], added: [] } }),
      { rendering: 'sms' },
    ],
    [
      'to the sentence that has the words, when they differ somewhere in the text',
      finding({ code: 'words-differ', data: { about: 'number', full: ['janvier'], short: ['bientôt'] } }),
      { where: { block: 1, wording: 'short' } },
    ],
    [
      'to the full wording that alone has the words',
      finding({ code: 'words-differ', data: { about: 'number', full: ['janvier'], short: [] } }),
      { where: { block: 1, wording: 'full' } },
    ],
    ['nowhere, when it is about the whole', finding({ code: 'no-appeal' }), undefined],
  ])('%s', (_, given, expected) => {
    expect(findingTarget(given, { blocks })).toEqual(expected);
  });
});
