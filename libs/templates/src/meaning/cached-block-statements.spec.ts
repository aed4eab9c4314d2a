import { readBlock } from './cached-block-statements.js';
import { saidOf } from './statements.js';

const block = (text: string, value = '2071-01-01', n = 0) => ({
  block: n,
  runs: [
    { text, variable: null },
    { text: value, variable: 'deadline' },
  ],
});

describe('a block', () => {
  it('is read once for its words, its values, its place and its language', () => {
    const read = readBlock(block('Répondez avant le '), 'fr');
    expect(readBlock(block('Répondez avant le '), 'fr')).toBe(read);
    for (const other of [
      readBlock(block('Répondez après le '), 'fr'),
      readBlock(block('Répondez avant le ', '2071-01-02'), 'fr'),
      readBlock(block('Répondez avant le ', '2071-01-01', 1), 'fr'),
      readBlock(block('Répondez avant le '), 'en'),
    ])
      expect(other).not.toBe(read);
    expect(read.stated.map(({ kind, variable }) => [kind, variable])).toEqual([['date', 'deadline']]);
  });

  it('is quoted without the stop that ends a sentence', () => {
    const runs = [{ text: 'Le guichet ferme le 3 janvier. Il rouvre le 5 janv.', variable: null }];
    expect(readBlock({ block: 0, runs }, 'fr').stated.map(saidOf)).toEqual(['3 janvier', '5 janv']);
  });

  it('is forgotten once many others were read, the one that was read longest ago first', () => {
    const [old, used] = [readBlock(block('Vieux texte '), 'fr'), readBlock(block('Texte relu '), 'fr')];
    for (let n = 0; n < 45; n += 1) {
      readBlock(block(`${'Autre texte '.repeat(900)}${n} `), 'fr');
      expect(readBlock(block('Texte relu '), 'fr')).toBe(used);
    }
    expect(readBlock(block('Vieux texte '), 'fr')).not.toBe(old);
  });
});
