import { actorOf, principalOfToken, type Principal } from '@guichet/access';
import { Database, type Tx } from '@guichet/database';
import { Config, Failure, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import SCIMMY from 'scimmy';
import { bearerOf } from '../http/auth.guard.js';
import { RequestLimits } from '../http/limit-requests.js';
import { refuse, scimProblem } from './scim-errors.js';
import { ListQuery } from './scim-lists.js';
import {
  change,
  create,
  groups,
  isNamed,
  list,
  read,
  remove,
  users,
  type ScimResource,
  type Sent,
} from './scim-resources.js';
import { configureScimLibrary, SCIM_PATH } from './configure-scim-library.js';

const MEDIA_TYPE = 'application/scim+json';
/** A group with all its members. */
const BODY_BYTES = 1024 * 1024;

type One = FastifyRequest<{ Params: { id: string } }>;

/**
 * SCIM 2.0 (RFC 7643, 7644) for directories such as Entra ID and Okta: agents are its users, its groups give teams and roles as an
 * administrator has decided. Only for a service account with the scope `scim:write`, whose roles decide what it may give.
 */
@Injectable()
export class ScimRoutes {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly logger: Logger,
    private readonly limits: RequestLimits,
  ) {}

  /** A Fastify plugin of its own, with the media type and the errors of SCIM. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    configureScimLibrary(this.config.publicUrl);
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      ['application/scim+json', 'application/json'],
      { parseAs: 'string', bodyLimit: BODY_BYTES },
      fastify.getDefaultJsonParser('error', 'error'),
    );
    fastify.setErrorHandler((error, _request, reply) => this.fail(error, reply));
    fastify.addHook('onSend', (_request, reply, payload, next) => {
      reply.header('Cache-Control', 'no-store');
      next(null, payload);
    });
    const about: Record<string, () => Promise<unknown>> = {
      '/ServiceProviderConfig': () => new SCIMMY.Resources.ServiceProviderConfig().read(),
      '/Schemas': () => new SCIMMY.Resources.Schema().read(),
      '/ResourceTypes': () => new SCIMMY.Resources.ResourceType().read(),
    };
    for (const [path, answer] of Object.entries(about))
      fastify.get(SCIM_PATH + path, async (request, reply) => {
        await this.who(request);
        return this.send(reply, await answer());
      });
    fastify.get(`${SCIM_PATH}/Schemas/:id`, (request, reply) =>
      this.describe(request as One, reply, (id) => new SCIMMY.Resources.Schema(id).read()),
    );
    fastify.get(`${SCIM_PATH}/ResourceTypes/:id`, (request, reply) =>
      this.describe(request as One, reply, (id) => new SCIMMY.Resources.ResourceType(id).read()),
    );
    this.serve(fastify, '/Users', users);
    this.serve(fastify, '/Groups', groups);
    done();
  };

  private serve<Kept>(fastify: FastifyInstance, path: string, kind: ScimResource<Kept>): void {
    const [all, single] = [SCIM_PATH + path, `${SCIM_PATH}${path}/:id`];
    const { publicUrl } = this.config;
    fastify.get(all, async (request, reply) => {
      const who = await this.who(request);
      return this.send(reply, await list(kind, this.database, { who, publicUrl, query: queryOf(request) }));
    });
    fastify.get(single, async (request, reply) => {
      const who = await this.who(request);
      const { id } = (request as One).params;
      const sent = await read(kind, this.database, { who, publicUrl, id, query: queryOf(request) });
      const known = request.headers['if-none-match'];
      if (known !== undefined && isNamed(sent.etag, known)) return reply.code(304).header('ETag', sent.etag).send();
      return this.sendOne(reply, sent);
    });
    fastify.post(all, async (request, reply) => {
      const who = await this.who(request);
      const sent = await this.write(who, (tx) => create(kind, tx, { who, publicUrl, body: request.body }));
      const { location } = (sent.resource as { meta: { location: string } }).meta;
      return this.sendOne(reply.code(201).header('Location', location), sent);
    });
    for (const method of ['PUT', 'PATCH'] as const)
      fastify.route({
        method,
        url: single,
        handler: async (request, reply) => {
          const who = await this.who(request);
          const asked = { who, publicUrl, body: request.body, isPatch: method === 'PATCH', ...aimOf(request as One) };
          return this.sendOne(reply, await this.write(who, (tx) => change(kind, tx, asked)));
        },
      });
    fastify.delete(single, async (request, reply) => {
      const who = await this.who(request);
      await this.write(who, (tx) => remove(kind, tx, { who, publicUrl, ...aimOf(request as One) }));
      return reply.code(204).send();
    });
  }

  /** All of a request or nothing of it. */
  private write<Result>(who: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.write(actorOf(who), work);
  }

  /**
   * The service account that asks. Its scope is for SCIM as a whole, so that here its roles alone decide.
   *
   * @throws Failure `not-signed-in`, `not-permitted`, `too-many-requests`.
   */
  private async who(request: FastifyRequest): Promise<Principal> {
    const token = bearerOf(request);
    const who = token ? await principalOfToken(this.database, token) : null;
    if (!who) throw new Failure('not-signed-in');
    await this.limits.scim(who.id);
    if (!who.isService || !who.scopes?.includes('scim:write'))
      throw new Failure('not-permitted', { detail: 'This is for a service account with the scope scim:write.' });
    return { ...who, scopes: null };
  }

  private async describe(request: One, reply: FastifyReply, find: (id: string) => Promise<unknown>) {
    await this.who(request);
    return this.send(reply, await find(request.params.id));
  }

  private send(reply: FastifyReply, body: unknown): FastifyReply {
    return reply.header('Content-Type', `${MEDIA_TYPE}; charset=utf-8`).send(JSON.stringify(body));
  }

  private sendOne(reply: FastifyReply, { resource, etag }: Sent): FastifyReply {
    return this.send(reply.header('ETag', etag), resource);
  }

  private fail(error: unknown, reply: FastifyReply): FastifyReply {
    const { status, body, isFault } = scimProblem(error);
    if (isFault) this.logger.error('A request of a directory could not be answered.', { error });
    if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="scim"');
    if (error instanceof Failure && error.more.retryAfter)
      reply.header('Retry-After', String(Math.ceil(error.more.retryAfter)));
    return this.send(reply.code(status), body);
  }
}

function queryOf({ query }: FastifyRequest): ListQuery {
  const { data, error } = ListQuery.safeParse(query);
  if (error) return refuse(400, 'invalidValue', `${error.issues[0]!.path.join('.')}: ${error.issues[0]!.message}`);
  return data;
}

const aimOf = ({ params: { id }, headers }: One): { id: string; ifMatch: string | null } => ({
  id,
  ifMatch: headers['if-match'] ?? null,
});
