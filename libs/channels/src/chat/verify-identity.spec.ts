import { createHmac } from 'node:crypto';
import { identified } from './verify-identity.js';

const SECRET = 'a secret of the town hall';
const NOW = new Date('2026-11-02T12:00:00Z');
const hash = (userId: string, secret = SECRET) => createHmac('sha256', secret).update(userId).digest('hex');
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, secret = SECRET): string {
  const signed = `${base64(header)}.${base64(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('a visitor whom the page vouches for', () => {
  it('is known by the hash of their user id', () => {
    expect(identified({ userId: '42', name: 'Zoé', hash: hash('42') }, SECRET, NOW)).toEqual({
      userId: '42',
      name: 'Zoé',
      email: undefined,
    });
  });

  it.each([hash('43'), hash('42', 'another secret of somebody'), '', 'zz', `${hash('42')}00`])(
    'is nobody with the hash %s',
    (wrong) => expect(identified({ userId: '42', hash: wrong }, SECRET, NOW)).toBeNull(),
  );

  it('is known by a signed token', () => {
    const token = jwt({ sub: 42, email: 'zoe@citizen.test', exp: NOW.getTime() / 1000 + 60 });
    expect(identified({ jwt: token }, SECRET, NOW)).toEqual({
      userId: '42',
      name: undefined,
      email: 'zoe@citizen.test',
    });
  });

  // Threats: R10.
  it.each([
    ['expired', jwt({ sub: '42', exp: NOW.getTime() / 1000 - 1 })],
    ['not valid yet', jwt({ sub: '42', nbf: NOW.getTime() / 1000 + 3600 })],
    ['signed by another', jwt({ sub: '42' }, undefined, 'another secret of somebody')],
    ['of an algorithm of its own choice', jwt({ sub: '42' }, { alg: 'none' })],
    ['about nobody', jwt({})],
    ['cut', jwt({ sub: '42' }).slice(0, -4)],
    ['no token', 'zoe'],
  ])('is nobody with a token that is %s', (_, token) => expect(identified({ jwt: token }, SECRET, NOW)).toBeNull());
});
