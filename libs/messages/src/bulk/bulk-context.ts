import { actingPrincipalOf, type Principal } from '@guichet/access';
import type { BulkAction, BulkItem, Database, Reader } from '@guichet/database';
import type { Keyring, Logger } from '@guichet/platform';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { FileTexts } from '../disclosure/file-texts.js';

/** What the job of an action works with. */
export interface BulkContext {
  database: Database;
  accounts: Accounts;
  fileTexts: FileTexts;
  keyring: Keyring;
  logger: Pick<Logger, 'error'>;
  config: { publicUrl: string };
}

/** An action at one of its cases. */
export interface Turn {
  action: BulkAction;
  who: Principal;
  item: BulkItem;
}

/** Who has begun an action, with the rights that they have now; null: they may not act any more. A token still narrows them. */
export async function principalOfAction(
  reader: Reader,
  { agentId, scopes }: Pick<BulkAction, 'agentId' | 'scopes'>,
): Promise<Principal | null> {
  const who = await actingPrincipalOf(reader, agentId);
  return who && scopes ? { ...who, scopes, brokenGlass: [] } : who;
}
