import type { PersonChoice } from '../../people/index.js';

/**
 * The address of a new case once its person is another. What the agent wrote stays; an address that came with somebody chosen
 * before goes with them, also where their name is only typed over.
 */
export function addressOfChoice(address: string, before: PersonChoice, who: PersonChoice): string {
  const written = address.trim();
  const isOfBefore = before.addresses?.includes(written) ?? false;
  return written && !isOfBefore ? address : (who.addresses?.[0] ?? '');
}
