import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Egress, EgressRefused, isPublicAddress, type Lookup } from './egress.js';
import { ImageRefused } from './fetch-image.js';
import { OutboundAllow } from './outbound-allow-list.js';

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What the world's resolver would say; a name that is not listed does not exist. Numbers are read as libc reads them. */
const world: Record<string, string[]> = {
  'www.example.org': ['93.184.215.14'],
  'dual.example.org': ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '93.184.215.14'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.localdomain': ['127.0.0.1'],
  '127.0.0.1.nip.io': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'mixed.example.net': ['93.184.215.14', '10.0.0.5'],
  'inside.example.net': ['10.0.0.5'],
  'nat64.example.net': ['64:ff9b::a9fe:a9fe'],
};
const asked: string[] = [];
const lookup: Lookup = (host) => {
  asked.push(host);
  const found = world[host] ?? (/^\d+\.\d+\.\d+\.\d+$/.test(host) ? [host] : undefined);
  if (!found) return Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }));
  return Promise.resolve(found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
};

const closed = new Egress(OutboundAllow.none, lookup);

describe('a hostile URL', () => {
  // Threats: A074, R05, T08.
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://127.255.255.254/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://100.64.0.1/',
    'http://192.0.0.1/',
    'http://198.18.0.1/',
    'http://192.88.99.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[ff02::1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::10.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a9fe:a9fe::1]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'http://[2001:db8::1]/',
    'http://[100::1]/',
    'http://[2606:4700::200:5efe:10.0.0.1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://localhost.localdomain/',
    'http://127.0.0.1.nip.io/',
    'http://metadata.google.internal/',
    'http://mixed.example.net/',
    'http://nat64.example.net/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://ⓛocalhost/',
    'http://www.example.org:22/',
    'http://www.example.org:6379/',
    'http://www.example.org:8080/',
    'https://www.example.org:25/',
  ])('%s is refused before anything is sent', async (url) => {
    await expect(closed.fetchImage(url)).rejects.toThrow(EgressRefused);
  });

  // Threats: A074, R05.
  it.each([
    'http://user:password@www.example.org/',
    'http://www.example.org@127.0.0.1/',
    'file:///etc/passwd',
    'ftp://www.example.org/',
    'gopher://127.0.0.1:6379/_INFO',
    'data:image/gif;base64,R0lGODlh',
    'javascript:alert(1)',
    '//127.0.0.1/',
    'http://',
    '',
  ])('%j is no address of an image', async (url) => {
    await expect(closed.fetchImage(url)).rejects.toThrow(ImageRefused);
  });
});

describe('resolving a host', () => {
  it('answers one public address, IPv4 first', async () => {
    expect(await closed.resolve('www.example.org')).toBe('93.184.215.14');
    expect(await closed.resolve('DUAL.example.org.')).toBe('93.184.215.14');
    expect(await closed.resolve('[2606:4700::1111]')).toBe('2606:4700::1111');
  });

  it('says how a private host could be allowed', async () => {
    await expect(closed.resolve('inside.example.net')).rejects.toThrow(
      /^inside\.example\.net is not reachable.*OUTBOUND_ALLOW/,
    );
  });

  it.each(['inside.example.net', '10.0.0.0/8', '10.0.0.5'])(
    'lets through what OUTBOUND_ALLOW=%s allows',
    async (allow) => {
      const egress = new Egress(OutboundAllow.parse(allow), lookup);
      expect(await egress.resolve('inside.example.net')).toBe('10.0.0.5');
      await expect(egress.resolve('localhost')).rejects.toThrow(EgressRefused);
    },
  );

  it('passes on that there is no such host', async () => {
    await expect(closed.resolve('nowhere.example.org')).rejects.toThrow('ENOTFOUND');
  });

  it('judges addresses by the registries of IANA', () => {
    expect(['1.1.1.1', '172.32.0.1', '2a00:1450:4007::1'].map(isPublicAddress)).toEqual([true, true, true]);
    expect(['fe80::1%eth0', 'nonsense', '4000::1'].map(isPublicAddress)).toEqual([false, false, false]);
  });
});

describe('fetching an image', () => {
  let server: Server;
  let base: string;
  let answer: RequestListener;
  const requests: { url: string | undefined; headers: Record<string, unknown> }[] = [];
  const egress = new Egress(OutboundAllow.parse('pictures.test'), (host) =>
    host === 'pictures.test' ? Promise.resolve([{ address: '127.0.0.1', family: 4 }]) : lookup(host),
  );

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push({ url: request.url, headers: request.headers });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://pictures.test:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests.length = 0;
  });

  it('gives it by its content, whatever the server calls it, and tells nothing of us', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=1' }).end(gif);

    expect(await egress.fetchImage(`${base}/a.gif`)).toEqual({ type: 'image/gif', content: gif });

    expect(Object.keys(requests[0]!.headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  // Threats: A074.
  it('follows three redirects and no fourth', async () => {
    answer = (request, response) => {
      const left = Number(request.url!.slice(1));
      if (left) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.end(gif);
    };

    expect(await egress.fetchImage(`${base}/3`)).toMatchObject({ type: 'image/gif' });
    await expect(egress.fetchImage(`${base}/4`)).rejects.toThrow('too many redirects');
  });

  // Threats: A074.
  it.each(['http://127.0.0.1/', 'http://169.254.169.254/', 'http://localhost/', 'http://inside.example.net/'])(
    'refuses a redirect to %s',
    async (location) => {
      answer = (_request, response) => response.writeHead(301, { location }).end();
      await expect(egress.fetchImage(base)).rejects.toThrow(EgressRefused);
      expect(requests).toHaveLength(1);
    },
  );

  // Threats: A074.
  it('connects to the address that was judged, even when the name has moved since', async () => {
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.9.9.9', family: 4 }]];
    const moving = new Egress(OutboundAllow.parse('127.0.0.1'), () => Promise.resolve(answers.shift()!));
    answer = (_request, response) => response.end(gif);

    expect(await moving.fetchImage(base)).toMatchObject({ type: 'image/gif' });
    expect(answers).toHaveLength(1);
  });

  // Threats: A067.
  it.each([
    ['a page', Buffer.from('<html><script>alert(1)</script>')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s that is called an image', async (_what, content) => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(content);
    await expect(egress.fetchImage(base)).rejects.toThrow('not an image that can be shown safely');
  });

  // Threats: A096, T08.
  it('stops at 10 MB, announced or not', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-length': 11 * 1024 * 1024 }).write(gif);
    await expect(egress.fetchImage(base)).rejects.toThrow('larger than 10 MB');

    answer = (_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    };
    await expect(egress.fetchImage(base)).rejects.toThrow('larger than 10 MB');
  });

  it('says why there is none', async () => {
    answer = (_request, response) => response.writeHead(404).end();
    await expect(egress.fetchImage(base)).rejects.toThrow('the server answered 404');

    answer = (request) => request.socket.destroy();
    await expect(egress.fetchImage(base)).rejects.toThrow('the server could not be reached');
  });
});

describe('a call to a provider', () => {
  let server: Server;
  let base: string;
  let answer: RequestListener;
  const egress = new Egress(OutboundAllow.parse('127.0.0.1'));

  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  it('goes to the address that was judged, and tells a redirect as it is', async () => {
    let asked = '';
    answer = (request, response) => {
      asked = `${request.method} ${request.headers.host} ${String(request.headers['x-key'])}`;
      response.writeHead(302, { location: 'http://10.0.0.5/' }).end('moved');
    };
    const response = await egress.fetch(base, { method: 'PUT', headers: { 'x-key': 'k' }, body: 'x' });
    expect(response.status).toBe(302);
    expect(await response.text()).toBe('moved');
    expect(asked).toBe(`PUT ${new URL(base).host} k`);
  });

  // Threats: A074.
  it.each(['http://10.0.0.5/', 'http://metadata.google.internal/', 'file:///etc/passwd', 'http://www.example.org:22/'])(
    'does not go to %s',
    async (url) => {
      await expect(closed.fetch(url)).rejects.toBeInstanceOf(EgressRefused);
    },
  );

  it('ends with us', async () => {
    answer = (_request, response) => response.end('ok');
    expect(await (await egress.fetch(base)).text()).toBe('ok');
    await egress.close();
  });
});
