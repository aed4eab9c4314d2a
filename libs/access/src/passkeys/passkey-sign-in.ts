import type { Tx } from '@guichet/database';
import { assertPasswordAllowed } from '../providers/password-or-provider-sign-in.js';
import { noteProviderAfterSecondStep } from '../providers/provider-session.js';
import { endSecondStep } from '../second-factor/sign-in-challenges.js';
import { openSession, type SessionOrigin } from '../sessions.js';
import { verifyPasskey, type PasskeyUse } from './verify-passkey.js';

/**
 * Opens a session for whoever uses a passkey: it is something that they have, and they have shown it who they are, so no second step
 * follows. `secondStep`: the challenge of one that waits in this browser, which it ends if it is of the same agent.
 *
 * @throws Failure `wrong-credentials`, also for agents who sign in by a provider alone, unless they come from there.
 */
export async function signInByPasskey(
  tx: Tx,
  { use, origin, secondStep }: { use: PasskeyUse; origin: SessionOrigin; secondStep: string | null },
): Promise<{ secret: string; agentId: string }> {
  const agentId = await verifyPasskey(tx, use);
  const isSecondStep = secondStep !== null && (await endSecondStep(tx, { challenge: secondStep, agentId }));
  if (!isSecondStep) await assertPasswordAllowed(tx, agentId);
  const secret = await openSession(tx, agentId, origin);
  if (isSecondStep) await noteProviderAfterSecondStep(tx, { challenge: secondStep, secret });
  return { secret, agentId };
}
