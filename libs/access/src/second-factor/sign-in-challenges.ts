import { SignInChallenge, type Database, type Tx } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import { digestOf, newSecret } from '../secrets-and-digests.js';
import { useCode } from './use-code.js';

/** Long enough to look for the phone. */
export const CHALLENGE_SECONDS = 5 * 60;
const MAX_ATTEMPTS = 5;

/** The password was right, and a code is asked for. The challenge goes into a cookie: the second step is for this browser alone. */
export class SecondFactorNeeded extends Failure {
  constructor(
    readonly challenge: string,
    readonly agentId: string,
  ) {
    super('second-factor-required');
  }
}

/** Begins the second step of a sign-in; a digest of the challenge is kept. */
export async function beginSecondStep(tx: Tx, agentId: string): Promise<SecondFactorNeeded> {
  const challenge = newSecret();
  await tx.repo(SignInChallenge).insert({
    digest: digestOf(challenge),
    agentId,
    attempts: 0,
    expiresAt: new Date(tx.now.getTime() + CHALLENGE_SECONDS * 1000),
  });
  return new SecondFactorNeeded(challenge, agentId);
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
