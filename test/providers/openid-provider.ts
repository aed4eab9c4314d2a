import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** What a person is at the provider. */
export interface ProviderPerson {
  sub: string;
  email: string;
  email_verified?: boolean;
  given_name?: string;
  usual_name?: string;
  family_name?: string;
  siret?: string;
  idp_id?: string;
  /** How they sign in. */
  amr?: string[];
}

/** A token on its way to us, which a test may falsify: its claims, its header, and the key by which it is signed. */
export interface Falsified {
  claims: Record<string, unknown>;
  header: Record<string, unknown>;
  /** `shared`: the secret of our app, as a key of HMAC; `foreign` with its public half in the header: `brought`. */
  key: 'own' | 'foreign' | 'brought' | 'shared' | 'none';
}

type Profile = 'generic' | 'proconnect';
type Context = Parameters<Parameters<Provider['use']>[0]>[0];

const CLIENT = { id: 'guichet', secret: 'a secret of the app, ~and.long-enough' };
/** https://partenaires.proconnect.gouv.fr/docs/fournisseur-service/implementation_technique */
const PROCONNECT_PARAMETERS = [
  ...['response_type', 'client_id', 'redirect_uri', 'scope', 'claims', 'state', 'nonce', 'prompt', 'idp_hint'],
];
/** What each scope gives. */
const SCOPES: Record<Profile, Record<string, string[]>> = {
  generic: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email', 'email_verified'] },
  proconnect: {
    ...{ openid: ['sub'], given_name: ['given_name'], usual_name: ['usual_name'], email: ['email'] },
    ...{ uid: ['uid'], siret: ['siret'], idp_id: ['idp_id'] },
  },
};

interface Key {
  privateKey: KeyObject;
  jwk: NonNullable<Configuration['jwks']>['keys'][number];
}

function newKey(kid: string): Key {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  return { privateKey, jwk };
}

/**
 * A real OpenID provider on this machine (`oidc-provider`). As `proconnect` it has the addresses and the rules of ProConnect: signed
 * userinfo, codes of 30 seconds, long `state` and `nonce`, no parameter that it does not know, no PKCE.
 */
export class OpenIdProvider {
  readonly client = CLIENT;
  /** Who sits at the browser; null: they cancel. */
  person: ProviderPerson | null = null;
  /** What it was last asked for. */
  lastAsked: Readonly<Record<string, string>> = {};
  /** What it was asked for when it signed out somebody. */
  lastSignOut: URLSearchParams | null = null;
  /** Called with each token before it is sent. */
  falsify: {
    idToken?: (token: Falsified) => void;
    userinfo?: (token: Falsified) => void;
    /** What it says of itself. */
    metadata?: (metadata: Record<string, unknown>) => void;
  } = {};
  /** Sends userinfo without a signature. */
  plainUserinfo = false;

  private key = newKey('key-0');
  private rotations = 0;
  private readonly foreignKey = newKey('foreign');
  private provider!: Provider;

  private readonly uris = { redirect: [] as string[], signedOut: [] as string[] };

  private constructor(
    private readonly server: Server,
    readonly profile: Profile,
    /** The origin of all its addresses. */
    readonly url: string,
  ) {}

  static async start(profile: Profile): Promise<OpenIdProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const started = new OpenIdProvider(server, profile, url);
    started.restart();
    server.on('request', (request, response) => {
      const mounted = request as IncomingMessage & { originalUrl?: string };
      if (profile === 'proconnect') {
        mounted.originalUrl = request.url!;
        request.url = request.url!.replace(/^\/api\/v2/, '') || '/';
      }
      void started.provider.callback()(request, response);
    });
    return started;
  }

  get issuer(): string {
    return this.profile === 'proconnect' ? `${this.url}/api/v2` : this.url;
  }

  /** Registers the addresses of our pages, as an administrator does there. */
  register({ redirectUri, signedOutUri }: { redirectUri: string; signedOutUri: string }): void {
    this.uris.redirect.push(redirectUri);
    this.uris.signedOut.push(signedOutUri);
    this.restart();
  }

  /** Signs by a new key from now on; the old one is no longer published. */
  rotateKeys(): void {
    this.rotations += 1;
    this.key = newKey(`key-${this.rotations}`);
    this.restart();
  }

  /** Does what a person does in a browser, and returns what our page gets in its address. */
  async signIn(url: string, person: ProviderPerson | null): Promise<Record<string, string>> {
    this.person = person;
    let at = url;
    const cookies = new Map<string, string>();
    for (let step = 0; step < 8; step++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, { headers: { cookie }, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        cookies.set(name!, value!);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider stopped at ${at}.`);
      at = new URL(location, at).href;
      if (!at.startsWith(this.url)) return Object.fromEntries(new URL(at).searchParams);
    }
    throw new Error(`The provider went in circles at ${at}.`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private restart(): void {
    this.provider = new Provider(this.issuer, this.configuration());
    this.provider.use(async (context, next) => {
      if (await this.interaction(context)) return;
      if (this.refusesParameters(context)) return;
      await next();
      this.falsifyAnswer(context);
    });
  }

  private async interaction(context: Context): Promise<boolean> {
    if (!context.path.startsWith('/interaction/')) return false;
    const { person } = this;
    const result = person
      ? { login: { accountId: person.sub, amr: person.amr ?? ['pwd'] } }
      : { error: 'access_denied', error_description: 'The person left.' };
    context.respond = false;
    await this.provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
    return true;
  }

  private refusesParameters(context: Context): boolean {
    const query = context.query as Record<string, string>;
    if (context.path.endsWith('/session/end')) this.lastSignOut = new URLSearchParams(context.querystring);
    if (!query['client_id'] || !query['response_type']) return false;
    this.lastAsked = { ...query };
    if (this.profile === 'generic') return false;
    const isUnknown = Object.keys(query).some((name) => !PROCONNECT_PARAMETERS.includes(name));
    const isShort = [query['state'], query['nonce']].some((value) => (value ?? '').length < 32);
    if (isUnknown || isShort) Object.assign(context, { status: 400, body: { error: 'Y000400' } });
    return isUnknown || isShort;
  }

  private falsifyAnswer(context: Context): void {
    const body = context.body as { id_token?: string } | string | undefined;
    if (context.path.endsWith('/.well-known/openid-configuration'))
      this.falsify.metadata?.(context.body as Record<string, unknown>);
    if (/\/token$/.test(context.path) && typeof body === 'object' && body.id_token)
      body.id_token = this.resigned(body.id_token, this.falsify.idToken);
    if (/\/(?:userinfo|me)$/.test(context.path) && typeof body === 'string') {
      const token = this.resigned(body, this.falsify.userinfo);
      if (!this.plainUserinfo) context.body = token;
      else {
        context.body = claimsOf(token);
        context.type = 'application/json';
      }
    }
  }

  private resigned(token: string, falsify: ((token: Falsified) => void) | undefined): string {
    if (!falsify) return token;
    const falsified: Falsified = {
      claims: claimsOf(token),
      header: JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as Falsified['header'],
      key: 'own',
    };
    falsify(falsified);
    const { claims, header, key } = falsified;
    if (key === 'none') return `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`;
    const { privateKey } = key === 'own' ? this.key : this.foreignKey;
    if (key === 'brought') header['jwk'] = createPublicKey(privateKey).export({ format: 'jwk' });
    if (key === 'shared') header['alg'] = 'HS256';
    const content = `${encoded(header)}.${encoded(claims)}`;
    if (key === 'shared')
      return `${content}.${createHmac('sha256', CLIENT.secret).update(content).digest('base64url')}`;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
  }

  private configuration(): Configuration {
    const isProConnect = this.profile === 'proconnect';
    return {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: this.uris.redirect,
          post_logout_redirect_uris: this.uris.signedOut,
          token_endpoint_auth_method: isProConnect ? 'client_secret_post' : 'client_secret_basic',
          ...(isProConnect && { userinfo_signed_response_alg: 'RS256' }),
        },
      ],
      jwks: { keys: [this.key.jwk] },
      cookies: { keys: ['of a test'] },
      claims: { ...SCOPES[this.profile], amr: null, auth_time: null },
      scopes: Object.keys(SCOPES[this.profile]),
      features: {
        devInteractions: { enabled: false },
        claimsParameter: { enabled: true },
        jwtUserinfo: { enabled: true },
      },
      ...(isProConnect && {
        routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo', end_session: '/session/end' },
      }),
      pkce: { required: () => !isProConnect },
      interactions: { url: (_context, { uid }) => `${isProConnect ? '/api/v2' : ''}/interaction/${uid}` },
      ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client!.clientId,
          accountId: oidc.session!.accountId!,
        });
        grant.addOIDCScope(Object.keys(SCOPES[this.profile]).join(' '));
        grant.addOIDCClaims([...Object.values(SCOPES[this.profile]).flat(), 'amr', 'auth_time']);
        await grant.save();
        return grant;
      },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...this.person, sub: id }) }),
    };
  }
}

const claimsOf = (token: string): Falsified['claims'] =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Falsified['claims'];

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
