import { createHmac } from 'node:crypto';
import type { RawRequest } from '../raw-request.js';
import { handshake, verify } from './webhook-verification-and-entries.js';

const app = { accessToken: 'token', appSecret: 'a secret of a test', verifyToken: 'a phrase' };
const request = (body: string, headers: Record<string, string>): RawRequest => ({
  externalId: '1',
  body: Buffer.from(body),
  headers,
  receivedAt: new Date(),
});
const hmac = (name: string, body: string, key = app.appSecret) => createHmac(name, key).update(body).digest('hex');

describe('the signature of a call', () => {
  // As Meta writes it: escaped, which JSON.stringify would undo.
  const body = String.raw`{"text":"\ud83d\udc4d \u00e9t\u00e9 https:\/\/ville.example"}`;

  // Threats: F01.
  it('is that of its bytes as they came', () => {
    const headers = { 'x-hub-signature-256': `sha256=${hmac('sha256', body)}` };
    expect(verify(request(body, headers), app)).toBe(true);
    expect(verify(request(JSON.stringify(JSON.parse(body)), headers), app)).toBe(false);
  });

  // Threats: F01.
  it.each([
    ['there is none', {}],
    ['it is the old one alone', { 'x-hub-signature': `sha1=${hmac('sha1', body)}` }],
    ['it is the old one under the new name', { 'x-hub-signature-256': `sha1=${hmac('sha1', body)}` }],
    ['it is of another app', { 'x-hub-signature-256': `sha256=${hmac('sha256', body, 'another')}` }],
    ['it is empty', { 'x-hub-signature-256': '' }],
  ])('is refused where %s', (_, headers) =>
    expect(verify(request(body, headers as Record<string, string>), app)).toBe(false),
  );
});

describe('the handshake', () => {
  const ask = (query: Record<string, string>, method = 'GET') =>
    handshake(
      request('', {
        ':method': method,
        ':url': `https://town.example/hooks/whatsapp/1?${new URLSearchParams(query).toString()}`,
      }),
      app,
    );
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'a phrase', 'hub.challenge': '1158201444' };

  // Threats: F02.
  it('gives the challenge back to whoever knows the token', () => {
    expect(ask(right)).toMatchObject({ status: 200, body: '1158201444', headers: { 'content-type': 'text/plain' } });
  });

  // Threats: F02.
  it.each([
    ['the token is another', { ...right, 'hub.verify_token': 'A phrase' }],
    ['the token is missing', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['the mode is another', { ...right, 'hub.mode': 'unsubscribe' }],
    ['the challenge is no number', { ...right, 'hub.challenge': '<script>alert(1)</script>' }],
    ['there is no challenge', { ...right, 'hub.challenge': '' }],
  ])('says nothing where %s', (_, query) => expect(ask(query)).toBeUndefined());

  it('is a GET', () => expect(ask(right, 'POST')).toBeUndefined());
});
