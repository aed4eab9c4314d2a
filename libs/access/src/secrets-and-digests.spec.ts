import { newSecret } from './secrets-and-digests.js';
import { newTotpSecret } from './second-factor/totp.js';

/** How often each bit of many secrets of the same length is set, from 0 to 1. */
function sharesOfBits(secrets: Buffer[]): number[] {
  const bits = secrets[0]!.length * 8;
  return Array.from(
    { length: bits },
    (_, bit) => secrets.filter((secret) => secret[bit >> 3]! & (1 << (bit & 7))).length / secrets.length,
  );
}

const base32 = (text: string): Buffer => {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => parseInt(byte, 2)),
  );
};

describe('a secret', () => {
  // ASVS: 6.5.3, 7.2.3. That they come from the generator of the system, no test can tell: `secrets-and-digests.ts` asks it.
  it.each([
    ['of a session, a token or a link', 256, () => Buffer.from(newSecret(), 'base64url')],
    ['of an authenticator app', 160, () => base32(newTotpSecret())],
  ])('%s has %i bits, each of them open, and is never the same twice', (_, bits, make) => {
    const secrets = Array.from({ length: 2000 }, make);
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(2000);
    const shares = sharesOfBits(secrets);
    expect(shares).toHaveLength(bits);
    // Nine standard deviations: chance alone does not get there.
    for (const share of shares) expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  });
});
