import { oneAtATime } from './one-at-a-time.js';

it('runs once more behind the one that runs, however often it is asked for meanwhile', async () => {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise<void>((resolve) => void ends.push(resolve)));
  const asked = ask();
  void ask();
  void ask();
  expect(ends).toHaveLength(1);
  ends[0]!();
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]!();
  await asked;
  expect(ends).toHaveLength(2);
  void ask();
  expect(ends).toHaveLength(3);
});
