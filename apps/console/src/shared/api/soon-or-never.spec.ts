import { soonOrNever } from './soon-or-never.js';

it('is what was asked for, and nothing where that fails or takes too long', async () => {
  expect(await soonOrNever(Promise.resolve(3), 1000)).toBe(3);
  expect(await soonOrNever(Promise.reject(new Error('It failed.')), 1000)).toBeUndefined();
  expect(await soonOrNever(new Promise<number>(() => {}), 10)).toBeUndefined();
});
