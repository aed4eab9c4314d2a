import { ProviderSecondStep, type Tx } from '@guichet/database';
import { digestOf } from '../secrets-and-digests.js';

/** What a session keeps of the provider from which it came. */
export interface ProviderSession {
  signInLinkId: string;
  amr: string[];
  /** Encrypted; null for a provider that speaks SAML. */
  idToken: Buffer | null;
  /** When the agent proved who they are; null: at this moment, by a code of ours. */
  provedAt: Date | null;
}

/** Notes from where a session came that was just opened. */
export async function noteProvider(tx: Tx, secret: string, from: ProviderSession): Promise<void> {
  // Whoever was signed in there since this morning has proved nothing now.
  const set = `sign_in_link_id = $2, amr = $3, id_token = $4, proved_at = least(proved_at, $5)`;
  await tx.query(`update session set ${set} where digest = $1`, [
    ...[digestOf(secret), from.signInLinkId, from.amr, from.idToken, from.provedAt],
  ]);
}

/** Keeps from where an agent comes until they have entered a code of ours. */
export async function keepForSecondStep(
  tx: Tx,
  challenge: string,
  { signInLinkId, amr, idToken }: ProviderSession,
): Promise<void> {
  await tx.query(`delete from provider_second_step where created_at < $1::timestamptz - interval '1 hour'`, [tx.now]);
  await tx
    .repo(ProviderSecondStep)
    .insert({ challenge: digestOf(challenge), signInLinkId, amr, idToken, createdAt: tx.now });
}

/** After the second step of a sign-in: notes from where the session came, if it was from a provider. */
export async function noteProviderAfterSecondStep(
  tx: Tx,
  { challenge, secret }: { challenge: string; secret: string },
): Promise<void> {
  const [from] = await tx.query<Omit<ProviderSession, 'provedAt'>>(
    `delete from provider_second_step where challenge = $1
     returning sign_in_link_id as "signInLinkId", amr, id_token as "idToken"`,
    [digestOf(challenge)],
  );
  // The code is a proof of this moment.
  if (from) await noteProvider(tx, secret, { ...from, provedAt: null });
}
