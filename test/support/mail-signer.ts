import { generateKeyPairSync } from 'node:crypto';
import { dkimSign, sealMessage } from 'mailauth';
import type { TestDns } from './test-dns.js';

const SELECTOR = 'test';

/** A domain that signs its mail with a key of the test, which it publishes. */
export class MailSigner {
  private readonly privateKey: string;

  constructor(
    dns: TestDns,
    readonly domain: string,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.privateKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    // The key of RFC 8463 is the last 32 bytes of the one that Node exports.
    const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
    dns.publish(`${SELECTOR}._domainkey.${domain}`, { TXT: [`v=DKIM1; k=ed25519; p=${key}`] });
  }

  /** The mail with a signature of the domain (DKIM). */
  async sign(raw: string): Promise<string> {
    const { domain, privateKey } = this;
    const signer = { signingDomain: domain, selector: SELECTOR, privateKey };
    const { signatures, errors } = await dkimSign(raw, {
      ...signer,
      canonicalization: 'relaxed/relaxed',
      signatureData: [signer],
    });
    if (errors.length > 0) throw new Error(`The mail could not be signed: ${JSON.stringify(errors)}`);
    return signatures + raw;
  }

  /** The mail as a forwarder passes it on, with what it says to have found (ARC). */
  async seal(raw: string, authResults: string): Promise<string> {
    const seal = {
      signingDomain: this.domain,
      selector: SELECTOR,
      privateKey: this.privateKey,
      authResults,
      cv: 'none',
    };
    return String(await sealMessage(Buffer.from(raw), seal)) + raw;
  }
}

/** A mail of one short text, in the bytes that are sent. */
export const rawMail = (fields: Readonly<Record<string, string>>, text = 'Bonjour, où en est ma demande ?'): string =>
  [
    ...Object.entries({
      'Message-ID': `<${Math.random().toString(36).slice(2)}@mail.example>`,
      Date: 'Fri, 27 Nov 2026 09:00:00 +0100',
      ...fields,
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=utf-8',
    }).map(([name, value]) => `${name}: ${value}`),
    '',
    text,
    '',
  ].join('\r\n');
