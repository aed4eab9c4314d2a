import type { Team } from '@guichet/contracts';
import type { PersonChoice } from '../../people/index.js';

/**
 * The address of a new case once its person is another. What the agent wrote stays; an address that came with somebody chosen
 * before goes with them, also where their name is only typed over.
 *
 * `fills`: their own may be proposed. In one of several sectors it may not, as it may be known from another one.
 */
export function addressOfChoice(
  address: string,
  before: PersonChoice,
  { who, fills }: { who: PersonChoice; fills: boolean },
): string {
  const written = address.trim();
  const isOfBefore = before.addresses?.includes(written) ?? false;
  if (written && !isOfBefore) return address;
  return (fills && who.addresses?.[0]) || '';
}

/** Whether these teams lie in one sector, or all in none. */
export const areInOneSector = (teams: readonly Pick<Team, 'sectorId'>[]): boolean =>
  new Set(teams.map(({ sectorId }) => sectorId)).size <= 1;
