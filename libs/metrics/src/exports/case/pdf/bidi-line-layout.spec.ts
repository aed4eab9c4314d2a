import { accessibleDocument, linesOf, Typeface } from '@guichet/templates';
import { isRightToLeft, saidBy, spotsOf } from './bidi-line-layout.js';

let typeface: Typeface;
beforeAll(async () => {
  const properties = { title: 'x', author: 'x', createdAt: new Date(0), locale: 'fr-FR' };
  typeface = new Typeface(await accessibleDocument(properties));
});

const ROOM = { left: 100, width: 400, size: 10 };

/** A line as it is placed, in the order in which it is drawn. */
function placed(text: string) {
  const [line = []] = linesOf(typeface, { pieces: [{ text, strong: false, target: null }], ...ROOM });
  return { line, spots: spotsOf(typeface, line, { ...ROOM, isRightToLeft: isRightToLeft(text) }) };
}

/** What is seen, stretch by stretch from the left. */
const seen = (text: string) =>
  placed(text)
    .spots.toSorted((a, b) => a.x - b.x)
    .map((spot) => spot.text.trim())
    .filter(Boolean)
    .join(' | ');

describe('a line', () => {
  it.each([
    ['French', 'Bonjour 12', 'Bonjour 12'],
    ['French with Hebrew', 'École (שלום עולם) 12', 'École ( | שלום עולם | ) | 12'],
    ['Hebrew with French', 'שלום Les Lilas', 'Les Lilas | שלום'],
    ['Hebrew with a number and a full stop', 'שלום 12.', '. | 12 | שלום'],
    ['brackets, which turn', '(שלום) Lilas', 'Lilas | ( | שלום | )'],
    ['Arabic with a day', 'يوم 12 مارس', 'مارس | 12 | يوم'],
  ])('stands in the order of its script: %s', (_name, text, order) => expect(seen(text)).toBe(order));

  it('is read in the order in which it was written', () => {
    const { spots, line } = placed('שלום Les Lilas 12.');
    expect(spots.map(({ text }) => text.trim()).filter(Boolean)).toEqual(['שלום', 'Les Lilas 12', '.']);
    expect(saidBy(line)).toBe('שלום Les Lilas 12. ');
    expect(saidBy(placed('你 12').line)).toBe('你 12 ');
    expect(saidBy(placed('École 12').line)).toBeUndefined();
  });

  it.each([
    ['at the left', 'Bonjour', false],
    ['at the right, where it is read from there', 'שלום', true],
  ])('begins %s', (_name, text, isAtRight) => {
    const { spots } = placed(text);
    const ends = spots.map(({ x, width }) => x + width);
    if (isAtRight) expect(Math.max(...ends)).toBeCloseTo(ROOM.left + ROOM.width);
    else expect(Math.min(...spots.map(({ x }) => x))).toBe(ROOM.left);
  });

  it('is judged by its first letter, and not by what stands before it', () => {
    expect(isRightToLeft('12 ( שלום Lilas')).toBe(true);
    expect(isRightToLeft('Lilas שלום')).toBe(false);
    expect(isRightToLeft('12')).toBe(false);
  });
});
