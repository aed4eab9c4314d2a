import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { DkimAlgorithm, DnsRecord } from '@guichet/contracts';
import { dnsRecord } from '../deliverability/dns-record.js';

const generate = promisify(generateKeyPair);

/** Makes a pair of keys: the private one as PEM, the public one as records have it (RFC 6376 § 3.6.1, RFC 8463 § 4). */
export async function newDkimKey(algorithm: DkimAlgorithm): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey } =
    algorithm === 'rsa' ? await generate('rsa', { modulusLength: 2048 }) : await generate('ed25519', {});
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    // The key of RFC 8463 is the last 32 bytes of the one that Node exports.
    publicKey: (algorithm === 'rsa' ? der : der.subarray(-32)).toString('base64'),
  };
}

export interface PublishedKey {
  domain: string;
  selector: string;
  algorithm: DkimAlgorithm;
  publicKey: string;
}

/** The record by which everybody can check the signatures of a key. */
export const dkimRecord = ({ domain, selector, algorithm, publicKey }: PublishedKey): DnsRecord =>
  dnsRecord(`${selector}._domainkey.${domain}`, 'TXT', `v=DKIM1; k=${algorithm}; p=${publicKey}`);
