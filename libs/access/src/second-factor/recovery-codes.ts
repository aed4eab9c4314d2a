import { randomBytes, randomInt } from 'node:crypto';
import { RecoveryCode, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { hashPassword } from '../passwords.js';

const PURPOSE = 'recovery-code';
const RECOVERY_CODES = 10;
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

/**
 * What is kept of a code: keyed, and hashed like a password, as the codes are short enough to be guessed from a stolen table. All
 * codes of an agent have one salt, so that looking for one costs one hash.
 */
const digestOf = (keyring: Keyring, { agentId, code, salt }: { agentId: string; code: string; salt: Buffer }) =>
  hashPassword(keyring.sign(PURPOSE, `${agentId} ${normalized(code)}`), salt);

/** The salt in `$argon2id$v=19$m=…$salt$hash`. */
const saltOf = (digest: string): Buffer => Buffer.from(digest.split('$')[4]!, 'base64');

/** Replaces the recovery codes of an agent and returns the new ones, which are kept as digests alone. */
export async function replaceRecoveryCodes(tx: Tx, keyring: Keyring, agentId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  const salt = randomBytes(16);
  const digests = await Promise.all(codes.map((code) => digestOf(keyring, { agentId, code, salt })));
  await tx.repo(RecoveryCode).delete({ agentId });
  await tx.repo(RecoveryCode).insert(digests.map((digest) => ({ agentId, digest, usedAt: null })));
  return codes;
}

/** Uses up a recovery code. Returns false for one that is wrong or was used before. */
export async function useRecoveryCode(
  tx: Tx,
  keyring: Keyring,
  { agentId, code }: { agentId: string; code: string },
): Promise<boolean> {
  // A code of the app was mistyped: no hash is needed to know that it is none of these.
  if (normalized(code).length !== GROUPS * GROUP_LENGTH) return false;
  const [known] = await tx.query<{ digest: string }>(`select digest from recovery_code where agent_id = $1 limit 1`, [
    agentId,
  ]);
  if (!known) return false;
  const digest = await digestOf(keyring, { agentId, code, salt: saltOf(known.digest) });
  const used = await tx.query(
    `update recovery_code set used_at = $3 where agent_id = $1 and digest = $2 and used_at is null returning digest`,
    [agentId, digest, tx.now],
  );
  return used.length === 1;
}
