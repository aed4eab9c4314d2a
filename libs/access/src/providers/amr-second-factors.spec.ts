import { amrSecondFactors } from './amr-second-factors.js';

// ASVS: 6.8.4.
describe('the second factor of a provider', () => {
  it.each([
    ['generic', ['pwd', 'mfa'], ['mfa']],
    ['generic', ['pwd', 'otp'], ['otp']],
    ['generic', ['totp'], ['totp']],
    ['generic', ['pop'], []],
    ['generic', ['pwd', 'pop', 'hwk', 'face'], []],
    ['proconnect', ['pop'], ['pop']],
    ['proconnect', ['pwd', 'totp', 'mfa'], ['mfa', 'totp']],
    ['proconnect', ['pwd', 'otp'], []],
    ['generic', ['MFA', '', null, { mfa: true }], []],
    ['generic', 'mfa', []],
    ['proconnect', undefined, []],
  ] as const)('of the profile %s in %j is %j', (profile, claim, ways) => {
    expect(amrSecondFactors(profile, claim)).toEqual(ways);
  });
});
