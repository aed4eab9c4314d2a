import { allow, type Principal } from '@guichet/access';
import { discoverMailbox } from '@guichet/channels';
import type { DiscoverMailbox, MailboxProposal } from '@guichet/contracts';
import { Dns } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { EgressIo } from './egress-channel-io.js';

/** Finds the servers of a mailbox that an administrator connects. */
@Injectable()
export class MailboxDiscovery {
  constructor(
    private readonly io: EgressIo,
    private readonly dns: Dns,
  ) {}

  /** @throws Failure `not-permitted` */
  async discover(who: Principal, { address }: DiscoverMailbox): Promise<MailboxProposal> {
    allow(who, 'channel.manage');
    const { io } = this;
    return discoverMailbox(address, { io, resolve: (name, type) => this.resolve(name, type) });
  }

  /** Where nobody is to be asked, no name has records. */
  private async resolve(name: string, type: string): Promise<unknown> {
    if (!this.dns.isOn) throw new Error('DNS is switched off.');
    return this.dns.resolve(name, type);
  }
}
