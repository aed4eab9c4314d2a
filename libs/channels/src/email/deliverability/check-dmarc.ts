import type { DeliverabilityFinding } from '@guichet/contracts';
import type { DNSResolver } from 'mailauth';
import type { ResolveDns } from '../../channel.js';
import { NotAsked, textsOfName } from './resolve-dns-records.js';
import { dnsRecord } from './dns-record.js';
import { findingsOf } from './build-finding.js';

const finding = findingsOf('dmarc');

/** What a domain asks receivers to do with mail that is not its own (DMARC). Throws `NotAsked`. */
export async function checkDmarc(domain: string, resolve: ResolveDns): Promise<DeliverabilityFinding> {
  const name = `_dmarc.${domain}`;
  const reports = `rua=mailto:postmaster@${domain}`;
  const found = (await textsOfName(resolve, name)).filter((text) => /^\s*v\s*=\s*DMARC1\b/i.test(text));
  const { dmarc } = await import('mailauth');
  const judged = await dmarc({
    headerFrom: domain,
    spfDomains: [],
    dkimDomains: [],
    resolver: ((one: string, type: string) => resolve(one, type)) as DNSResolver,
  });
  if (judged && judged.status.result === 'temperror') throw new NotAsked(name);
  const record = judged && judged.rr;
  const fresh = [dnsRecord(name, 'TXT', `v=DMARC1; p=none; ${reports}`)];
  if (!judged || !record)
    return found.length > 0
      ? finding('wrong', 'dmarc-broken', { found, add: fresh })
      : finding('wrong', 'dmarc-missing', { add: fresh });
  // The record of the domain above also holds for this one (RFC 9989 § 4.10).
  const where = `_dmarc.${judged.policyDomain ?? domain}`;
  const better = (value: string) => ({ found: [record], add: [dnsRecord(where, 'TXT', value)] });
  if (!/(?:^|;)\s*rua\s*=/i.test(record))
    return finding('advice', 'dmarc-no-reports', better(`${record.replace(/[\s;]+$/, '')}; ${reports}`));
  if (judged.policy === 'none')
    return finding('advice', 'dmarc-only-watches', better(record.replace(/\bp\s*=\s*none/i, 'p=quarantine')));
  return finding('ok', 'dmarc-ok', { data: { policy: judged.policy }, found: [record] });
}
