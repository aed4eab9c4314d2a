import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSignedCertificate } from '@guichet/edge';
import { eventually } from '../support/eventually.js';
import { RunningProduct } from '../support/running-product.js';
import { SmtpDialogue } from '../support/smtp-dialogue.js';

let folder: string;
let product: RunningProduct;

const files = () => ({ SMTP_TLS_CERT: join(folder, 'cert.pem'), SMTP_TLS_KEY: join(folder, 'key.pem') });

/** Writes a new pair where the settings say, and returns its certificate. */
function renew(): X509Certificate {
  const about = {
    host: 'mx.example.org',
    from: new Date(Date.now() - 60_000),
    until: new Date(Date.now() + 3_600_000),
  };
  const { cert, key } = selfSignedCertificate(about);
  writeFileSync(files().SMTP_TLS_CERT, cert);
  writeFileSync(files().SMTP_TLS_KEY, key);
  return new X509Certificate(cert);
}

/** The fingerprint of the certificate that a sender sees who encrypts. */
const shown = async () => (await (await SmtpDialogue.open(product.product.smtpPort!)).certificate()).fingerprint256;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-certificate-'));
});
afterEach(async () => {
  await product.close();
  rmSync(folder, { recursive: true });
});

describe('a sender who encrypts', () => {
  it('sees the certificate of the settings, and its successor without a restart', async () => {
    const first = renew();
    product = await RunningProduct.start(files());
    expect(await shown()).toBe(first.fingerprint256);

    // Half of a renewal changes nothing.
    writeFileSync(files().SMTP_TLS_KEY, 'being written');
    expect(await shown()).toBe(first.fingerprint256);
    const second = renew();

    await eventually(async () => expect(await shown()).toBe(second.fingerprint256));
  });

  it('sees that of the installation, and not one whose key everybody has, where there are no settings', async () => {
    product = await RunningProduct.start();

    const kept = new X509Certificate(readFileSync(join(product.folder, 'smtp-tls/cert.pem')));
    expect(await shown()).toBe(kept.fingerprint256);
    expect(kept.validToDate.getTime()).toBeGreaterThan(Date.now());
  });
});
