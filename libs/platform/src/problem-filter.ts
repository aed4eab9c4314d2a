import { types } from 'node:util';
import { problems, type Problem, type ProblemCode } from '@guichet/contracts';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { z } from 'zod';
import { BlobMissing } from './blobs.js';
import { Failure } from './failure.js';
import { Logger } from './logger.js';
import { requestId } from './request-id.js';
import { invalidRequest } from './request-validation.js';
import { isStorageFull } from './storage-full.js';

/** As much of a Fastify reply as is needed here. */
interface Reply {
  sent: boolean;
  request?: { id?: string };
  code(status: number): this;
  header(name: string, value: string): this;
  send(body: string): unknown;
}

const codeOfStatus: Record<number, ProblemCode> = {
  401: 'not-signed-in',
  403: 'not-permitted',
  404: 'not-found',
  409: 'conflict',
  412: 'case-changed',
  413: 'too-large',
  429: 'too-many-requests',
  503: 'unavailable',
  507: 'storage-full',
};

/** Socket errors, and the SQLSTATE classes of a database that is gone, starting, stopping or full of connections. */
const connectionFault = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH|08\w{3}|57P0[1-4]|53300)$/;
// The last two: what pg and TypeORM say to whoever goes on with a connection that has just been lost.
const connectionWords =
  /connection terminated|timeout exceeded when trying to connect|connection timeout|is not queryable|query runner was already released/i;

/** Is it the connection that failed, and not what was asked over it? Then it may be asked again. */
export function isConnectionFault(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { code, syscall, driverError } = error as { code?: unknown; syscall?: unknown; driverError?: unknown };
  if (typeof code === 'string' && connectionFault.test(code)) return true;
  // The socket in the file system of a database that starts again.
  if (code === 'ENOENT' && syscall === 'connect') return true;
  return connectionWords.test(error.message) || isConnectionFault(driverError) || isConnectionFault(error.cause);
}

/** What Fastify and its plugins throw inside of a route: an upload that is too long, or that is none. */
const isFastifyRefusal = (error: unknown): error is Error & { statusCode: number } =>
  error instanceof Error &&
  'code' in error &&
  String(error.code).startsWith('FST_') &&
  'statusCode' in error &&
  Number(error.statusCode) >= 400 &&
  Number(error.statusCode) < 500;

function fromStatus(status: number, error: Error): { failure: Failure; status: number } {
  const code = codeOfStatus[status] ?? (status >= 500 ? 'internal-error' : 'invalid-request');
  const detail = code === 'invalid-request' ? { detail: error.message } : {};
  // A more exact client error (405, 415…) keeps its status: proxies and clients know it.
  return {
    failure: new Failure(code, { ...detail, cause: error }),
    status: status >= 500 ? problems[code].status : status,
  };
}

const codeOfFault = (error: unknown): ProblemCode =>
  isStorageFull(error) ? 'storage-full' : isConnectionFault(error) ? 'unavailable' : 'internal-error';

/** Whatever was thrown, as the failure it is answered with. */
export function failureOf(error: unknown): { failure: Failure; status: number } {
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error);
  if (isFastifyRefusal(error)) return fromStatus(error.statusCode, error);
  if (error instanceof BlobMissing)
    return { failure: new Failure('not-found', { cause: error }), status: problems['not-found'].status };
  const failure =
    error instanceof Failure
      ? error
      : error instanceof z.ZodError
        ? invalidRequest(error.issues)
        : new Failure(codeOfFault(error), { cause: error });
  return { failure, status: problems[failure.code].status };
}

export function problemOf(failure: Failure, status: number = problems[failure.code].status, id = requestId()): Problem {
  const { detail, reason, errors, data } = failure.more;
  return {
    type: `urn:guichet:problem:${failure.code}`,
    title: problems[failure.code].title,
    status,
    code: failure.code,
    ...(detail === undefined ? {} : { detail }),
    ...(reason && { reason }),
    ...(id === undefined ? {} : { requestId: id }),
    ...(errors ? { errors } : {}),
    ...(data ? { data } : {}),
  };
}

/** Answers everything thrown as `application/problem+json` (RFC 9457). What is our fault is logged, never told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const { failure, status } = failureOf(error);
    // Nobody but us can bring back content that is gone, whatever the answer says.
    if (status >= 500 || failure.cause instanceof BlobMissing)
      this.logger.error(failure.message, { code: failure.code, error: failure.cause ?? failure });
    if (host.getType() !== 'http') return;

    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return;
    if (failure.more.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(failure.more.retryAfter)));
    const problem = problemOf(failure, status, requestId() ?? reply.request?.id);
    reply.code(status).header('content-type', 'application/problem+json').header('cache-control', 'no-store');
    reply.send(JSON.stringify(problem));
  }
}
