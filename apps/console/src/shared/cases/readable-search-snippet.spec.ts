import { withoutName, withReadableNumbers } from './readable-search-snippet.js';

const passage = (text: string) => [
  { text, hit: false },
  { text: 'fille', hit: true },
];
const shown = (text: string) => withoutName(passage(text), 'Céleste Bouvret')[0]?.text;

describe('the passage in which a case was found', () => {
  it('does not repeat the name beside which it stands, or the end of it', () => {
    expect(shown('Céleste Bouvret · c@example.org · Ma ')).toBe('c@example.org · Ma ');
    expect(shown('Bouvret · c@example.org · Ma ')).toBe('c@example.org · Ma ');
    expect(shown('· Céleste Bouvret · Ma ')).toBe('Ma ');
    expect(shown(' ·  · Ma ')).toBe('Ma ');
  });

  it('keeps everything else, and what was found', () => {
    expect(shown('Menu · Céleste Bouvret · Ma ')).toBe('Menu · Céleste Bouvret · Ma ');
    expect(shown('de Bouvret')).toBe('de Bouvret');
    expect(withoutName([{ text: 'Céleste', hit: true }], 'Céleste')).toEqual([{ text: 'Céleste', hit: true }]);
    expect(withoutName([], 'Céleste')).toEqual([]);
  });

  it('has numbers as one writes them', () => {
    const [first, second] = withReadableNumbers([
      { text: 'Zoé · +33639981211 · Ma ', hit: false },
      { text: '+33639981211', hit: true },
    ]);
    expect(first?.text.replaceAll('\u00a0', ' ')).toBe('Zoé · 06 39 98 12 11 · Ma ');
    expect(second?.text.replaceAll('\u00a0', ' ')).toBe('06 39 98 12 11');
  });
});
