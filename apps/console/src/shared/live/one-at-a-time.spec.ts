import { oneAtATime } from './one-at-a-time.js';

beforeAll(() => void jest.useFakeTimers());
afterAll(() => void jest.useRealTimers());

it('runs once more a while behind the one that runs, however often it is asked for meanwhile', async () => {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(300, () => new Promise<void>((resolve) => void ends.push(resolve)));
  const asked = ask();
  void ask();
  void ask();
  expect(ends).toHaveLength(1);
  ends[0]!();
  await jest.advanceTimersByTimeAsync(299);
  expect(ends).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(ends).toHaveLength(2);
  ends[1]!();
  await asked;
  expect(ends).toHaveLength(2);
  void ask();
  expect(ends).toHaveLength(3);
});
