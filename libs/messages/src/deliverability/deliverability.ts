import { allow, type Principal } from '@guichet/access';
import { checkDomain, type Asked } from '@guichet/channels';
import type { SendingDomain as DomainShape } from '@guichet/contracts';
import { Database, type Reader } from '@guichet/database';
import { Dns } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { Accounts } from '../accounts/channel-accounts.js';
import { EgressIo } from '../accounts/egress-channel-io.js';
import { saveDnsFindings } from './save-dns-findings.js';
import { domainShape, keptDomains, usedDomain, usedDomains, type UsedDomain } from './sending-domains.js';

const CHECK = { kind: 'system', name: 'Check' } as const;

/** What receivers find in DNS about the domains from which mail is sent. */
@Injectable()
export class Deliverability {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly io: EgressIo,
    private readonly dns: Dns,
  ) {}

  /** @throws Failure `not-permitted` */
  async list(reader: Reader, who: Principal): Promise<DomainShape[]> {
    allow(who, 'channel.manage');
    const used = usedDomains(await this.accounts.all());
    const kept = await keptDomains(
      reader,
      used.map(({ domain }) => domain),
    );
    return used.map((one) => domainShape(one, kept(one.domain)));
  }

  /** @throws Failure `not-permitted`, `not-found` */
  async get(reader: Reader, who: Principal, domain: string): Promise<DomainShape> {
    allow(who, 'channel.manage');
    const used = usedDomain(await this.accounts.all(), domain);
    return domainShape(used, (await keptDomains(reader, [domain]))(domain));
  }

  /**
   * Asks DNS now, without what it said before.
   *
   * @throws Failure `not-permitted`, `not-found`
   */
  async check(who: Principal, domain: string): Promise<DomainShape> {
    allow(who, 'channel.manage');
    await this.checkNow(usedDomain(await this.accounts.all(), domain));
    return this.get(this.database, who, domain);
  }

  /** Asks about every domain, one after the other. */
  async checkAll(): Promise<void> {
    for (const used of usedDomains(await this.accounts.all())) await this.checkNow(used);
  }

  private async checkNow(used: UsedDomain): Promise<void> {
    const { domain } = used;
    const { row, keys } = (await keptDomains(this.database, [domain]))(domain);
    const current = keys.filter(({ replacedAt }) => replacedAt === null);
    const findings = await checkDomain({ ...used, signs: row.signs, keys: current }, this.asked());
    const returned = await this.database.write(CHECK, (tx) => saveDnsFindings(tx, domain, findings));
    // It ends, as a key that was asked about is replaced only while a newer one is published.
    if (returned) await this.checkNow(used);
  }

  private asked(): Asked {
    const { dns, io, database } = this;
    return {
      resolve: (name, type) => (dns.isOn ? dns.resolveAgain(name, type) : Promise.reject(new Error('DNS is off.'))),
      fetch: (url, init) => io.fetch(url, init),
      now: database.now,
    };
  }
}
