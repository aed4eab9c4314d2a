import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** An element of DER: its tag, its length, its content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents);
const SHA256_WITH_RSA = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'));

const generalizedTime = (at: Date) => der(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, '')));

export interface KeyAndCertificate {
  privateKey: KeyObject;
  /** PEM. */
  certificate: string;
}

/** A key with a certificate that it has signed itself (X.509), as providers that speak SAML make them. */
export function selfSigned(
  name: string,
  { bits = 2048, endsAt = new Date(Date.now() + 365 * 86_400_000) }: { bits?: number; endsAt?: Date } = {},
): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const subject = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    SHA256_WITH_RSA,
    subject,
    sequence(generalizedTime(new Date(endsAt.getTime() - 730 * 86_400_000)), generalizedTime(endsAt)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const base64 = sequence(content, SHA256_WITH_RSA, signature).toString('base64');
  const lines = base64.match(/.{1,64}/g)!.join('\n');
  return { privateKey, certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}
