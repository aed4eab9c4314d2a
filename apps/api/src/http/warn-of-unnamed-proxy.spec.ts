import { Logger, TrustedProxies } from '@guichet/platform';
import fastify from 'fastify';
import { Writable } from 'node:stream';
import { warnOfUnnamedProxy } from './warn-of-unnamed-proxy.js';

async function linesAfter(trusted: string, requests: { remoteAddress: string; forwarded?: string }[]) {
  const lines: string[] = [];
  const written = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
  const check = warnOfUnnamedProxy(TrustedProxies.parse(trusted), new Logger('info', written));
  const app = fastify();
  app.get('/', (request) => {
    check(request);
    return '';
  });
  for (const { remoteAddress, forwarded } of requests)
    await app.inject({ url: '/', remoteAddress, headers: forwarded ? { 'x-forwarded-for': forwarded } : {} });
  return lines;
}

const forwarded = '203.0.113.7';

it('warns once of a proxy that is not named', async () => {
  const lines = await linesAfter('', [
    { remoteAddress: '10.0.0.4', forwarded },
    { remoteAddress: '10.0.0.5', forwarded },
  ]);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', proxy: '10.0.0.4' });
});

it('does not warn where the proxy is named, or there is none', async () => {
  expect(await linesAfter('10.0.0.0/8', [{ remoteAddress: '10.0.0.4', forwarded }])).toEqual([]);
  expect(await linesAfter('', [{ remoteAddress: '10.0.0.4' }])).toEqual([]);
});
