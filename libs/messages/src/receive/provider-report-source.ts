import type { Keyring } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

/** The account by which a provider's report came, and when. */
export interface ReportSource {
  keyring: Keyring;
  account: Account;
  receivedAt: Date;
}
