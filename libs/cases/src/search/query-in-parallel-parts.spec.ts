import { queryInParts } from './query-in-parallel-parts.js';

describe('many rows', () => {
  it('are asked for in parts at once, and come in the order of what was asked for', async () => {
    const asked: (readonly number[])[] = [];
    const answers = await queryInParts([1, 2, 3, 4, 5], 2, async (part) => {
      asked.push(part);
      for (let turn = part[0]!; turn < 5; turn += 1) await Promise.resolve();
      return part.map((item) => item * 10);
    });
    expect(asked).toEqual([[1, 2], [3, 4], [5]]);
    expect(answers).toEqual([10, 20, 30, 40, 50]);
  });
});
