import { paginate } from './paginate-letter.js';

const line = () => [{ text: 'x', face: 'a', target: null }];
const block = (lines: number) => ({ lines: Array.from({ length: lines }, line), lineHeight: 10, before: 5 });
const room = { first: 60, top: 0, bottom: 100 };
/** Returns how many lines of each block are on each page, as `4 | 2 2`. */
const laid = (...lines: number[]) =>
  paginate(lines.map(block), room)
    .map((page) => page.map((placed) => placed.lines.length).join(' '))
    .join(' | ');

describe('the pages of a letter', () => {
  it.each([
    ['one is enough', [4], '4'],
    ['a block goes on', [8], '4 | 4'],
    ['no line is left alone on the next', [5], '3 | 2'],
    ['three lines stay together', [2, 3], '2 | 3'],
    ['no line is left alone at the end', [2, 6], '2 | 6'],
    ['a long block fills pages', [24], '4 | 10 | 10'],
    ['a line moves as it is', [1, 1, 1, 1], '1 1 1 | 1'],
    ['nothing is one page', [], ''],
  ])('%s', (_name, lines, pages) => expect(laid(...lines)).toBe(pages));

  it('keeps a space between blocks, but none at the top', () => {
    const [first, second] = paginate([block(3), block(2), block(2)], room);
    expect(first!.map(({ top }) => top)).toEqual([60]);
    expect(second!.map(({ top }) => top)).toEqual([0, 25]);
  });
});
