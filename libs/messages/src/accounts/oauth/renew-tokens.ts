import { ConsentNeeded } from '@guichet/channels';
import type { Database } from '@guichet/database';
import type { Logger } from '@guichet/platform';
import { setAccountHealth } from '../account-health-and-changed-event.js';
import type { Accounts } from '../channel-accounts.js';
import type { AccessTokens } from './access-tokens.js';

const SIGN_IN = { kind: 'system', name: 'Sign-in' } as const;

interface RenewalContext {
  database: Database;
  accounts: Accounts;
  tokens: AccessTokens;
  logger: Logger;
}

/**
 * Uses the consent of every account. Providers end those that were not used for long, as those of accounts that hardly ever send,
 * and one that is over is told before somebody needs it.
 */
export async function renewTokens({ database, accounts, tokens, logger }: RenewalContext): Promise<void> {
  for (const account of await accounts.all()) {
    const signIn = account.channel.oauth?.(account.config);
    if (!account.enabled || !account.consentedAt || !signIn) continue;
    try {
      await tokens.ioOf(account).accessToken?.(signIn.client);
    } catch (error) {
      logger.warn('A token could not be renewed.', { channelAccountId: account.id, error });
      if (error instanceof ConsentNeeded)
        await database.write(SIGN_IN, (tx) =>
          setAccountHealth(tx, account.id, { state: 'error', reason: error.reason }),
        );
    }
  }
}
