import type { TemplateVariant, TemplateVersion } from '@guichet/contracts';
import { currentVersion, languageToOpen, variantStates, validityState } from './variant-states-and-current-version.js';

const variant = (over: Partial<TemplateVariant>): TemplateVariant => ({
  language: 'fr',
  approved: null,
  open: null,
  withdrawn: false,
  stale: false,
  lacksBlock: null,
  ...over,
});
const version = (number: number, state: TemplateVersion['state'], language: 'fr' | 'en' = 'fr') =>
  ({ number, state, language }) as TemplateVersion;

describe('the language in which a template is opened', () => {
  const open = { number: 1, state: 'review' } as const;
  const opened = (...variants: TemplateVariant[]) => languageToOpen({ variants, sourceLanguage: 'fr' });

  it('is that of the source', () => expect(opened(variant({ approved: 1 }))).toBe('fr'));
  it('is the one in review', () =>
    expect(opened(variant({ approved: 1 }), variant({ language: 'en', open }))).toBe('en'));
  it('is that of the source where both are in review', () =>
    expect(opened(variant({ language: 'en', open }), variant({ open }))).toBe('fr'));
});

describe('how a language of a template stands', () => {
  it.each([
    ['is not there', undefined, ['missing']],
    ['is being written for the first time', variant({ open: { number: 1, state: 'draft' } }), ['draft']],
    ['is in use', variant({ approved: 2 }), ['approved']],
    [
      'lacks the text of a block',
      variant({ approved: 2, lacksBlock: { key: null, title: 'Horaires' } }),
      ['lacksBlock'],
    ],
    ['translates what has changed', variant({ approved: 2, stale: true }), ['stale']],
    ['is out of use, as its source tells something else', variant({ stale: true }), ['stale']],
    [
      'is translated for the first time, and its source has changed',
      variant({ stale: true, open: { number: 1, state: 'draft' } }),
      ['draft'],
    ],
    [
      'is in use while the next is read',
      variant({ approved: 2, open: { number: 3, state: 'review' } }),
      ['approved', 'review'],
    ],
    ['is withdrawn', variant({ approved: null, withdrawn: true }), ['withdrawn']],
  ])('when it %s', (_, given, expected) => {
    expect(variantStates(given)).toEqual(expected);
  });

  it('is looked at by what is being done, then by what is in use, then by what was', () => {
    const past = [version(1, 'replaced'), version(2, 'approved'), version(9, 'draft', 'en')];
    expect(currentVersion([...past, version(3, 'review')], 'fr')?.number).toBe(3);
    expect(currentVersion(past, 'fr')?.number).toBe(2);
    expect(currentVersion([version(1, 'replaced'), version(2, 'withdrawn')], 'fr')?.number).toBe(2);
    expect(currentVersion([version(1, 'approved')], 'en')).toBeUndefined();
  });

  it('is valid on its first and on its last day', () => {
    const december = { validFrom: '2026-12-01', validUntil: '2026-12-31' };
    expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map((day) => validityState(december, day))).toEqual(
      ['notYet', undefined, undefined, 'over'],
    );
  });
});
