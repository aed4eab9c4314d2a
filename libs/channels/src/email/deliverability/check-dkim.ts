import type { DeliverabilityFinding } from '@guichet/contracts';
import type { ResolveDns } from '../../channel.js';
import { dkimRecord, type PublishedKey } from '../dkim/dkim-keys.js';
import { textsOfName } from './resolve-dns-records.js';
import { findingsOf } from './build-finding.js';

const finding = findingsOf('dkim');

/** Whether DNS publishes the keys of a domain (RFC 6376 § 3.6), one finding for each. Throws `NotAsked`. */
export async function checkDkim(
  keys: readonly PublishedKey[],
  { signs, resolve }: { signs: boolean; resolve: ResolveDns },
): Promise<DeliverabilityFinding[]> {
  if (keys.length === 0) return [finding('not-needed', 'dkim-not-here')];
  return Promise.all(keys.map((key) => checkKey(key, { signs, resolve })));
}

async function checkKey(
  key: PublishedKey,
  { signs, resolve }: { signs: boolean; resolve: ResolveDns },
): Promise<DeliverabilityFinding> {
  const record = dkimRecord(key);
  const found = await textsOfName(resolve, record.name);
  const data = { selector: key.selector };
  const add = [record];
  if (found.length === 0) return finding('wrong', 'dkim-missing', { data, add });
  const published = found.map(publicKeyIn);
  if (!published.includes(key.publicKey))
    return finding('wrong', published.includes('') ? 'dkim-revoked' : 'dkim-other-key', { data, found, add });
  return signs ? finding('ok', 'dkim-ok', { data, found }) : finding('advice', 'dkim-not-used', { data, found });
}

/** The key of a record; empty where it was revoked, undefined where the text is no such record. */
const publicKeyIn = (text: string): string | undefined => /(?:^|;)\s*p\s*=([^;]*)/.exec(text)?.[1]?.replace(/\s/g, '');
