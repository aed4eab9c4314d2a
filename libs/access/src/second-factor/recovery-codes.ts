import { randomInt } from 'node:crypto';
import { RecoveryCode, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';

const PURPOSE = 'recovery-code';
export const RECOVERY_CODES = 10;
/** Without letters and digits that look alike on paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

const newGroup = (): string =>
  Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
/** 59 random bits, written as `k3mf-9wqa-x2hd`. */
const newCode = (): string => Array.from({ length: GROUPS }, newGroup).join('-');

/** People copy it from paper: case, spaces and hyphens do not matter. */
const normalized = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Keyed, as the codes are short enough to be guessed from a stolen table. */
const digestOf = (keyring: Keyring, agentId: string, code: string): string =>
  keyring.sign(PURPOSE, `${agentId} ${normalized(code)}`);

/** Replaces the recovery codes of an agent and returns the new ones, which are kept as digests alone. */
export async function replaceRecoveryCodes(tx: Tx, keyring: Keyring, agentId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.repo(RecoveryCode).delete({ agentId });
  await tx
    .repo(RecoveryCode)
    .insert(codes.map((code) => ({ agentId, digest: digestOf(keyring, agentId, code), usedAt: null })));
  return codes;
}

/** Uses up a recovery code. Returns false for one that is wrong or was used before. */
export async function useRecoveryCode(
  tx: Tx,
  keyring: Keyring,
  { agentId, code }: { agentId: string; code: string },
): Promise<boolean> {
  const used = await tx.query(
    `update recovery_code set used_at = $3 where agent_id = $1 and digest = $2 and used_at is null returning digest`,
    [agentId, digestOf(keyring, agentId, code), tx.now],
  );
  return used.length === 1;
}
