import type { SecondStepWays } from '@guichet/contracts';
import { SignInChallenge, type Database, type Tx } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import { digestOf, newSecret } from '../secrets-and-digests.js';
import { secondStepWays } from './available-second-factors.js';
import { useCode } from './verify-second-factor-code.js';

/** Long enough to look for the phone. */
export const CHALLENGE_SECONDS = 5 * 60;
const MAX_ATTEMPTS = 5;

/**
 * The password was right, and a code or a passkey is asked for. The challenge goes into a cookie: the second step is for this browser
 * alone.
 */
export class SecondFactorNeeded extends Failure {
  constructor(
    readonly challenge: string,
    readonly agentId: string,
    ways: SecondStepWays,
  ) {
    super('second-factor-required', { data: ways });
  }
}

/**
 * Begins the second step of a sign-in, of which a digest of the challenge is kept. Null: the agent has neither an app nor a passkey,
 * so that none follows.
 */
export async function beginSecondStep(tx: Tx, agentId: string): Promise<SecondFactorNeeded | null> {
  const ways = await secondStepWays(tx, agentId);
  if (!ways.app && !ways.passkey) return null;
  const challenge = newSecret();
  await tx.repo(SignInChallenge).insert({
    digest: digestOf(challenge),
    agentId,
    attempts: 0,
    expiresAt: new Date(tx.now.getTime() + CHALLENGE_SECONDS * 1000),
  });
  return new SecondFactorNeeded(challenge, agentId, ways);
}

/** Ends the second step of an agent who has done it by a passkey. Returns whether there was one that waited for them. */
export async function endSecondStep(
  tx: Tx,
  { challenge, agentId }: { challenge: string; agentId: string },
): Promise<boolean> {
  const ended = await tx.query(
    `delete from sign_in_challenge where digest = $1 and agent_id = $2 and expires_at > now() and attempts < $3
     returning digest`,
    [digestOf(challenge), agentId, MAX_ATTEMPTS],
  );
  return ended.length > 0;
}

/** The agent whose second step this is, or null once it has expired, was used up or has been done. */
export async function agentOfChallenge(
  database: Database,
  challenge: string,
): Promise<{ id: string; name: string; email: string } | null> {
  const [agent] = await database.query<{ id: string; name: string; email: string }>(
    `select a.id, a.name, a.email from sign_in_challenge c join agent a on a.id = c.agent_id
     where c.digest = $1 and c.expires_at > now() and c.attempts < $2 and a.active`,
    [digestOf(challenge), MAX_ATTEMPTS],
  );
  return agent ?? null;
}

/**
 * Uses a code for the second step and ends the challenge. Each attempt is counted before, in a statement of its own, so that
 * five at once are five.
 *
 * @throws Failure `second-step-expired`, `wrong-code`.
 */
export async function passSecondStep<Result>(
  database: Database,
  { challenge, code, keyring }: { challenge: string; code: string; keyring: Keyring },
  then: (tx: Tx, agentId: string) => Promise<Result>,
): Promise<Result> {
  const agent = await agentOfChallenge(database, challenge);
  const digest = digestOf(challenge);
  const counted = await database.execute(
    `update sign_in_challenge set attempts = attempts + 1
     where digest = $1 and expires_at > now() and attempts < $2 returning digest`,
    [digest, MAX_ATTEMPTS],
  );
  if (!agent || counted.length === 0) throw new Failure('second-step-expired');
  return database.write({ kind: 'agent', id: agent.id, name: agent.name }, async (tx) => {
    // A password that changes in this moment ends the challenge, or the session that it has become.
    await tx.query(`select 1 from agent where id = $1 for update`, [agent.id]);
    // Of two who bring a right code at once, one finds it gone.
    const { affected } = await tx.repo(SignInChallenge).delete({ digest });
    if (!affected) throw new Failure('second-step-expired');
    if (!(await useCode(tx, keyring, { agentId: agent.id, code }))) throw new Failure('wrong-code');
    return then(tx, agent.id);
  });
}
