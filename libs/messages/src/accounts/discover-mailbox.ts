import { Resolver } from 'node:dns/promises';
import { allow, type Principal } from '@guichet/access';
import { discoverMailbox } from '@guichet/channels';
import type { DiscoverMailbox, MailboxProposal } from '@guichet/contracts';
import { Injectable } from '@nestjs/common';
import { EgressIo } from './egress-channel-io.js';

/** Finds the servers of a mailbox that an administrator connects. */
@Injectable()
export class MailboxDiscovery {
  /** Asks the name servers of this machine, each twice for two seconds. */
  readonly dns = new Resolver({ timeout: 2_000, tries: 2 });

  constructor(readonly io: EgressIo) {}

  /** @throws Failure `not-permitted` */
  async discover(who: Principal, { address }: DiscoverMailbox): Promise<MailboxProposal> {
    allow(who, 'channel.manage');
    return discoverMailbox(address, this);
  }
}
