import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { selfSigned, type KeyAndCertificate } from '../support/self-signed-certificate.js';

/** What a person is at the provider. */
export interface SamlPerson {
  nameId: string;
  /** `emailAddress` and `unspecified` are those of SAML 1.1. */
  format?: 'persistent' | 'transient' | 'emailAddress' | 'unspecified';
  attributes?: Record<string, string | string[]>;
  /** How they signed in. */
  classRef?: string;
  /** When; else now. */
  signedInAt?: Date;
}

/** What the browser is made to post. */
export interface Posted {
  acsUrl: string;
  RelayState: string;
  SAMLResponse: string;
}

const FORMATS = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
};
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** As much of the library as is used here. Its own types declare all of a browser for everything around. */
interface Samlify {
  IdentityProvider(settings: object): {
    getMetadata(): string;
    parseLoginRequest(service: Service, binding: 'redirect', request: { query: Record<string, string> }): Promise<Read>;
    createLoginResponse(
      ...asked: [
        service: Service,
        request: { extract: object },
        binding: 'post',
        user: object,
        options: { customTagReplacement: () => { id: string; context: string } },
      ]
    ): Promise<{ context: string }>;
  };
  ServiceProvider(settings: { metadata: string; wantMessageSigned?: boolean }): Service;
  setSchemaValidator(validator: { validate: () => Promise<string> }): void;
}
interface Service {
  entityMeta: { getEntityID(): string; getAssertionConsumerService(binding: 'post'): string };
}
interface Read {
  samlContent: string;
  extract: { issuer?: string };
}
const require = createRequire(import.meta.url);
const samlify = require('samlify') as Samlify;

// The library wants a validator of the schema; what comes in here is ours.
samlify.setSchemaValidator({ validate: () => Promise.resolve('not validated') });

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A real SAML 2.0 identity provider on this machine (`samlify`): it reads requests, and signs responses for browsers to post. */
export class SamlProvider {
  /** Who sits at the browser; null: they are not let through. */
  person: SamlPerson | null = null;
  /** The last request, as it was read. */
  lastRequest = '';
  /** Whether the whole response is signed, too. */
  signsResponses = false;
  signatureAlgorithm = RSA_SHA256;
  /** What a test does to a response before, and after, it is signed; and what it signs by. */
  falsify: { unsigned?: (xml: string) => string; signed?: (xml: string) => string; key?: KeyAndCertificate } = {};

  private own = selfSigned('idp.test');
  private next: KeyAndCertificate | null = null;
  /** Metadata of those who may ask, by their entity ID. */
  private readonly services = new Map<string, string>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<SamlProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const started = new SamlProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      void started.answer(new URL(request.url!, started.url), response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    return started;
  }

  /** Its entity ID, which is no address at which anything is. */
  get entityId(): string {
    return `urn:test:idp:${new URL(this.url).port}`;
  }

  get signInUrl(): string {
    return `${this.url}/sso`;
  }

  get certificate(): string {
    return this.own.certificate;
  }

  /** What it publishes about itself; with the next certificate beside the present one where it is about to change them. */
  get metadata(): string {
    return this.entity(this.own, [this.own, ...(this.next ? [this.next] : [])]).getMetadata();
  }

  /** Registers us by our metadata, as an administrator does there. */
  register(metadata: string): void {
    this.services.set(samlify.ServiceProvider({ metadata }).entityMeta.getEntityID(), metadata);
  }

  /** Publishes a second certificate, which signs after the second call. */
  rotateKeys(): void {
    if (!this.next) this.next = selfSigned('idp.test');
    else [this.own, this.next] = [this.next, null];
  }

  /** Does what a person does in a browser, and returns what the browser would post. */
  async signIn(url: string, person: SamlPerson | null): Promise<Posted> {
    this.person = person;
    return this.respond(new URL(url));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private entity(
    { privateKey, ...key }: KeyAndCertificate,
    published: Pick<KeyAndCertificate, 'certificate'>[] = [key],
  ) {
    return samlify.IdentityProvider({
      entityID: this.entityId,
      singleSignOnService: [{ Binding: REDIRECT, Location: this.signInUrl }],
      singleLogoutService: [{ Binding: REDIRECT, Location: `${this.url}/slo` }],
      signingCert: published.map(({ certificate }) => certificate),
      privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }),
      requestSignatureAlgorithm: this.signatureAlgorithm,
    });
  }

  private async answer({ pathname, search }: URL, response: ServerResponse): Promise<void> {
    if (pathname === '/metadata') return void response.end(this.metadata);
    if (pathname !== '/sso') return void response.writeHead(404).end();
    const { acsUrl, ...fields } = await this.respond(new URL(pathname + search, this.url));
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${escaped(value)}">`);
    response.setHeader('content-type', 'text/html');
    response.end(
      `<form method="post" action="${acsUrl}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`,
    );
  }

  private async respond({ searchParams }: URL): Promise<Posted> {
    const query = Object.fromEntries(searchParams);
    const { metadata, request } = await this.read(query);
    const service = samlify.ServiceProvider({ metadata, wantMessageSigned: this.signsResponses });
    const acsUrl = service.entityMeta.getAssertionConsumerService('post');
    const requestId = /\bID="([^"]+)"/.exec(request)![1]!;
    const audience = service.entityMeta.getEntityID();
    const { unsigned, signed, key } = this.falsify;
    const plain = this.person ? this.response({ acsUrl, requestId, audience }) : this.refusal({ acsUrl, requestId });
    const context = unsigned ? unsigned(plain) : plain;
    const made = this.person
      ? await this.entity(key ?? this.own).createLoginResponse(
          service,
          { extract: {} },
          'post',
          {},
          {
            customTagReplacement: () => ({ id: '_response', context }),
          },
        )
      : { context: Buffer.from(context).toString('base64') };
    const xml = Buffer.from(made.context, 'base64').toString();
    const SAMLResponse = Buffer.from(signed ? signed(xml) : xml).toString('base64');
    return { acsUrl, RelayState: query['RelayState'] ?? '', SAMLResponse };
  }

  private async read(query: Record<string, string>): Promise<{ metadata: string; request: string }> {
    for (const metadata of this.services.values()) {
      const service = samlify.ServiceProvider({ metadata });
      const { samlContent, extract } = await this.entity(this.own).parseLoginRequest(service, 'redirect', { query });
      if (extract.issuer !== service.entityMeta.getEntityID()) continue;
      this.lastRequest = samlContent;
      return { metadata, request: samlContent };
    }
    throw new Error('Nobody is registered here by that entity ID.');
  }

  private response({ acsUrl, requestId, audience }: Asked & { audience: string }): string {
    const { nameId, format = 'persistent', classRef = PASSWORD, signedInAt = new Date() } = this.person!;
    const now = new Date().toISOString();
    const end = new Date(Date.now() + 5 * 60_000).toISOString();
    return (
      this.opening({ acsUrl, requestId }) +
      `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>` +
      `<saml:Assertion ID="_${randomUUID()}" Version="2.0" IssueInstant="${now}">` +
      `<saml:Issuer>${this.entityId}</saml:Issuer><saml:Subject>` +
      `<saml:NameID Format="${FORMATS[format]}">${escaped(nameId)}</saml:NameID>` +
      `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData ` +
      `NotOnOrAfter="${end}" Recipient="${acsUrl}" InResponseTo="${requestId}"/></saml:SubjectConfirmation></saml:Subject>` +
      `<saml:Conditions NotBefore="${now}" NotOnOrAfter="${end}"><saml:AudienceRestriction>` +
      `<saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
      `<saml:AuthnStatement AuthnInstant="${signedInAt.toISOString()}"><saml:AuthnContext>` +
      `<saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
      `${this.statement()}</saml:Assertion></samlp:Response>`
    );
  }

  private statement(): string {
    const attributes = Object.entries(this.person?.attributes ?? {}).map(([name, values]) => {
      const inside = [values].flat().map((value) => `<saml:AttributeValue>${escaped(value)}</saml:AttributeValue>`);
      return `<saml:Attribute Name="${name}">${inside.join('')}</saml:Attribute>`;
    });
    return attributes.length > 0 ? `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>` : '';
  }

  /** As providers answer who gave a wrong password too often: without an assertion, and without a signature. */
  private refusal(asked: Asked): string {
    return (
      this.opening(asked) +
      `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">` +
      `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode></samlp:Status>` +
      `</samlp:Response>`
    );
  }

  private opening({ acsUrl, requestId }: Asked): string {
    return (
      `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
      `ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${acsUrl}" ` +
      `InResponseTo="${requestId}"><saml:Issuer>${this.entityId}</saml:Issuer>`
    );
  }
}

interface Asked {
  acsUrl: string;
  requestId: string;
}
