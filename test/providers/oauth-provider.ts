import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** Whose documented behaviour is emulated on top of a real OpenID provider. */
type Kind = 'plain' | 'microsoft' | 'google';

interface OAuthProviderOptions {
  kind?: Kind;
  /** Where people are sent back to. */
  redirectUri: string;
  accessTokenSeconds?: number;
}

/** An answer of the token endpoint that a test wants instead of a token. */
interface TokenFault {
  status?: number;
  error: string;
  error_description?: string;
}

/** Whether Google was asked for consent and for access without the person: it gives a refresh token to nobody else. */
interface Offline {
  given: boolean;
}

const CLIENT = { id: 'guichet', secret: 'a secret of the app, ~and.long-enough' };
const MAIL_SERVER = { id: 'mail-server', secret: 'the-secret-of-the-mail-server' };
const TENANT = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';

/** https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
const SCOPES: Record<Kind, string[]> = {
  plain: ['openid', 'email', 'offline_access'],
  microsoft: [
    'offline_access',
    'https://outlook.office.com/IMAP.AccessAsUser.All',
    'https://outlook.office.com/SMTP.Send',
    'https://outlook.office365.com/.default',
  ],
  google: ['https://mail.google.com/'],
};

/**
 * A real OpenID provider on this machine (`oidc-provider`), which gives a new refresh token with each use of the last and ends the
 * whole consent when a used one comes again. As `microsoft` and `google` it has their addresses, scopes and error codes.
 */
export class OAuthProvider {
  readonly tenant = TENANT;
  readonly client = CLIENT;
  /** Answers of the token endpoint to come, the next one first. */
  readonly faults: TokenFault[] = [];
  /** What the token endpoint was asked for: the `grant_type`s, in order. */
  readonly grants: string[] = [];
  /** The last request for a person's consent. */
  lastAsked: Readonly<Record<string, unknown>> = {};
  /** Called with the answer of the token endpoint before it is sent. */
  beforeAnswer: (() => Promise<void> | void) | null = null;
  private readonly grantIds = new Set<string>();
  private readonly accessTokens = new Set<{ destroy(): Promise<void> }>();

  private readonly server: Server;
  private readonly provider: Provider;
  private readonly offline: Offline;

  private constructor(
    { server, provider, offline }: { server: Server; provider: Provider; offline: Offline },
    readonly kind: Kind,
    /** The origin of all its addresses. */
    readonly url: string,
  ) {
    this.server = server;
    this.provider = provider;
    this.offline = offline;
  }

  static async start({ kind = 'plain', redirectUri, accessTokenSeconds = 3600 }: OAuthProviderOptions) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const issuer = kind === 'microsoft' ? `${url}/${TENANT}/v2.0` : url;
    const offline = { given: false };
    const provider = new Provider(issuer, configurationOf({ kind, redirectUri, accessTokenSeconds, offline }));
    const emulated = new OAuthProvider({ server, provider, offline }, kind, url);
    emulated.prepare();
    const answer = provider.callback();
    server.on('request', (request, response) => void answer(request, response));
    return emulated;
  }

  /** The settings of an account that signs in here. */
  get settings(): Record<string, unknown> {
    const app = { clientId: CLIENT.id, clientSecret: CLIENT.secret };
    switch (this.kind) {
      case 'microsoft':
        return { provider: 'microsoft', tenant: TENANT, ...app, apiBaseUrl: this.url };
      case 'google':
        return { provider: 'google', ...app, apiBaseUrl: this.url };
      default:
        return { provider: 'other', issuer: this.url, ...app };
    }
  }

  /** Where a mail server asks whether a token is good (RFC 7662), with its own password in the address. */
  get introspectionUrl(): string {
    return `${this.url.replace('://', `://${MAIL_SERVER.id}:${MAIL_SERVER.secret}@`)}/token/introspection`;
  }

  /** Asks as a mail server would; null where the token is not good. */
  async userOf(token: string): Promise<string | null> {
    const found = await this.provider.AccessToken.find(token);
    return found?.accountId ?? null;
  }

  /** Does what a person does in a browser: signs in and allows, and returns what our page gets in its address. */
  async allow(consentUrl: string, login: string): Promise<Record<string, string>> {
    const browser = new TinyBrowser();
    let at = await browser.open(consentUrl);
    const forms: Record<string, string>[] = [{ prompt: 'login', login, password: 'x' }, { prompt: 'consent' }];
    for (const form of forms) {
      if (at.sentTo) break;
      at = await browser.submit(at.url, form);
    }
    if (!at.sentTo) throw new Error(`The provider stopped at ${at.url}.`);
    return Object.fromEntries(new URL(at.sentTo).searchParams);
  }

  /** Ends every consent, as when a person withdraws it or changes their password. */
  async revokeAll(): Promise<void> {
    for (const id of this.grantIds) {
      await this.provider.AccessToken.revokeByGrantId(id);
      await this.provider.RefreshToken.revokeByGrantId(id);
    }
    this.grantIds.clear();
  }

  /** Ends every access token while the consents stay, as a mail server sees it after some incidents. */
  async revokeAccessTokens(): Promise<void> {
    for (const token of this.accessTokens) await token.destroy();
    this.accessTokens.clear();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private prepare(): void {
    this.provider.on('access_token.saved', (token) => {
      this.accessTokens.add(token);
      if (token.grantId) this.grantIds.add(token.grantId);
    });
    this.provider.use(async (context, next) => {
      const { query } = context;
      if (query['client_id'] && query['response_type']) {
        this.lastAsked = { ...query };
        // Its development pages know no page to choose an account: they ask for consent, as for a new person.
        context.query = { ...query, prompt: 'consent' };
        if (this.kind === 'google')
          this.offline.given = query['access_type'] === 'offline' && query['prompt'] === 'consent';
      }
      if (!/\/token$/.test(context.path)) {
        await next();
        return;
      }
      const fault = this.faults.shift();
      if (fault) {
        const { status = 400, ...body } = fault;
        Object.assign(context, { status, body });
        return;
      }
      await next();
      const grant = (context as { oidc?: { params?: { grant_type?: string } } }).oidc?.params?.grant_type;
      if (grant) this.grants.push(grant);
      const answer = context.body as { error?: string; error_description?: string } | undefined;
      if (this.kind === 'microsoft' && answer?.error === 'invalid_grant') answer.error_description = REVOKED;
      if (this.kind === 'google' && answer?.error === 'invalid_grant')
        answer.error_description = 'Token has been expired or revoked.';
      await this.beforeAnswer?.();
    });
  }
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REVOKED =
  'AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed. Trace ID: 0a1b Correlation ID: 2c3d Timestamp: 2026-11-27 17:00:00Z';

function configurationOf({
  kind,
  redirectUri,
  accessTokenSeconds,
  offline,
}: Required<OAuthProviderOptions> & { offline: Offline }): Configuration {
  const root = `/${TENANT}/oauth2/v2.0`;
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        client_id: MAIL_SERVER.id,
        client_secret: MAIL_SERVER.secret,
        redirect_uris: [],
        grant_types: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    scopes: SCOPES[kind],
    cookies: { keys: ['of a test'] },
    features: {
      devInteractions: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      clientCredentials: { enabled: true },
    },
    ...(kind === 'microsoft' && { routes: { authorization: `${root}/authorize`, token: `${root}/token` } }),
    ...(kind === 'google' && { routes: { authorization: '/o/oauth2/v2/auth', token: '/token' } }),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_context, _client, code) =>
      kind === 'google' ? offline.given : code.scopes.has('offline_access') || kind === 'plain',
    ttl: {
      ...{ AccessToken: accessTokenSeconds, ClientCredentials: accessTokenSeconds, RefreshToken: 86_400 },
      ...{ Interaction: 600, Session: 600, Grant: 86_400, IdToken: 600, AuthorizationCode: 60 },
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: id }) }),
  };
}

interface Place {
  url: string;
  /** The address outside of the provider to which it sends. */
  sentTo: string | null;
}

/** Follows redirects and keeps cookies, as far as a sign-in needs it. */
class TinyBrowser {
  private readonly cookies = new Map<string, string>();

  open = (url: string): Promise<Place> => this.follow(url, {});

  submit = (url: string, form: Record<string, string>): Promise<Place> =>
    this.follow(url, { method: 'POST', body: new URLSearchParams(form) });

  private async follow(url: string, init: RequestInit): Promise<Place> {
    const { origin } = new URL(url);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' });
    await response.arrayBuffer();
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) this.cookies.set(name!, value);
      else this.cookies.delete(name!);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, sentTo: null };
    const next = new URL(location, url);
    return next.origin === origin ? this.follow(next.href, {}) : { url, sentTo: next.href };
  }
}
