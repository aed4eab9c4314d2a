import type { TemplateContent } from '@guichet/contracts';
import { compareContents } from './compare-contents.js';

const content = (subject: string, ...blocks: [TemplateContent['blocks'][number]['kind'], string, string?][]) => ({
  subject,
  blocks: blocks.map(([kind, full, short]) => ({ kind, full, short: short ?? null, mandatory: false })),
  whatsapp: null,
  attachments: [],
  actions: { assign: null, addTags: [], status: null, snoozeDays: null },
});

describe('two versions side by side', () => {
  it('differ by words, and what is the same is only counted', () => {
    const before = content('Votre demande', ['greeting', 'Bonjour,'], ['facts', 'Envoyez-le avant lundi.']);
    const after = content('Votre demande', ['greeting', 'Bonjour,'], ['facts', 'Envoyez-le avant mardi.']);
    const { found, unchanged } = compareContents(before, after);
    expect(unchanged).toBe(1);
    expect(found).toEqual([
      {
        kind: 'facts',
        wording: 'full',
        fate: 'changed',
        pieces: [
          { text: 'Envoyez-le avant ', fate: 'kept' },
          { text: 'lundi', fate: 'removed' },
          { text: 'mardi', fate: 'added' },
          { text: '.', fate: 'kept' },
        ],
      },
    ]);
  });

  it('say which block came, which went, and that a short wording is new', () => {
    const before = content('A', ['facts', 'Un.'], ['legal', 'Loi.']);
    const after = content('B', ['facts', 'Un.', '1.'], ['appeal', 'Recours.']);
    expect(compareContents(before, after).found.map(({ kind, wording, fate }) => [kind, wording, fate])).toEqual([
      [undefined, 'subject', 'changed'],
      ['facts', 'short', 'changed'],
      ['legal', 'full', 'removed'],
      ['appeal', 'full', 'added'],
    ]);
  });
});
