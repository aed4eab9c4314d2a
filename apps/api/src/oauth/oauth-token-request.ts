import type { FastifyRequest } from 'fastify';

/** The codes of RFC 6749 § 5.2, and one for requests that come too fast, of which that says nothing. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'server_error';

/** Why no token is given. `description` is for the developer of the client, in ASCII without quotation marks. */
export class OAuthError extends Error {
  override name = 'OAuthError';

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    readonly status = code === 'invalid_client' ? 401 : 400,
  ) {
    super(description);
  }
}

export interface TokenRequest {
  clientId: string;
  secret: string;
  /** Scopes separated by spaces; null: all. */
  scope: string | null;
}

/**
 * Reads a token request: the grant `client_credentials`, by a client that shows its secret in the `Authorization` header or in
 * the body.
 *
 * @throws OAuthError.
 */
export function tokenRequest({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): TokenRequest {
  if (!(body instanceof URLSearchParams))
    throw new OAuthError('invalid_request', 'Send a form: application/x-www-form-urlencoded.');
  const field = (name: string): string | null => {
    const values = body.getAll(name);
    if (values.length > 1) throw new OAuthError('invalid_request', `The parameter ${name} is there twice.`);
    return values[0] || null;
  };
  const grant = field('grant_type');
  if (!grant) throw new OAuthError('invalid_request', 'The parameter grant_type is missing.');
  if (grant !== 'client_credentials')
    throw new OAuthError('unsupported_grant_type', 'The only grant is client_credentials.');
  const own = { clientId: field('client_id'), secret: field('client_secret') };
  const basic = headers.authorization === undefined ? null : basicCredentials(headers.authorization);
  if (basic && (own.secret || (own.clientId && own.clientId !== basic.clientId)))
    throw new OAuthError('invalid_request', 'The client shows who it is in two ways. Use one.');
  const { clientId, secret } = basic ?? own;
  if (!clientId || !secret) throw new OAuthError('invalid_client', 'The client shows no credentials.');
  return { clientId, secret, scope: field('scope') };
}

/** Both are form-encoded before they are joined (RFC 6749 § 2.3.1). */
function basicCredentials(authorization: string): { clientId: string; secret: string } {
  const [, encoded] = /^Basic +([\w+/=-]{1,4000})$/i.exec(authorization) ?? [];
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  if (name === undefined || password === undefined)
    throw new OAuthError('invalid_client', 'The Authorization header is not that of HTTP Basic.');
  try {
    return { clientId: formDecoded(name), secret: formDecoded(password) };
  } catch {
    throw new OAuthError('invalid_client', 'The credentials are not form-encoded.');
  }
}

const formDecoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
