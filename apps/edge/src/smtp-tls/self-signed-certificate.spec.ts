import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { selfSignedCertificate } from './self-signed-certificate.js';

const made = (host: string, from: string, until: string) => {
  const { cert, key } = selfSignedCertificate({ host, from: new Date(from), until: new Date(until) });
  return { certificate: new X509Certificate(cert), key };
};

describe('a self-signed certificate', () => {
  it('is one of its host and its key, signed by that key', () => {
    const { certificate, key } = made('desk.example.org', '2026-11-27T10:00:00Z', '2036-11-27T10:00:00Z');

    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.verify(createPublicKey(key))).toBe(true);
    expect(certificate.checkHost('desk.example.org')).toBe('desk.example.org');
    expect(certificate.checkHost('other.example.org')).toBeUndefined();
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.validFromDate).toEqual(new Date('2026-11-27T10:00:00Z'));
    expect(certificate.validToDate).toEqual(new Date('2036-11-27T10:00:00Z'));
  });

  it('may last beyond 2049, from which on its dates have another form', () => {
    const { certificate } = made('localhost', '2049-12-31T23:59:59Z', '2059-12-31T23:59:59Z');

    expect(certificate.validFromDate).toEqual(new Date('2049-12-31T23:59:59Z'));
    expect(certificate.validToDate).toEqual(new Date('2059-12-31T23:59:59Z'));
  });

  it('of an address or of a very long name can be read, too', () => {
    const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example.org`;

    expect(made('192.0.2.1', '2026-01-01', '2027-01-01').certificate.subject).toBe('CN=Guichet');
    expect(made(long, '2026-01-01', '2027-01-01').certificate.checkHost(long)).toBe(long);
  });

  it('is never the same twice', () => {
    const [one, other] = [1, 2].map(() => made('localhost', '2026-01-01', '2027-01-01').certificate);

    expect(one!.serialNumber).not.toBe(other!.serialNumber);
    expect(one!.publicKey.equals(other!.publicKey)).toBe(false);
  });
});
