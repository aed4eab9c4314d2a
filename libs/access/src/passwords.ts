import { passwordWeakness, type Language, type PasswordOwner } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { counter, wrongField } from '@guichet/platform';
import { hash, verify } from '@node-rs/argon2';
import { isBreached } from './breached-passwords.js';
import { organisationOf } from './organisation.js';

/** OWASP password storage, argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The salt is random unless one is given. */
export const hashPassword = (password: string, salt?: Buffer): Promise<string> =>
  hash(password, salt ? { ...COST, salt } : COST);

/**
 * Refuses a password that others would guess first. Its length is a matter of the schema; nothing is demanded of its signs.
 *
 * @throws Failure `invalid-request` for the field `password`, with what is wrong with it.
 */
export async function assertHardToGuess(
  reader: Reader,
  password: string,
  { name, email }: Pick<PasswordOwner, 'name' | 'email'>,
): Promise<void> {
  const { name: organisation } = await organisationOf(reader);
  const weakness = passwordWeakness(password, { name, email, organisation });
  if (weakness) throw wrongField('password', weakness);
  if (await isBreached(password)) throw wrongField('password', 'password-breached');
}

const verified = counter('guichet_password_verifications_total', 'Passwords that were compared with a hash.');

/** Verified when there is no such agent, so that an unknown address takes as long as a known one: of no password that is known. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  verified.inc();
  const matches = await verify(stored ?? NOBODY, password).catch(() => false);
  return stored !== null && matches;
}

/** Notifies agents by mail that their password is another one, so that they notice if it was somebody else. `language`: for whoever chose none. */
export const notifyOfNewPassword = (tx: Tx, agentId: string, language: Language): Promise<unknown> =>
  tx.job('mail-password-changed', { agentId, language }, { maxAttempts: 5 });
