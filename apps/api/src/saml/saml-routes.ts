import { RESPONSE_BYTES } from '@guichet/access';
import { Config, Failure, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SignInAtProvider } from '../http/sign-in-at-provider.js';

/** A response whose every character is percent-encoded, and its `RelayState`. */
const FORM_BYTES = 3 * RESPONSE_BYTES + 1024;

type One = FastifyRequest<{ Params: { id: string } }>;

/**
 * What providers that speak SAML 2.0 reach of us: our metadata, and the address to which they have browsers post responses (assertion
 * consumer service).
 *
 * A form that a foreign page posts comes without our cookies, as they are `SameSite=Strict`, so that nothing in it says which browser
 * it is. A cookie with `SameSite=None` would: any page could use it, and browsers that keep third parties out drop it. So the response
 * is kept, unread, with the sign-in that it is to, and the browser is sent on to a page of ours. That page asks to finish the sign-in
 * as it does for OpenID Connect, in a request of our own, which brings the cookie. Whoever is sent a foreign response gets nothing: it
 * belongs to the browser that began.
 */
@Injectable()
export class SamlRoutes {
  constructor(
    private readonly signIns: SignInAtProvider,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** A Fastify plugin of its own, so that a body is a form here and nothing else. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    );
    fastify.setErrorHandler((error, request, reply) => this.fail(error, request, reply));
    fastify.get('/saml/:id/metadata', async (request, reply) => {
      const xml = await this.signIns.metadata(idOf(request as One), request.ip);
      return reply.type('application/samlmetadata+xml; charset=utf-8').send(xml);
    });
    fastify.post('/saml/:id/acs', (request, reply) => this.take(request as One, reply));
    done();
  };

  private async take(request: One, reply: FastifyReply): Promise<FastifyReply> {
    const id = idOf(request);
    const { body } = request;
    const field = (name: string): string => (body instanceof URLSearchParams && body.get(name)) || '';
    const [state, posted] = [field('RelayState'), field('SAMLResponse')];
    // A sign-in that the provider has begun has no state of ours, and none that is made up finds one: our page says to begin here.
    const isOurs = /^[\w-]{43}$/.test(state) && posted !== '' && posted.length <= RESPONSE_BYTES;
    const path = isOurs ? await this.signIns.keepPosted(id, { state, posted }, request.ip) : `/sign-in/return/${id}`;
    // Our own address in full, whatever host was asked for; and 303, so that nothing is posted again.
    return reply.header('Cache-Control', 'no-store').redirect(this.config.publicUrl.replace(/\/$/, '') + path, 303);
  }

  private fail(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (error instanceof Failure && error.code === 'too-many-requests')
      return reply
        .header('Retry-After', String(error.more.retryAfter ?? 60))
        .code(429)
        .send();
    if (error instanceof Failure) return reply.code(404).send();
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode < 500) return reply.code(statusCode).send();
    this.logger.error('A message of SAML could not be taken.', { error, url: request.routeOptions.url });
    return reply.code(500).send();
  }
}

/** Throws Failure `not-found` for what is no id. */
function idOf({ params: { id } }: One): string {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) throw new Failure('not-found');
  return id;
}
