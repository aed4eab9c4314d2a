import { OwnOriginCheck } from '@guichet/live';
import { loadConfig } from '@guichet/platform';
import type { FastifyRequest } from 'fastify';
import { refuseCrossSiteRequests } from './refuse-cross-site-requests.js';

const ownPages = new OwnOriginCheck(loadConfig({ GUICHET_PUBLIC_URL: 'https://desk.example.org' }));
const JSON_BODY = { 'content-type': 'application/json' };
const post = (headers: Record<string, string>, host = 'desk.example.org') =>
  refuseCrossSiteRequests({ headers, host } as unknown as FastifyRequest, ownPages);

// ASVS: 7.6.2.
describe('a post that needs no session', () => {
  it.each<[Record<string, string>, string]>([
    [{ ...JSON_BODY }, 'a program says nothing of where it comes from'],
    [{ ...JSON_BODY, origin: 'https://desk.example.org', 'sec-fetch-site': 'same-origin' }, 'a page of ours'],
    [{ 'content-type': 'application/json; charset=utf-8', origin: 'https://desk.example.org' }, 'an older browser'],
  ])('is admitted: %s', (headers) => expect(() => post(headers)).not.toThrow());

  it('is admitted from the address under which we are asked, too', () => {
    expect(() => post({ ...JSON_BODY, origin: 'http://localhost:3000' }, 'localhost:3000')).not.toThrow();
  });

  // Threats: A057.
  it.each([
    [{ ...JSON_BODY, origin: 'https://evil.example' }],
    [{ ...JSON_BODY, origin: 'null' }],
    [{ ...JSON_BODY, 'sec-fetch-site': 'cross-site' }],
    [{ ...JSON_BODY, origin: 'https://desk.example.org', 'sec-fetch-site': 'same-site' }],
    [{ 'content-type': 'text/plain', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ])('of a foreign page is refused: %j', (headers) => {
    expect(() => post(headers)).toThrow('page of another site');
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'is JSON, and no %s',
    (type) => {
      expect(() => post({ 'content-type': type })).toThrow('The body is JSON');
    },
  );
});
