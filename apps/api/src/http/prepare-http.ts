import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { Config, histogram, Logger, withRequestId, type TrustedProxies } from '@guichet/platform';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { warnOfUnnamedProxy } from './warn-of-unnamed-proxy.js';

/** JSON bodies: the longest answer that may be written, with room for its JSON. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** No script, style or frame of anybody else's; the styles of our components are set by their code. */
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "frame-src 'self' about: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const requestSeconds = histogram('guichet_http_request_seconds', {
  help: 'Time to answer a request.',
  labelNames: ['method', 'route', 'status'],
});

/** `proxies`: whose `X-Forwarded-For` and `X-Forwarded-Host` are believed, of which `ip` and `host` of a request are made. */
export function httpAdapter(proxies: TrustedProxies): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: (address) => proxies.includes(address),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // A body that says `__proto__` is not ours to understand.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    requestTimeout: 60_000,
  });
}

/** Everything of HTTP that is no route: cookies, uploads, headers, the console's files. */
export async function prepareHttp(app: NestFastifyApplication, consoleDir: string | null): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyCookie as never);
  await app.register(fastifyMultipart as never);
  const config = app.get(Config);
  const secure = config.publicUrl.startsWith('https:');
  const checkProxy = warnOfUnnamedProxy(config.trustedProxies, app.get(Logger));

  fastify.addHook('onRequest', (request, reply, done) => {
    checkProxy(request);
    reply
      .header('X-Request-Id', request.id)
      .header('Content-Security-Policy', CSP)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'same-origin')
      .header('X-Frame-Options', 'DENY')
      .header('Cross-Origin-Opener-Policy', 'same-origin')
      .header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
    if (secure) reply.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    // Answers of the API are of one person at one moment.
    if (request.url.startsWith('/api/'))
      reply.header('Cache-Control', 'no-store').header('Vary', 'Cookie, Authorization');
    withRequestId(request.id, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });

  if (!consoleDir) return;
  await serveConsoleFiles(app, consoleDir);
  const index = await readFile(join(consoleDir, 'index.html'));
  // A page of the console is its address: whatever path it has, the console's own router knows what to show.
  fastify.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0]!;
    const isPage =
      request.method === 'GET' &&
      !/^\/(api|socket\.io|hooks|chat|portal|oauth|saml|scim|\.well-known|healthz|readyz|metrics)(\/|$)/.test(path) &&
      !/\.\w{1,8}$/.test(path);
    if (isPage) return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(index);
  });
}

/** All files of the console, as they were built, and no others. */
async function serveConsoleFiles(app: NestFastifyApplication, consoleDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: consoleDir,
    wildcard: false,
    globIgnore: ['assets/**'],
    index: false,
    immutable: true,
    maxAge: '1y',
    // The build writes `.br` and `.gz` beside what is worth it.
    preCompressed: true,
    setHeaders,
  } as never);
  const assets = join(consoleDir, 'assets');
  const names = new Set(await readdir(assets));
  // They are hundreds: with a route for each of them, a tenth of what a start takes went into routes.
  const sendAsset = ({ params }: FastifyRequest<{ Params: { name: string } }>, reply: FastifyReply) =>
    names.has(params.name) ? reply.sendFile(params.name, assets) : reply.callNotFound();
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/assets/:name', sendAsset as never);
}

/** File names under `assets` carry a digest of their content; the others must be asked for again. */
function setHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  if (!path.includes('/assets/')) reply.header('Cache-Control', 'no-cache');
}
