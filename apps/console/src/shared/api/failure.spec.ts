import { Failure, isOffline } from './failure.js';

describe('what failed because the server could not be reached', () => {
  it('is a request that had no answer, and a part of the console that could not be fetched', () => {
    for (const error of [
      new Failure('offline'),
      new TypeError('Failed to fetch dynamically imported module: https://guichet.test/assets/now-page.js'),
      new TypeError('error loading dynamically imported module'),
      new TypeError('Importing a module script failed.'),
      new Error('Unable to preload CSS for /assets/now-page.css'),
    ])
      expect([error.message, isOffline(error)]).toEqual([error.message, true]);
  });

  it('is no refusal, and no fault of ours', () => {
    expect(isOffline(new Failure('not-permitted'))).toBe(false);
    expect(isOffline(new TypeError("Cannot read properties of undefined (reading 'name')"))).toBe(false);
    expect(isOffline('offline')).toBe(false);
  });
});
