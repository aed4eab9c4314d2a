import { resolve } from 'node:path';
import { loadConfig } from './config.js';

describe('settings', () => {
  it('all have a default', () => {
    const config = loadConfig({});

    expect(config).toMatchObject({
      port: 3000,
      smtpPort: 2525,
      databaseUrl: undefined,
      dataDir: resolve('.guichet'),
      publicUrl: 'http://localhost:3000',
      roles: ['api', 'edge', 'worker'],
      blobUrl: `file:${resolve('.guichet')}/blobs`,
      logLevel: 'info',
    });
    expect(config.outboundAllow.allowsAddress('127.0.0.1')).toBe(false);
    expect(config.trustedProxies.includes('127.0.0.1')).toBe(false);
  });

  it('are read as they are meant', () => {
    const config = loadConfig({
      PORT: '0',
      DATABASE_URL: 'postgres://desk:pw@db.example.org/desk',
      GUICHET_PUBLIC_URL: 'https://desk.example.org/',
      GUICHET_ROLES: 'api, worker',
      OUTBOUND_ALLOW: 'imap.intra, 10.1.0.0/16,fd00::/8, 192.0.2.7',
      TRUSTED_PROXIES: 'loopback,172.18.0.0/16',
    });

    expect(config).toMatchObject({ port: 0, publicUrl: 'https://desk.example.org', roles: ['api', 'worker'] });
    expect(config.databaseUrl).toBe('postgres://desk:pw@db.example.org/desk');
    expect(config.outboundAllow.allowsHost('IMAP.intra.')).toBe(true);
    expect(['::1', '172.18.0.5', '172.19.0.5'].map((one) => config.trustedProxies.includes(one))).toEqual([
      true,
      true,
      false,
    ]);
    const addresses = ['10.1.255.1', '::ffff:10.1.2.3', 'fd00::1', '192.0.2.7', '10.2.0.1', '192.0.2.8', 'fe80::1'];
    expect(addresses.filter((address) => config.outboundAllow.allowsAddress(address))).toEqual(addresses.slice(0, 4));
  });

  it('ask the servers that are named, those of the system, or nobody', () => {
    expect(loadConfig({ DNS_SERVERS: '192.0.2.53, [2001:db8::53]:5353' }).dnsServers).toEqual([
      '192.0.2.53',
      '[2001:db8::53]:5353',
    ]);
    expect(loadConfig({}).dnsServers).toBe('system');
    expect(loadConfig({ DNS_SERVERS: 'none' }).dnsServers).toBe('none');
  });

  it('set to nothing count as unset', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it('reads where the virus scanner and the spam filter are', () => {
    expect(loadConfig({ CLAMD_URL: 'tcp://clamd.test:3310', RSPAMD_URL: 'http://rspamd.test:11333/' })).toMatchObject({
      clamd: { host: 'clamd.test', port: 3310 },
      rspamdUrl: 'http://rspamd.test:11333',
    });
    expect(loadConfig({ CLAMD_URL: 'tcp://[::1]:3310' }).clamd).toEqual({ host: '::1', port: 3310 });
    expect(loadConfig({})).toMatchObject({ clamd: undefined, rspamdUrl: undefined });
    for (const url of ['localhost:3310', 'tcp://clamd.test', 'http://clamd.test:3310'])
      expect(() => loadConfig({ CLAMD_URL: url })).toThrow('CLAMD_URL');
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', 'http'],
    ['SMTP_PORT', '25x'],
    ['DATABASE_URL', 'mysql://db'],
    ['DATABASE_URL', 'db.example.org'],
    ['GUICHET_PUBLIC_URL', 'desk.example.org'],
    ['GUICHET_PUBLIC_URL', 'https://desk.example.org/sub'],
    ['GUICHET_SECRET', 'short'],
    ['GUICHET_ADMIN_EMAIL', 'admin'],
    ['GUICHET_ADMIN_PASSWORD', 'short'],
    ['GUICHET_ROLES', 'api,web'],
    ['OUTBOUND_ALLOW', '10.0.0.0/33'],
    ['OUTBOUND_ALLOW', 'http://10.0.0.1'],
    ['TRUSTED_PROXIES', 'proxy.example.org'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['DNS_SERVERS', 'dns.example.org'],
    ['METRICS_TOKEN', 'short'],
    ['BLOB_URL', '/var/blobs'],
    ['BLOB_URL', 'file:'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s stops the start with one line that names it', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`^${name}: expected [^\\n]+$`));
  });

  it.each([
    ['REDIS_URL', 'redis://localhost:6379', 'expected to be unset, as Redis is not supported yet'],
    ['BLOB_URL', 's3://bucket', 'expected file:<folder>, as s3: is not supported yet'],
  ])('%s=%s is refused and not ignored, as it does not work yet', (name, value, expected) => {
    expect(() => loadConfig({ [name]: value })).toThrow(new Error(`${name}: ${expected}`));
  });

  it('of the first administrator come together', () => {
    expect(() => loadConfig({ GUICHET_ADMIN_EMAIL: 'maire@example.org' })).toThrow(/^GUICHET_ADMIN_PASSWORD: /);
    expect(() => loadConfig({ GUICHET_ADMIN_PASSWORD: 'a good long one' })).toThrow(/^GUICHET_ADMIN_EMAIL: /);
  });

  it('of the certificate of the mail server come together', () => {
    expect(() => loadConfig({ SMTP_TLS_CERT: '/etc/tls/cert.pem' })).toThrow(/^SMTP_TLS_KEY: expected as well: /);
    expect(() => loadConfig({ SMTP_TLS_KEY: '/etc/tls/key.pem' })).toThrow(/^SMTP_TLS_CERT: expected as well: /);
    expect(loadConfig({ SMTP_TLS_CERT: 'cert.pem', SMTP_TLS_KEY: 'key.pem' }).smtpTls).toEqual({
      cert: 'cert.pem',
      key: 'key.pem',
    });
  });

  it('can be replaced one by one once more is known', () => {
    const config = loadConfig({ PORT: '0' }).with({ publicUrl: 'http://localhost:4711' });
    expect(config).toMatchObject({ port: 0, publicUrl: 'http://localhost:4711' });
  });
});
