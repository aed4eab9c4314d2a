import { forEachYielding } from './for-each-yielding.js';

/** Keeps the thread busy for longer than a turn. */
function work(): void {
  const end = performance.now() + 5;
  while (performance.now() < end);
}

describe('Work in turns', () => {
  it('is done in order, and lets others run in between', async () => {
    const happened: string[] = [];
    setImmediate(() => happened.push('another'));
    await forEachYielding(['first', 'second', 'third'], (item) => {
      work();
      happened.push(item);
    });
    expect(happened).toEqual(['first', 'another', 'second', 'third']);
  });

  it('fails where the work fails, and goes no further', async () => {
    const done: number[] = [];
    const failing = forEachYielding([1, 2, 3], (item) => {
      if (item === 2) throw new Error('no');
      done.push(item);
    });
    await expect(failing).rejects.toThrow('no');
    expect(done).toEqual([1]);
  });
});
