import { hash, verify } from '@node-rs/argon2';

/** OWASP password storage, argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

// Verified when there is no such agent, so that an unknown address takes as long as a known one.
const nobody = hash('nobody has this password', COST);

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password).catch(() => false);
  return stored !== null && matches;
}
