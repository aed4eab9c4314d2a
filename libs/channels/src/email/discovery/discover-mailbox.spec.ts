import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reasonText } from '@guichet/contracts';
import { channelTexts } from '../../registry.js';
import { EmailConfig } from '../config.js';
import { parseAutoconfig } from './autoconfig.js';
import { discoverMailbox } from './discover-mailbox.js';
import type { ResolveDns } from '../../channel.js';

const absent = () => Promise.reject(Object.assign(new Error('queryMx ENOTFOUND'), { code: 'ENOTFOUND' }));

/** A resolver with the given records; all other names do not exist. */
const dnsOf = (
  srv: Record<string, [host: string, port: number, priority?: number][]> = {},
  mx: readonly string[] = [],
): ResolveDns => {
  const records: Record<string, unknown[]> = {
    'MX ville.example': mx.map((exchange) => ({ exchange, priority: 10 })),
    ...Object.fromEntries(
      Object.entries(srv).map(([name, hosts]) => [
        `SRV ${name}`,
        hosts.map(([host, port, priority = 0]) => ({ name: host, port, priority, weight: 0 })),
      ]),
    ),
  };
  return (name, type) => {
    const found = records[`${type} ${name}`] ?? [];
    return found.length > 0 ? Promise.resolve(found) : absent();
  };
};

let server: Server;
let answer: RequestListener;
const asked: string[] = [];
/** The web servers of all domains, on this machine. */
const io = {
  fetch(url: string, init?: RequestInit) {
    asked.push(url);
    const { pathname, search, host } = new URL(url);
    const { port } = server.address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}/${host}${pathname}${search}`, { ...init, redirect: 'manual' });
  },
};

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  answer = (_, response) => response.writeHead(404).end();
});

const discover = (address: string, resolve = dnsOf()) => discoverMailbox(address, { resolve, io });
const words = (found: string) => reasonText(found, channelTexts('en'));

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="ville.example"><domain>ville.example</domain>
  <incomingServer type="pop3"><hostname>pop.ville.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
  <incomingServer type="imap"><hostname>plain.ville.example</hostname><port>143</port><socketType>plain</socketType></incomingServer>
  <incomingServer type="imap"><hostname>imap.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>
    <authentication>OAuth2</authentication><authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username></incomingServer>
  <outgoingServer type="smtp"><hostname>smtp.ville.example</hostname><port>587</port><socketType>STARTTLS</socketType>
    <username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>`;

describe('the servers of a mailbox', () => {
  it('are those of the company whose domain the address has, and nobody is asked', async () => {
    const proposal = await discover('Mairie.Valbourg@Orange.fr');
    expect(proposal.config).toMatchObject({
      address: 'mairie.valbourg@orange.fr',
      inbound: { smtp: false, imap: { host: 'imap.orange.fr', port: 993, secure: true } },
      outbound: { host: 'smtp.orange.fr', port: 465, secure: true, user: 'mairie.valbourg@orange.fr' },
    });
    expect(asked).toEqual([]);
  });

  it.each(['mairie@outlook.com', 'mairie@hotmail.fr', 'mairie@live.fr'])(
    'are those of Microsoft where it gives the address to anybody (%s)',
    async (address) => {
      const { found, config } = await discover(address);
      expect(words(found)).toContain('Microsoft');
      expect(config).toMatchObject({
        inbound: { imap: { host: 'outlook.office365.com', user: address } },
        outbound: { host: 'smtp-mail.outlook.com', port: 587 },
        oauth: { provider: 'microsoft', tenant: 'consumers' },
      });
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ['Microsoft 365', 'ville-example.mail.protection.outlook.com', 'outlook.office365.com', 'microsoft'],
    ['Microsoft 365', 'ville-example.a-v1.mx.microsoft', 'outlook.office365.com', 'microsoft'],
    ['Google', 'ASPMX.L.GOOGLE.COM.', 'imap.gmail.com', 'google'],
    ['Google', 'smtp.google.com', 'imap.gmail.com', 'google'],
    ['OVHcloud', 'mx1.mail.ovh.net', 'ssl0.ovh.net', undefined],
    ['Gandi', 'spool.mail.gandi.net', 'mail.gandi.net', undefined],
    ['Infomaniak', 'mta-gw.infomaniak.ch', 'mail.infomaniak.com', undefined],
    ['IONOS', 'mx00.ionos.fr', 'imap.ionos.fr', undefined],
  ])('are those of %s where it receives the mail of the domain (%s)', async (name, exchange, host, provider) => {
    const { found, config } = await discover('contact@ville.example', dnsOf({}, [exchange]));
    expect(words(found)).toContain(name);
    expect(config).toMatchObject({ inbound: { imap: { host, user: 'contact@ville.example' } } });
    expect((config!['oauth'] as { provider?: string } | undefined)?.provider).toBe(provider);
  });

  // Threats: A009.
  it.each([
    ['ville-example.mail.protection.outlook.com', 'outlook.office365.com', 'protection.outlook.com'],
    ['smtp.google.com', 'imap.gmail.com', 'mx.google.com'],
    ['mx1.mail.ovh.net', 'ssl0.ovh.net', undefined],
  ])('say who wrote a mail where it is known that they check (%s)', async (exchange, host, trustedServer) => {
    const trusted = ({ config }: Awaited<ReturnType<typeof discover>>) =>
      (config!['inbound'] as { trustedServer?: string }).trustedServer;
    expect(trusted(await discover('contact@ville.example', dnsOf({}, [exchange])))).toBe(trustedServer);
    const smtp = { '_submission._tcp.ville.example': [['smtp.ville.example', 587]] } satisfies Parameters<
      typeof dnsOf
    >[0];
    const published = { ...smtp, '_imaps._tcp.ville.example': [[host, 993]] } as Parameters<typeof dnsOf>[0];
    expect(trusted(await discover('contact@ville.example', dnsOf(published, [exchange])))).toBe(trustedServer);
    const elsewhere = { ...smtp, '_imaps._tcp.ville.example': [['imap.ville.example', 993]] } as typeof published;
    expect(trusted(await discover('contact@ville.example', dnsOf(elsewhere, [exchange])))).toBeUndefined();
  });

  it('are not those of whoever merely ends like a known company', async () => {
    expect((await discover('a@ville.example', dnsOf({}, ['mx.notgoogle.com']))).config).toBeNull();
  });

  it('are those that the domain publishes, with TLS from the start where there is both', async () => {
    const srv = {
      '_imaps._tcp.ville.example': [
        ['backup.ville.example', 993, 20],
        ['imap.ville.example.', 993, 10],
      ],
      '_imap._tcp.ville.example': [['old.ville.example', 143]],
      '_submission._tcp.ville.example': [['smtp.ville.example', 587]],
    } satisfies Parameters<typeof dnsOf>[0];
    const { found, config } = await discover('contact@ville.example', dnsOf(srv, ['mx1.mail.ovh.net']));
    expect(words(found)).toBe('ville.example publishes its mail servers. They are filled in.');
    expect(config).toEqual({
      address: 'contact@ville.example',
      inbound: {
        smtp: false,
        imap: { host: 'imap.ville.example', port: 993, secure: true, user: 'contact@ville.example' },
      },
      outbound: { host: 'smtp.ville.example', port: 587, secure: false, user: 'contact@ville.example' },
    });
    expect(EmailConfig.safeParse(config).success).toBe(true);
  });

  it('are not taken from a record that says that there is no such service', async () => {
    const none = dnsOf({ '_imaps._tcp.ville.example': [['.', 0]], '_imap._tcp.ville.example': [['', 0]] });
    expect((await discover('contact@ville.example', none)).config).toBeNull();
  });

  it('are those of the domain’s own file, and no third party is asked', async () => {
    answer = (request, response) =>
      request.url!.startsWith('/autoconfig.ville.example/')
        ? response.writeHead(200, { 'content-type': 'text/xml' }).end(XML)
        : response.writeHead(404).end();
    const { found, config } = await discover('contact@ville.example');
    expect(words(found)).toContain('says itself');
    expect(config).toEqual({
      address: 'contact@ville.example',
      inbound: { smtp: false, imap: { host: 'imap.ville.example', port: 993, secure: true, user: 'contact' } },
      outbound: { host: 'smtp.ville.example', port: 587, secure: false, user: 'contact@ville.example' },
    });
    expect(new Set(asked.map((url) => new URL(url).host))).toEqual(
      new Set(['autoconfig.ville.example', 'ville.example']),
    );
    expect(asked.every((url) => url.startsWith('https:'))).toBe(true);
  });

  it('are asked for where nothing is found, where DNS and web server fail too', async () => {
    answer = (request) => request.socket.destroy();
    const { found, config } = await discover('contact@ville.example');
    expect([words(found), config]).toEqual([expect.stringMatching(/^No server was found for ville\.example/), null]);
  });

  it('are not looked for where there is no address', async () => {
    expect(await discover('contact')).toEqual({ found: 'email.not-a-mail-address', config: null });
  });
});

describe('an autoconfig file', () => {
  const read = (xml: string) => parseAutoconfig(xml, 'contact@ville.example');

  it('names the issuer where no password is taken', () => {
    const xml = XML.replace('<authentication>password-cleartext</authentication>', '').replace(
      '</clientConfig>',
      '<oAuth2><issuer>login.ville.example</issuer><scope>imap</scope></oAuth2></clientConfig>',
    );
    expect(read(xml)).toMatchObject({ issuer: 'login.ville.example' });
  });

  // Threats: A074, R05.
  it('cannot make the server read files or grow by entities', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "${'&a;'.repeat(50)}">]>`;
    const xml = bomb + XML.replace('imap.%EMAILDOMAIN%', '&b;');
    expect(read(xml)?.imap).toBeUndefined();
  });

  it.each(['', '<', '<clientConfig>', '{}', '<incomingServer type="imap"><port>993</port></incomingServer>', '\0'])(
    'that says nothing of use is none: %j',
    (xml) => expect(read(xml)).toBeUndefined(),
  );

  it.each(['imap.example/../x', 'user@imap.example', 'imap.example:993', '-imap.example', 'imap example'])(
    'cannot name %s as a server',
    (host) => expect(read(XML.replace('imap.%EMAILDOMAIN%', host))?.imap).toBeUndefined(),
  );

  // Threats: T08.
  it('is not read where it is too large, and is not followed elsewhere', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024, ' ')));
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    };
    expect((await discover('contact@ville.example')).config).toBeNull();
    answer = (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(XML);
    expect((await discover('contact@ville.example')).config).toBeNull();
    expect(asked).toHaveLength(4);
  });
});
