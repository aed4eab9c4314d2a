import { identifyVisitor, keyOf, profileOf } from '@guichet/chat';
import { ChatHello } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Clock, Config, counter, Keyring, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { ChatAccounts } from './chat-accounts.js';
import { ChatLimits } from './chat-rate-limits.js';
import type { ChatSocket } from './chat-socket-frames.js';

const refused = counter('guichet_chat_refused_total', 'Connections to a chat that were refused.', ['reason']);
const forged = counter('guichet_chat_identities_refused_total', 'Identities of visitors that were refused.');

/** Lets a visitor of an allowed page into the chat, and finds out who they are. */
@Injectable()
export class VisitorAdmission {
  constructor(
    private readonly database: Database,
    private readonly accounts: ChatAccounts,
    private readonly limits: ChatLimits,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** The reason why a visitor is not admitted; null where they are, with what is known of them in `socket.data`. */
  async admit(socket: ChatSocket): Promise<string | null> {
    const reason = await this.reasonAgainst(socket);
    if (reason) refused.inc({ reason });
    return reason;
  }

  private async reasonAgainst(socket: ChatSocket): Promise<string | null> {
    const { headers, address: peer, auth } = socket.handshake;
    const hello = ChatHello.safeParse(auth);
    const account = hello.success ? await this.accounts.byId(hello.data.channelAccountId) : null;
    if (!hello.success || !account) return 'no-such-chat';
    if (!this.accounts.isAllowed(account, headers)) return 'origin-not-allowed';
    const address = this.config.trustedProxies.clientOf(peer, headers['x-forwarded-for']);
    if (await this.limits.tooMany('connect', { visitor: '', address })) return 'too-many-requests';
    const visitor = identifyVisitor({ keyring: this.keyring, now: this.clock.now() }, account, hello.data);
    if (visitor.identity === 'refused') {
      forged.inc();
      const { identityFault: fault } = visitor;
      this.logger.warn('A web page gave a visitor of the chat an identity that is refused.', {
        channelAccountId: account.id,
        fault,
      });
    }
    const profile = await profileOf(this.database, account.id, keyOf(visitor.from));
    const { language, after } = hello.data;
    socket.data = { visitor, address, profile, language, after };
    return null;
  }
}
