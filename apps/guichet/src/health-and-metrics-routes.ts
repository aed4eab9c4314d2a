import { createHash, timingSafeEqual } from 'node:crypto';
import { Database } from '@guichet/database';
import { BlobStore, Config, Failure, problemOf, scrape, type Logger } from '@guichet/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** As much of a Fastify reply as is needed here. */
interface Reply {
  code(status: number): this;
  header(name: string, value: string): this;
  send(body: unknown): unknown;
}

/**
 * What operators ask of every process, whatever its roles: whether it lives (`/healthz`), whether it can do its work
 * (`/readyz`) and its figures (`/metrics`). No routes of controllers, as they stand beside the API and not below it.
 */
export function serveHealthAndMetrics(app: NestFastifyApplication, logger: Logger): void {
  const fastify = app.getHttpAdapter().getInstance();
  const { metricsToken } = app.get(Config);

  fastify.get('/healthz', (_request, reply) => send(reply, { status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      await assertReady(app.get(Database), app.get(BlobStore));
    } catch (error) {
      logger.warn('The process is not ready.', { error });
      return refuse(reply, error instanceof Failure ? error : new Failure('unavailable'));
    }
    return send(reply, { status: 'ok' });
  });
  fastify.get('/metrics', async ({ headers }, reply) => {
    if (!isToken(headers.authorization, metricsToken))
      return refuse(
        reply.header('www-authenticate', 'Bearer'),
        new Failure('not-signed-in', { detail: 'Send the METRICS_TOKEN of the settings as a Bearer token.' }),
      );
    const { contentType, body } = await scrape();
    return send(reply.header('content-type', contentType), body);
  });
}

/** Throws `unavailable` where the database does not respond, and `storage-full` where it or the files have no room. */
async function assertReady(database: Database, blobs: BlobStore): Promise<void> {
  await database.assertReady().catch((error: unknown) => {
    const isFull = error instanceof Failure && error.code === 'storage-full';
    throw isFull ? error : new Failure('unavailable', { detail: 'The database does not respond.', cause: error });
  });
  await blobs.assertRoom();
}

/** Compares digests, as the time of a comparison would tell how much of a token is right. */
function isToken(authorization: string | undefined, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!given || !token) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

const send = (reply: Reply, body: unknown) => reply.header('cache-control', 'no-store').send(body);

function refuse(reply: Reply, failure: Failure): unknown {
  const problem = problemOf(failure);
  return send(reply.code(problem.status).header('content-type', 'application/problem+json'), JSON.stringify(problem));
}
