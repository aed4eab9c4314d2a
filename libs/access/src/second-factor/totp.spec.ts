import fc from 'fast-check';
import { newTotpSecret, totpAt, totpStep, totpUri } from './totp.js';

const STEP_MS = 30_000;
/** The secret of RFC 6238, appendix B: `12345678901234567890`. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is the one that RFC 6238 gives at second %i', (seconds, code) => {
    const at = new Date(seconds * 1000);
    expect(totpAt(RFC_SECRET, at)).toBe(code);
    expect(totpStep(RFC_SECRET, code, at)).toBe(Math.floor(seconds / 30));
  });

  // ASVS: 6.5.5.
  it('is right one step early or late and names its own step, and is wrong two steps away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 100_000_000 }), fc.integer({ min: -3, max: 3 }), (step, off) => {
        const secret = newTotpSecret();
        const code = totpAt(secret, new Date(step * STEP_MS));
        const near = [-1, 0, 1].map((one) => totpAt(secret, new Date((step + off + one) * STEP_MS)));
        // A million codes: now and then the same one is right at another time, too.
        fc.pre(Math.abs(off) <= 1 ? near.indexOf(code) === near.lastIndexOf(code) : !near.includes(code));
        expect(totpStep(secret, code, new Date((step + off) * STEP_MS))).toBe(Math.abs(off) <= 1 ? step : null);
      }),
      { numRuns: 100 },
    );
  });

  it('may be typed with spaces, as apps show it, and is nothing else than six digits', () => {
    const at = new Date(59_000);
    expect(totpStep(RFC_SECRET, ' 287 082 ', at)).toBe(1);
    for (const code of ['', '28708', '2870820', '28708a', '２８７０８２', '-87082', "287082' or 1"])
      expect([code, totpStep(RFC_SECRET, code, at)]).toEqual([code, null]);
  });
});

describe('the address of a secret', () => {
  it('says to an app what it needs, also for an agent with a name that no address has', () => {
    const uri = new URL(totpUri(RFC_SECRET, 'zoé&x=1@mairie.test'));
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('Guichet:zoé&x=1@mairie.test');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Guichet',
      secret: RFC_SECRET,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
