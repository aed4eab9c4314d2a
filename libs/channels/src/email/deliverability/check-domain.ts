import type { DeliverabilityCheck, DeliverabilityFinding } from '@guichet/contracts';
import type { PublishedKey } from '../dkim/dkim-keys.js';
import { NotAsked, type Asked } from './resolve-dns-records.js';
import { checkDkim } from './check-dkim.js';
import { checkDmarc } from './check-dmarc.js';
import { checkMtaSts } from './check-mta-sts.js';
import { checkPtr } from './check-ptr.js';
import { checkSpf } from './check-spf.js';
import { findingsOf } from './build-finding.js';
import { relayOf } from './relays.js';

/** A domain from which mail is sent. */
export interface DomainToCheck {
  domain: string;
  /** The hosts by which its mail leaves. */
  relays: readonly string[];
  /** Others send mail for it to the built-in mail server. */
  receivesHere: boolean;
  /** Mail is signed by these keys, once they are published. */
  signs: boolean;
  keys: readonly PublishedKey[];
}

/** Finds what is missing or wrong in the DNS of a domain, so that its mail arrives. What could not be asked says so. Never throws. */
export async function checkDomain(wanted: DomainToCheck, asked: Asked): Promise<DeliverabilityFinding[]> {
  const { domain, receivesHere, signs, keys } = wanted;
  const { resolve } = asked;
  const relays = Promise.all(wanted.relays.map((host) => relayOf(host, resolve)));
  const findings = await Promise.all([
    within('spf', async () => [await checkSpf(domain, await relays, resolve)]),
    within('dkim', () => checkDkim(keys, { signs, resolve })),
    within('dmarc', async () => [await checkDmarc(domain, resolve)]),
    within('mta-sts', async () => [await checkMtaSts(domain, { receivesHere, asked })]),
    within('ptr', async () => Promise.all((await relays).map((relay) => checkPtr(relay, resolve)))),
  ]);
  return findings.flat();
}

/** The findings of a check; no network is not the same as no record. */
async function within(
  check: DeliverabilityCheck,
  work: () => Promise<DeliverabilityFinding[]>,
): Promise<DeliverabilityFinding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    return [findingsOf(check)('unknown', 'not-asked', { data: { name: error.queried } })];
  }
}
