import { createPrivateKey, X509Certificate } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Clock, Config, Logger, SettingError } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { selfSignedCertificate, type CertificatePair } from './self-signed-certificate.js';

const YEARS = 10;
const DAY_MS = 24 * 60 * 60_000;
/** Files are looked at and not listened to: that also notices a link to another file, and works on a network share. */
const LOOK_MS = 2_000;

/**
 * The certificate by which the mail server encrypts: that of `SMTP_TLS_CERT` and `SMTP_TLS_KEY`, else one that is made at the
 * first start and kept in the data folder. Senders encrypt to it without verifying it, unless they were told to.
 */
@Injectable()
export class SmtpCertificate {
  private stop = (): void => undefined;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Throws `SettingError` for files that cannot be read or do not belong together. */
  async load(): Promise<CertificatePair> {
    const { smtpTls } = this.config;
    if (!smtpTls) return this.ownPair();
    return readPair(smtpTls).catch((error: unknown) => {
      throw new SettingError(
        'SMTP_TLS_CERT',
        `expected a certificate in PEM, with its key in SMTP_TLS_KEY (${(error as Error).message})`,
      );
    });
  }

  /** Calls back with what the files of the settings hold after a change, once they belong together again. */
  watch(changed: (pair: CertificatePair) => void): void {
    const { smtpTls } = this.config;
    if (!smtpTls) return;
    const look = () =>
      void readPair(smtpTls).then(
        (pair) => {
          changed(pair);
          this.logger.log('The mail server uses a new certificate.');
        },
        (error: unknown) => this.logger.warn('The mail server keeps its certificate, as the new one fails.', { error }),
      );
    const paths = [smtpTls.cert, smtpTls.key];
    for (const path of paths) watchFile(path, { interval: LOOK_MS, persistent: false }, look);
    this.stop = () => paths.forEach((path) => unwatchFile(path, look));
  }

  close(): void {
    this.stop();
  }

  private async ownPair(): Promise<CertificatePair> {
    const folder = join(this.config.dataDir, 'smtp-tls');
    const paths = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    const now = this.clock.now();
    const kept = await readPair(paths).catch(() => null);
    if (kept && new X509Certificate(kept.cert).validToDate.getTime() > now.getTime() + 30 * DAY_MS) return kept;

    // A sender whose clock is behind ours must not find it too young.
    const from = new Date(now.getTime() - DAY_MS);
    const until = new Date(now.getTime() + YEARS * 365 * DAY_MS);
    const made = selfSignedCertificate({ host: new URL(this.config.publicUrl).hostname, from, until });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(paths.key, made.key, { mode: 0o600 });
    await writeFile(paths.cert, made.cert);
    return made;
  }
}

/** Throws where a file cannot be read, or where the key is that of another certificate. */
async function readPair(paths: { cert: string; key: string }): Promise<CertificatePair> {
  const [cert, key] = await Promise.all([readFile(paths.cert, 'utf8'), readFile(paths.key, 'utf8')]);
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
    throw new Error('the key is that of another certificate');
  return { cert, key };
}
