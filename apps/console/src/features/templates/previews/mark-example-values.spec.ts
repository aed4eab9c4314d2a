import { inPieces } from './mark-example-values.js';

const said = (text: string, ...rest: [Parameters<typeof inPieces>[1], Parameters<typeof inPieces>[2]]) =>
  inPieces(text, ...rest)
    .filter(({ value }) => value)
    .map((piece) => piece.text);

describe('the values in a preview', () => {
  it('are found as they stand, the longest first', () => {
    const examples = [
      { type: 'text' as const, value: 'Zoé' },
      { type: 'text' as const, value: 'Zoé Martin' },
      { type: 'list' as const, value: 'Un justificatif\nLe livret' },
    ];
    expect(said('Bonjour Zoé Martin, envoyez : - Un justificatif - Le livret', examples, [])).toEqual([
      'Zoé Martin',
      'Un justificatif',
      'Le livret',
    ]);
  });

  it('are found as a date or an amount is spelled, and not where only a figure is the same', () => {
    const examples = [
      { type: 'date' as const, value: '2026-12-18' },
      { type: 'text' as const, value: '4' },
    ];
    const facts = [{ kind: 'date' as const, value: '2026-12-18', text: '18 décembre 2026' }];
    expect(said('Avant le 18 décembre 2026, guichet 4 (4e étage).', examples, facts)).toEqual(['18 décembre 2026']);
  });

  it('are nowhere when there are none', () => {
    expect(inPieces('Bonjour', [], [])).toEqual([{ text: 'Bonjour', value: false }]);
  });
});
