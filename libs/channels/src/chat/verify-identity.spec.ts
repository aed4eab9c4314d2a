import { createHmac } from 'node:crypto';
import { checkIdentity } from './verify-identity.js';

const SECRET = 'a secret of the town hall';
const NOW = new Date('2026-11-02T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const DAY = 86_400;
const hash = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex');
const until = (expires: number, userId = '42') => ({ userId, expires, hash: hash(`${expires}:${userId}`) });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, secret = SECRET): string {
  const signed = `${base64(header)}.${base64(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('a visitor whom the page vouches for', () => {
  it('is known by the hash of their user id and of its end', () => {
    expect(checkIdentity({ ...until(SECONDS + 60), name: 'Zoé' }, SECRET, NOW)).toEqual({
      person: { userId: '42', name: 'Zoé', email: undefined },
      fault: null,
    });
  });

  // ASVS: 9.1.1.
  it.each([hash(`${SECONDS + 60}:43`), hash(`${SECONDS + 60}:42`, 'another secret of somebody'), hash('42'), '', 'zz'])(
    'is nobody with the hash %s',
    (wrong) =>
      expect(checkIdentity({ ...until(SECONDS + 60), hash: wrong }, SECRET, NOW)).toEqual({
        person: null,
        fault: 'wrong-signature',
      }),
  );

  it('is known by a signed token', () => {
    const token = jwt({ sub: 42, email: 'zoe@citizen.test', exp: SECONDS + 60 });
    expect(checkIdentity({ jwt: token }, SECRET, NOW)).toEqual({
      person: { userId: '42', name: undefined, email: 'zoe@citizen.test' },
      fault: null,
    });
  });

  // Threats: R10.
  // ASVS: 9.1.1, 9.1.2, 9.2.1.
  it.each([
    ['expired', jwt({ sub: '42', exp: SECONDS - 1 }), 'expired'],
    ['not valid yet', jwt({ sub: '42', exp: SECONDS + 7200, nbf: SECONDS + 3600 }), 'not-valid-yet'],
    ['signed by another', jwt({ sub: '42', exp: SECONDS + 60 }, undefined, 'another secret'), 'wrong-signature'],
    ['of an algorithm of its own choice', jwt({ sub: '42', exp: SECONDS + 60 }, { alg: 'none' }), 'wrong-signature'],
    ['about nobody', jwt({ exp: SECONDS + 60 }), 'wrong-signature'],
    ['cut', jwt({ sub: '42', exp: SECONDS + 60 }).slice(0, -4), 'wrong-signature'],
    ['no token', 'zoe', 'wrong-signature'],
  ])('is nobody with a token that is %s', (_, token, fault) =>
    expect(checkIdentity({ jwt: token }, SECRET, NOW)).toEqual({ person: null, fault }),
  );

  // Threats: R10.
  // ASVS: 9.2.1.
  it.each([
    ['without an end', undefined, 'no-expiry'],
    ['over', SECONDS, 'expired'],
    ['without end in the lifetime of anybody', SECONDS + 10 * 365 * DAY, 'expires-too-late'],
    ['a minute longer than the skew of a clock explains', SECONDS + DAY + 61, 'expires-too-late'],
    ['a day long', SECONDS + DAY, null],
  ])('is vouched for only for a day: %s', (_, end, fault) => {
    const token = { jwt: jwt({ sub: '42', ...(end !== undefined && { exp: end }) }) };
    const signed = end === undefined ? { userId: '42', hash: hash('42') } : until(end);
    expect([token, signed].map((identity) => checkIdentity(identity, SECRET, NOW).fault)).toEqual([fault, fault]);
  });
});
