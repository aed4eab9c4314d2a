import { authenticate, type DNSResolver } from 'mailauth';
import { rewritten } from './rewriting-relay.js';
import type { SunkMail } from './mail-sink.js';
import type { TestDns } from './test-dns.js';

/** The address from which the relay of a test sends. */
export const RELAY_ADDRESS = '198.51.100.7';

/** What a strict receiver finds about a mail that came by a relay which rewrites its lines. */
export async function receiverVerdict({ raw, envelope }: SunkMail, dns: TestDns) {
  const { spf, dkim, dmarc } = await authenticate(Buffer.from(rewritten(raw), 'latin1'), {
    ...{ ip: RELAY_ADDRESS, helo: 'relay.test', sender: envelope.from, mta: 'mx.citizen.test' },
    ...{ strict: true, disableBimi: true },
    resolver: ((name: string, type: string) => dns.resolve(name, type)) as DNSResolver,
  });
  return {
    selectors: dkim.results.map(({ selector }) => selector ?? ''),
    spf: spf && spf.status.result,
    dkim: dkim.results.map(({ status, signingDomain }) => `${status.result} ${signingDomain}`),
    dmarc: dmarc && dmarc.status.result,
    aligned: dmarc && dmarc.alignment,
  };
}
