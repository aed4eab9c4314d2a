import { mayTakeWay } from './provider-values.js';

const stored = { active: true, passwordsAllowed: true, domains: ['town.test'], issuer: 'https://town.test' };

describe('a change of a provider', () => {
  it.each([
    [{ active: false }, true],
    [{ passwordsAllowed: false }, true],
    [{ issuer: 'https://corrected.test' }, true],
    [{ issuer: ' https://town.test ' }, false],
    [{ domains: ['elsewhere.test'] }, false],
  ])('%o may take somebody a way to sign in: %s', (change, expected) => {
    expect(mayTakeWay(stored, { ...stored, ...change })).toBe(expected);
  });

  it('to the issuer takes nobody a way while nobody signs in by it', () => {
    const draft = { ...stored, active: false };
    expect(mayTakeWay(draft, { ...draft, issuer: 'https://corrected.test' })).toBe(false);
  });
});
