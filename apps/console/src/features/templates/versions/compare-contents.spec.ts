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

  it('differ by whole chips, and show no asterisks of what is bold', () => {
    const before = content('A', ['facts', 'Reçu le {{ received_on }}, **avant {{ due_on | short }}**.']);
    const after = content('A', ['facts', 'Reçu le {{ today }}, **avant {{ due_on | long }}**.']);
    expect(compareContents(before, after).found[0]!.pieces).toEqual([
      { text: 'Reçu le ', fate: 'kept' },
      { text: '{{ received_on }}', fate: 'removed' },
      { text: '{{ today }}', fate: 'added' },
      { text: ', ', fate: 'kept' },
      { text: 'avant ', fate: 'kept', isBold: true },
      { text: '{{ due_on | short }}', fate: 'removed', isBold: true },
      { text: '{{ due_on | long }}', fate: 'added', isBold: true },
      { text: '.', fate: 'kept' },
    ]);
  });

  it('differ where a word is bold now', () => {
    const { pieces } = compareContents(content('A', ['facts', 'Un mot']), content('A', ['facts', 'Un **mot**']))
      .found[0]!;
    expect(pieces).toEqual([
      { text: 'Un ', fate: 'kept' },
      { text: '**', fate: 'added' },
      { text: 'mot', fate: 'kept', isBold: true },
      { text: '**', fate: 'added' },
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
