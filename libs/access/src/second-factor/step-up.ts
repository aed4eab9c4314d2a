import { Agent, type Tx } from '@guichet/database';
import { Failure, wrongField, type Keyring } from '@guichet/platform';
import { passwordMatches } from '../passwords.js';
import type { Principal } from '../principal.js';
import { useCode } from './use-code.js';

const PROOF_MINUTES = 15;

/**
 * Whether this session has proved recently who sits in front of it: by signing in, or by a password or code since. A token is
 * not asked, as its scopes say what it may do.
 */
export const hasRecentProof = ({ session }: Principal, now: Date = new Date()): boolean =>
  !session || now.getTime() - session.provedAt.getTime() < PROOF_MINUTES * 60_000;

/**
 * Notes that the agent of this session has proved again who they are.
 *
 * @throws Failure `invalid-request` for a wrong password or code, `not-permitted` without a session.
 */
export async function prove(
  tx: Tx,
  { session, id: agentId }: Principal,
  { keyring, password, code }: { keyring: Keyring; password?: string | undefined; code?: string | undefined },
): Promise<void> {
  if (!session) throw new Failure('not-permitted');
  if (code !== undefined) {
    if (!(await useCode(tx, keyring, { agentId, code }))) throw wrongField('code', 'code-wrong');
  } else if (!(await passwordIs(tx, agentId, password ?? ''))) throw wrongField('password', 'password-wrong');
  await tx.query(`update session set proved_at = $2 where id = $1`, [session.id, tx.now]);
}

async function passwordIs(tx: Tx, agentId: string, password: string): Promise<boolean> {
  const { passwordHash } = await tx.repo(Agent).findOneByOrFail({ id: agentId });
  return passwordMatches(passwordHash, password);
}
