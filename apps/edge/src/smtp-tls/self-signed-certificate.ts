import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** Both in PEM. */
export interface CertificatePair {
  cert: string;
  key: string;
}

// Tags of DER (ITU-T X.690) that a certificate of RFC 5280 needs.
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;
const context = (number: number, constructed = true) => (constructed ? 0xa0 : 0x80) | number;

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

/** The dotted form; each number but the first two as base 128. */
function objectId(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const bytes = rest.flatMap((value) => {
    const digits = [value & 0x7f];
    for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(OBJECT_ID, Buffer.of(first * 40 + second, ...bytes));
}

/** RFC 5280 § 4.1.2.5: years of two digits until 2049. */
function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  const isUtcTime = date.getUTCFullYear() < 2050;
  return der(isUtcTime ? UTC_TIME : GENERALIZED_TIME, Buffer.from(isUtcTime ? digits.slice(2) : digits));
}

const ecdsaWithSha256 = der(SEQUENCE, objectId('1.2.840.10045.4.3.2'));
const commonName = (name: string) =>
  der(SEQUENCE, der(SET, der(SEQUENCE, objectId('2.5.4.3'), der(UTF8, Buffer.from(name)))));
const extension = (id: string, value: Buffer) => der(SEQUENCE, objectId(id), der(OCTET_STRING, value));

function extensions(host: string): Buffer {
  const serverAuthentication = extension('2.5.29.37', der(SEQUENCE, objectId('1.3.6.1.5.5.7.3.1')));
  const alternativeName = extension('2.5.29.17', der(SEQUENCE, der(context(2, false), Buffer.from(host))));
  return der(context(3), der(SEQUENCE, serverAuthentication, ...(isIP(host) ? [] : [alternativeName])));
}

function toBeSigned(publicKey: KeyObject, { host, from, until }: { host: string; from: Date; until: Date }): Buffer {
  // A serial number is positive: its first bit is 0, and its first byte not.
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const issuer = commonName('Guichet');
  return der(
    SEQUENCE,
    der(context(0), der(INTEGER, Buffer.of(2))),
    der(INTEGER, serial),
    ecdsaWithSha256,
    issuer,
    der(SEQUENCE, time(from), time(until)),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(host),
  );
}

/** A new key on P-256 and its certificate (X.509 v3, RFC 5280) for a host, signed by itself. */
export function selfSignedCertificate(about: { host: string; from: Date; until: Date }): CertificatePair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const content = toBeSigned(publicKey, about);
  const signature = der(BIT_STRING, Buffer.of(0), sign('sha256', content, privateKey));
  const lines = der(SEQUENCE, content, ecdsaWithSha256, signature)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}
