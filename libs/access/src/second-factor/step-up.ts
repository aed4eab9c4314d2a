import { reasonWords, type Proofs } from '@guichet/contracts';
import { Agent, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, type Keyring } from '@guichet/platform';
import { verifyPasskey, type PasskeyUse } from '../passkeys/verify-passkey.js';
import { passwordMatches } from '../passwords.js';
import type { Principal } from '../principal.js';
import { REPLACES_PASSWORD } from '../providers/password-or-provider-sign-in.js';
import { hasAnySecondFactor } from './available-second-factors.js';
import { useCode } from './verify-second-factor-code.js';

const PROOF_MINUTES = 15;

/**
 * Whether this session has proved recently who sits in front of it: by signing in, or by a password, a code or a passkey since. A
 * token is not asked, as its scopes say what it may do.
 */
export const hasRecentProof = ({ session }: Principal, now: Date = new Date()): boolean =>
  !session || now.getTime() - session.provedAt.getTime() < PROOF_MINUTES * 60_000;

/** As `hasRecentProof`, of what the database knows now: the proof may have been given to another process. Throws `step-up-required`. */
export async function assertRecentProof(tx: Tx, { session }: Principal): Promise<void> {
  if (!session) return;
  const rows = await tx.query(
    `select 1 from session where id = $1 and proved_at > $2::timestamptz - ${PROOF_MINUTES} * interval '1 minute'`,
    [session.id, tx.now],
  );
  if (rows.length === 0) throw new Failure('step-up-required');
}

/**
 * Refuses a session that has not proved recently by a passkey or a code who uses it, for what would leave the password alone to sign
 * in by: whoever has that must not get rid of the second factor. Signing in is not enough, as it may have been long ago.
 *
 * @throws Failure `step-up-required` (`second-factor-proof-needed`).
 */
export async function assertFactorProof(tx: Tx, { session }: Principal): Promise<void> {
  const rows = await tx.query(
    `select 1 from session where id = $1 and factor_proved_at > $2::timestamptz - ${PROOF_MINUTES} * interval '1 minute'`,
    [session?.id ?? null, tx.now],
  );
  const reason = 'second-factor-proof-needed';
  if (rows.length === 0) throw new Failure('step-up-required', { detail: reasonWords(reason), reason });
}

/**
 * Asks for the strongest proof that the agent has, for what opens the account from then on: where they have a second factor, whoever
 * knows the password alone must not add one of their own.
 *
 * @throws Failure `step-up-required` (`second-factor-proof-needed`).
 */
export async function assertStrongestProof(tx: Tx, who: Principal): Promise<void> {
  if (await hasAnySecondFactor(tx, who.id)) await assertFactorProof(tx, who);
}

/**
 * By what this session can prove again who uses it: a password, where its agent has one that may be used; a code; a passkey; or
 * the provider from which it came, by signing in there again.
 */
export async function proofsOf(reader: Reader, { id, session }: Principal): Promise<Proofs> {
  const [row] = await reader.query<Proofs>(
    `select a.password_hash is not null and not exists (select 1 from sign_in_provider p where ${REPLACES_PASSWORD}) as password,
       exists (select 1 from second_factor f where f.agent_id = a.id and f.confirmed_at is not null) as code,
       exists (select 1 from passkey k where k.agent_id = a.id) as passkey,
       (select jsonb_build_object('id', p.id, 'name', p.name) from session s join sign_in_link l on l.id = s.sign_in_link_id
        join sign_in_provider p on p.id = l.provider_id and p.active where s.id = $2) as provider
     from agent a where a.id = $1`,
    [id, session?.id ?? null],
  );
  return row ?? { password: false, code: false, passkey: false, provider: null };
}

interface GivenProof {
  keyring: Keyring;
  password?: string | undefined;
  code?: string | undefined;
  passkey?: PasskeyUse | undefined;
}

/**
 * Notes that the agent of this session has proved again who they are.
 *
 * @throws Failure `invalid-request` for a wrong password or code, `wrong-credentials` for a passkey that proves nothing or belongs to
 *   somebody else, `not-permitted` without a session.
 */
export async function prove(tx: Tx, who: Principal, { keyring, password, code, passkey }: GivenProof): Promise<void> {
  const { session, id: agentId } = who;
  if (!session) throw new Failure('not-permitted');
  if (passkey !== undefined) await verifyPasskey(tx, passkey, agentId);
  else if (code !== undefined) {
    if (!(await useCode(tx, keyring, { agentId, code }))) throw wrongField('code', 'code-wrong');
  } else if (!(await passwordIs(tx, who, password ?? ''))) throw wrongField('password', 'password-wrong');
  const isByFactor = passkey !== undefined || code !== undefined;
  await tx.query(
    `update session set proved_at = $2, factor_proved_at = case when $3 then $2 else factor_proved_at end where id = $1`,
    [session.id, tx.now, isByFactor],
  );
}

/** Whether this is the password of the agent, and one by which they may sign in. */
export async function passwordIs(tx: Tx, who: Principal, password: string): Promise<boolean> {
  const { passwordHash } = await tx.repo(Agent).findOneByOrFail({ id: who.id });
  return (await passwordMatches(passwordHash, password)) && (await proofsOf(tx, who)).password;
}
