import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, 30 seconds. */
const PERIOD_SECONDS = 30;
const SHAPE = { issuer: 'Guichet', algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS } as const;
/** Clocks of phones are off by a little: the code before and the one after are taken, too. */
const CLOCK_SKEW_STEPS = 1;

/** A new secret of 160 bits, as RFC 4226 recommends, in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The `otpauth:` address of a secret, which the QR code holds; an app shows the account by `label`. */
export const totpUri = (secret: string, label: string): string => new TOTP({ ...SHAPE, secret, label }).toString();

/** The code of a secret at a time. */
export const totpAt = (secret: string, at: Date): string =>
  new TOTP({ ...SHAPE, secret }).generate({ timestamp: at.getTime() });

/** The number of the 30 seconds for which a code is right; null: it is wrong at this time. Compares in constant time. */
export function totpStep(secret: string, code: string, at: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = at.getTime();
  const delta = new TOTP({ ...SHAPE, secret }).validate({ token, timestamp, window: CLOCK_SKEW_STEPS });
  return delta === null ? null : Math.floor(timestamp / (PERIOD_SECONDS * 1000)) + delta;
}
