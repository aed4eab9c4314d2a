import { SecondFactor, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { useRecoveryCode } from './recovery-codes.js';
import { totpStep } from './totp.js';

const PURPOSE = 'second-factor';

export const encryptSecret = (keyring: Keyring, secret: string): Buffer => keyring.encrypt(PURPOSE, secret);

/**
 * Uses a code of the authenticator app once: neither it nor an earlier one is accepted again, also when two requests bring it
 * at the same time. Returns false for one that is wrong or was used.
 */
export async function useTotp(
  tx: Tx,
  keyring: Keyring,
  { factor: { agentId, secret }, code }: { factor: SecondFactor; code: string },
): Promise<boolean> {
  const step = totpStep(keyring.decrypt(PURPOSE, secret), code, tx.now);
  if (step === null) return false;
  const used = await tx.query(
    `update second_factor set last_step = $2
     where agent_id = $1 and (last_step is null or last_step < $2) returning agent_id`,
    [agentId, step],
  );
  return used.length === 1;
}

/**
 * Uses a code of the agent's app or one of their recovery codes, which agents with passkeys alone have, too. Returns false for one
 * that is wrong or was used, and for an agent without a second factor.
 */
export async function useCode(
  tx: Tx,
  keyring: Keyring,
  { agentId, code }: { agentId: string; code: string },
): Promise<boolean> {
  const factor = await tx.repo(SecondFactor).findOneBy({ agentId });
  if (factor?.confirmedAt && (await useTotp(tx, keyring, { factor, code }))) return true;
  return useRecoveryCode(tx, keyring, { agentId, code });
}
