import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, Logger } from '@guichet/platform';
import { selfSignedCertificate } from './self-signed-certificate.js';
import { SmtpCertificate } from './smtp-certificate.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-certificate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (time: string, env: Record<string, string> = {}) =>
  new SmtpCertificate(
    loadConfig({ GUICHET_DATA: folder, GUICHET_PUBLIC_URL: 'https://desk.example.org', ...env }),
    { now: () => new Date(time) },
    new Logger('silent'),
  );

describe('the certificate of an installation that has none', () => {
  it('is made at the first start and kept, its key for its owner alone', async () => {
    const first = await at('2026-11-27T10:00:00Z').load();
    const later = await at('2027-11-27T10:00:00Z').load();

    expect(later).toEqual(first);
    expect(new X509Certificate(first.cert).checkHost('desk.example.org')).toBe('desk.example.org');
    expect(readFileSync(join(folder, 'smtp-tls/key.pem'), 'utf8')).toBe(first.key);
    expect(statSync(join(folder, 'smtp-tls/key.pem')).mode & 0o077).toBe(0);
  });

  it('is made anew before it expires, and where it cannot be read', async () => {
    const first = await at('2026-11-27T10:00:00Z').load();
    const second = await at('2036-11-20T10:00:00Z').load();
    writeFileSync(join(folder, 'smtp-tls/cert.pem'), 'damaged');
    const third = await at('2036-11-20T10:00:00Z').load();

    expect(second.cert).not.toBe(first.cert);
    expect(third.cert).not.toBe(second.cert);
    expect(new X509Certificate(third.cert).validToDate > new Date('2046-01-01')).toBe(true);
  });
});

describe('the certificate of the settings', () => {
  const env = () => ({ SMTP_TLS_CERT: join(folder, 'cert.pem'), SMTP_TLS_KEY: join(folder, 'key.pem') });
  const pair = () =>
    selfSignedCertificate({ host: 'mx.example.org', from: new Date('2026-01-01'), until: new Date('2027-01-01') });

  it('is that of the two files', async () => {
    const { cert, key } = pair();
    writeFileSync(env().SMTP_TLS_CERT, cert);
    writeFileSync(env().SMTP_TLS_KEY, key);

    expect(await at('2026-11-27T10:00:00Z', env()).load()).toEqual({ cert, key });
  });

  it.each([
    ['a missing file', () => undefined, 'ENOENT'],
    ['a file that is no certificate', () => 'no certificate', 'PEM'],
    ['the certificate of another key', () => pair().cert, 'the key is that of another certificate'],
  ])('is refused in one line for %s', async (_, certificate, why) => {
    const content = certificate();
    if (content) writeFileSync(env().SMTP_TLS_CERT, content);
    writeFileSync(env().SMTP_TLS_KEY, pair().key);

    await expect(at('2026-11-27T10:00:00Z', env()).load()).rejects.toThrow(
      new RegExp(
        `^SMTP_TLS_CERT: expected a certificate in PEM, with its key in SMTP_TLS_KEY \\([^\\n]*${why}[^\\n]*\\)$`,
      ),
    );
  });
});
