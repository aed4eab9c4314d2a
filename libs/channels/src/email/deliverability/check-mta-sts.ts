import type { DeliverabilityFinding } from '@guichet/contracts';
import { recordsOf, textsOfName, type Asked } from './resolve-dns-records.js';
import { dnsRecord } from './dns-record.js';
import { findingsOf } from './build-finding.js';

const finding = findingsOf('mta-sts');

/** Whether others must encrypt the mail that they send to a domain (RFC 8461). Throws `NotAsked`. */
export async function checkMtaSts(
  domain: string,
  { receivesHere, asked }: { receivesHere: boolean; asked: Asked },
): Promise<DeliverabilityFinding> {
  if (!receivesHere) return finding('not-needed', 'mta-sts-not-needed');
  const name = `_mta-sts.${domain}`;
  const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
  const exchanges = (await recordsOf<{ exchange: string }>(asked.resolve, domain, 'MX')).map(
    ({ exchange }) => exchange,
  );
  const found = (await textsOfName(asked.resolve, name)).filter((text) => text.startsWith('v=STSv1'));
  const data = { url, policy: policyFor(exchanges.length > 0 ? exchanges : [domain]) };
  const add = [dnsRecord(name, 'TXT', `v=STSv1; id=${asked.now.toISOString().slice(0, 10).replaceAll('-', '')}`)];
  if (found.length === 0) return finding('advice', 'mta-sts-missing', { data, add });
  if (found.length > 1) return finding('wrong', 'mta-sts-broken', { data, found, add });
  const policy = await policyAt(url, asked);
  if (!policy) return finding('wrong', 'mta-sts-no-policy', { data, found });
  const { validateMx } = await import('mailauth/lib/mta-sts.js');
  const missing = exchanges.find((exchange) => !validateMx(exchange, policy).valid);
  if (missing !== undefined) return finding('wrong', 'mta-sts-mx-missing', { data: { ...data, mx: missing }, found });
  if (policy.mode !== 'enforce') return finding('advice', 'mta-sts-testing', { data, found });
  return finding('ok', 'mta-sts-ok', { found });
}

async function policyAt(url: string, { fetch }: Asked) {
  const { parsePolicy } = await import('mailauth/lib/mta-sts.js');
  try {
    const response = await fetch(url);
    return response.ok ? parsePolicy(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}

/** The policy with which to begin: others report what would fail, and send it nevertheless. */
const policyFor = (exchanges: readonly string[]): string =>
  ['version: STSv1', 'mode: testing', ...exchanges.map((mx) => `mx: ${mx}`), 'max_age: 604800'].join('\n');
