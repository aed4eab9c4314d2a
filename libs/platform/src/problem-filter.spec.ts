import { Problem } from '@guichet/contracts';
import { Body, Controller, Get, HttpException, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { BlobMissing } from './blobs.js';
import { conflict, Failure, wrongField } from './failure.js';
import { Logger } from './logger.js';
import { ProblemFilter } from './problem-filter.js';
import { withRequestId } from './request-id.js';
import { validationPipe } from './request-validation.js';

const Letter = z.strictObject({ subject: z.string().min(3), to: z.array(z.object({ email: z.email() })) });

const faults: Record<string, () => unknown> = {
  refused: () => new Failure('case-changed', { detail: 'two notes came', data: { changes: [1, 2] } }),
  taken: () => conflict('merged-into', { own: 'GCH-1', reference: 'GCH-2' }),
  typed: () => wrongField('to.0', 'own-address', { address: 'contact@mairie.test' }),
  often: () => new Failure('too-many-requests', { retryAfter: 2.2 }),
  ours: () => new Error('connect to /run/secret failed'),
  gone: () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  full: () =>
    Object.assign(new Error('query failed'), { driverError: Object.assign(new Error('full'), { code: '53300' }) }),
  disk: () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  quota: () => new Error('wrapped', { cause: Object.assign(new Error('quota'), { code: 'EDQUOT' }) }),
  table: () =>
    Object.assign(new Error('query failed'), { driverError: Object.assign(new Error('no'), { code: '53100' }) }),
  cut: () => new Error('Connection terminated unexpectedly'),
  broken: () => new Error('Client has encountered a connection error and is not queryable'),
  released: () => new Error('Database connection provided by a query runner was already released, cannot continue'),
  unique: () => Object.assign(new Error('duplicate key'), { code: '23505' }),
  lost: () => new BlobMissing('ab'.repeat(32)),
  long: () => Object.assign(new Error('too long'), { code: 'FST_REQ_FILE_TOO_LARGE', statusCode: 413 }),
  form: () => Object.assign(new Error('no form'), { code: 'FST_INVALID_MULTIPART_CONTENT_TYPE', statusCode: 406 }),
  teapot: () => new HttpException('short and stout', 418),
  text: () => 'not even an error',
};

@Controller()
class Faults {
  @Get('faults/:name')
  fault(@Param('name') name: string): never {
    throw faults[name]!();
  }

  @Post('letters')
  write(@Body({ schema: Letter }) letter: z.infer<typeof Letter>) {
    return letter;
  }
}

@Module({ controllers: [Faults] })
class FaultsModule {}

const lines: string[] = [];
let app: NestFastifyApplication;

beforeAll(async () => {
  const logger = new Logger('info', { write: (line: string) => void lines.push(line) });
  const adapter = new FastifyAdapter({ bodyLimit: 1_000 });
  adapter.getInstance().addHook('onRequest', (request, _reply, done) => withRequestId(`r-${request.id}`, done));
  app = await NestFactory.create<NestFastifyApplication>(FaultsModule, adapter, { logger });
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(validationPipe());
  await app.init();
});
afterAll(() => app.close());
beforeEach(() => {
  lines.length = 0;
});

async function ask(options: Parameters<NestFastifyApplication['inject']>[0]) {
  const response = await app.inject(options);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  return { response, problem: Problem.parse(response.json()) };
}
const fault = (name: string) => ask({ method: 'GET', url: `/faults/${name}` });
const write = (payload: string, type = 'application/json') =>
  ask({ method: 'POST', url: '/letters', payload, headers: { 'content-type': type } });

describe('a failure', () => {
  it('is answered with its status, its code and its data', async () => {
    const { response, problem } = await fault('refused');

    expect(response.statusCode).toBe(412);
    expect(problem).toEqual({
      type: 'urn:guichet:problem:case-changed',
      title: 'The case has changed in the meantime',
      status: 412,
      code: 'case-changed',
      detail: 'two notes came',
      requestId: expect.stringMatching(/^r-/),
      data: { changes: [1, 2] },
    });
    expect(lines).toEqual([]);
  });

  it('names its reason, to be said in any language, and says it in English', async () => {
    expect((await fault('taken')).problem).toMatchObject({
      code: 'conflict',
      reason: 'merged-into',
      detail: 'GCH-1 was merged into GCH-2. Continue there.',
      data: { own: 'GCH-1', reference: 'GCH-2' },
    });
    expect((await fault('typed')).problem.errors).toEqual([
      {
        path: 'to.0',
        message: 'contact@mairie.test is one of our own addresses.',
        reason: 'own-address',
        data: { address: 'contact@mairie.test' },
      },
    ]);
  });

  it('says when to come again, in whole seconds', async () => {
    const { response } = await fault('often');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '3']);
  });
});

describe('what is our fault', () => {
  // Threats: A087.
  it('is logged with its stack under the id that is answered, and not told', async () => {
    const { response, problem } = await fault('ours');

    expect(response.statusCode).toBe(500);
    expect(problem).toMatchObject({ code: 'internal-error', title: 'Something went wrong on our side' });
    expect(response.body).not.toContain('secret');
    const line = JSON.parse(lines[0]!);
    expect(line).toMatchObject({
      level: 'error',
      requestId: problem.requestId,
      error: { message: 'connect to /run/secret failed' },
    });
    expect(line.error.stack).toContain('problem-filter.spec');
  });

  it.each(['gone', 'full', 'cut', 'broken', 'released'])(
    'is temporary where the database is away (%s)',
    async (name) => {
      expect((await fault(name)).problem).toMatchObject({ status: 503, code: 'unavailable' });
    },
  );

  it.each(['disk', 'quota', 'table'])('says that there is no room left (%s)', async (name) => {
    expect((await fault(name)).problem).toMatchObject({ status: 507, code: 'storage-full' });
  });

  it('is not told apart from what never was where content is lost, and is logged', async () => {
    expect((await fault('lost')).problem).toMatchObject({ status: 404, code: 'not-found' });
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', error: { message: expect.stringContaining('ab') } });
  });

  it.each(['unique', 'text'])('is an internal error in all other cases (%s)', async (name) => {
    expect((await fault(name)).problem).toMatchObject({ status: 500, code: 'internal-error' });
  });
});

describe('what is the fault of the request', () => {
  it('is named field by field', async () => {
    const { response, problem } = await write('{"subject":"a","to":[{"email":"x"}],"extra":1}');

    expect(response.statusCode).toBe(400);
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors!.map(({ path }) => path).sort()).toEqual(['', 'subject', 'to.0.email']);
  });

  it('is a whole value that is wrong', async () => {
    expect((await write('[]')).problem).toMatchObject({ status: 400, errors: [{ path: '' }] });
  });

  // Threats: R02.
  it.each([
    ['JSON cut short', () => write('{"subject":'), 400, 'invalid-request'],
    ['more than the limit', () => write(JSON.stringify({ subject: 'x'.repeat(2_000) })), 413, 'too-large'],
    ['another media type', () => write('<a/>', 'application/xml'), 415, 'invalid-request'],
    ['no such route', () => ask({ method: 'GET', url: '/nowhere' }), 404, 'not-found'],
    ['an upload that is too long', () => fault('long'), 413, 'too-large'],
    ['an upload that is none', () => fault('form'), 406, 'invalid-request'],
    ['NUL where there was text', () => write('{"subject":"\\u0000"}'), 400, 'invalid-request'],
    ['a route of Nest', () => fault('teapot'), 418, 'invalid-request'],
  ])('%s', async (_what, send, status, code) => {
    const { response, problem } = await send();
    expect([response.statusCode, problem.status, problem.code]).toEqual([status, status, code]);
    expect(lines).toEqual([]);
  });
});
