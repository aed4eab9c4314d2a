import { createAccessToken, digestOf, ScopeRefused, type AccessToken } from '@guichet/access';
import { TokenScope } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Config, Failure, Logger, plainAddress } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestLimits } from '../http/limit-requests.js';
import { SignInLimits } from '../http/limit-sign-ins.js';
import { SignInRefusals } from '../http/refused-sign-ins-and-alarms.js';
import { OAuthError, tokenRequest } from './oauth-token-request.js';

const FORM_BYTES = 8 * 1024;

/**
 * OAuth 2.0 for programs: `POST /oauth/token` gives service accounts access tokens (RFC 6749 § 4.4), and
 * `/.well-known/oauth-authorization-server` says how (RFC 8414). By hand, as there is one grant without redirects, codes and
 * refresh tokens: a library brings its own requests, replies and models around what is one statement here.
 */
@Injectable()
export class OAuthRoutes {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly logger: Logger,
    private readonly limits: SignInLimits,
    private readonly requests: RequestLimits,
    private readonly refusals: SignInRefusals,
  ) {}

  /** A Fastify plugin of its own, so that a body is a form here and nothing else. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    );
    // Whatever else comes is no form, which is a fault of the client that it is told in the words of OAuth.
    fastify.addContentTypeParser('*', { parseAs: 'string', bodyLimit: FORM_BYTES }, (_request, _body, parsed) =>
      parsed(null, null),
    );
    fastify.setErrorHandler((error, _request, reply) => this.fail(error, reply));
    fastify.get('/.well-known/oauth-authorization-server', (_request, reply) =>
      reply.header('Cache-Control', 'max-age=3600').send(this.metadata()),
    );
    fastify.post('/oauth/token', (request, reply) => this.token(request, reply));
    done();
  };

  private metadata() {
    const { publicUrl } = this.config;
    const issuer = publicUrl.replace(/\/$/, '');
    return {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      // There is nothing to authorise in a browser, but the field is required.
      response_types_supported: [],
      scopes_supported: TokenScope.options,
      service_documentation: `${issuer}/api/docs`,
    };
  }

  private async token(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { token, scopes, expiresIn } = await this.give(request);
    return reply
      .header('Cache-Control', 'no-store')
      .header('Pragma', 'no-cache')
      .send({
        access_token: token,
        token_type: 'Bearer',
        expires_in: expiresIn,
        scope: scopes.join(' '),
      });
  }

  /** Guesses count by network, and by client and network, and are listed and alarmed with those of agents. */
  private async give(request: FastifyRequest): Promise<AccessToken> {
    const { clientId, secret, scope } = tokenRequest(request);
    const account = `${clientId.slice(0, 100).toLowerCase()}@service.invalid`;
    const typed = {
      email: account,
      address: plainAddress(request.ip),
      userAgent: request.headers['user-agent'] ?? null,
    };
    return this.limits.limit({ account, address: request.ip, device: null, isProgram: true }, async () => {
      // By the secret: who does not have it cannot use up what its client may ask for.
      await this.requests.accessToken(digestOf(secret));
      return this.refusals.noting({ ...typed, cause: 'wrong-secret' }, () =>
        createAccessToken(this.database, { clientId, secret, wanted: scope }),
      );
    });
  }

  private fail(error: unknown, reply: FastifyReply): FastifyReply {
    const { code, description, status } = this.errorOf(error);
    if (status === 401) reply.header('WWW-Authenticate', 'Basic realm="oauth", charset="UTF-8"');
    if (error instanceof Failure && error.more.retryAfter) reply.header('Retry-After', error.more.retryAfter);
    return reply
      .code(status)
      .header('Cache-Control', 'no-store')
      .header('Pragma', 'no-cache')
      .send({ error: code, error_description: description.replace(/[^ !#-[\]-~]/g, '?') });
  }

  private errorOf(error: unknown): OAuthError {
    if (error instanceof OAuthError) return error;
    if (error instanceof ScopeRefused) return new OAuthError('invalid_scope', error.message);
    if (error instanceof Failure && error.code === 'wrong-credentials')
      return new OAuthError(
        'invalid_client',
        'There is no such client, it is switched off, or this is not its secret.',
      );
    if (error instanceof Failure && error.code === 'too-many-requests')
      return new OAuthError('temporarily_unavailable', 'Too many requests. Try again later.', 429);
    const status = (error as { statusCode?: number }).statusCode;
    if (status && status < 500) return new OAuthError('invalid_request', 'The request cannot be read.', status);
    this.logger.error('No access token could be given.', { error });
    return new OAuthError('server_error', 'Something failed here. Try again later.', 503);
  }
}
