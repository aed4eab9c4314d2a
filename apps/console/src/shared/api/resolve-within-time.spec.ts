import { resolveWithinTime } from './resolve-within-time.js';

it('is what was asked for, and nothing where that fails or takes too long', async () => {
  expect(await resolveWithinTime(Promise.resolve(3), 1000)).toBe(3);
  expect(await resolveWithinTime(Promise.reject(new Error('It failed.')), 1000)).toBeUndefined();
  expect(await resolveWithinTime(new Promise<number>(() => {}), 10)).toBeUndefined();
});
