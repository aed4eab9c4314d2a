import type { FoundCitizen } from '@guichet/contracts';

const rank = ({ isProved, doubt }: Pick<FoundCitizen, 'isProved' | 'doubt'>): number => (doubt ? 2 : isProved ? 0 : 1);

/**
 * Those of whom an agent or a page has said who they are, then all others, and last those of whom nothing proves who writes: anybody can write in
 * the name of somebody else. The newest of each come first, as before.
 */
export const likeliestFirst = <Person extends Pick<FoundCitizen, 'isProved' | 'doubt'>>(
  people: readonly Person[],
): Person[] => people.toSorted((a, b) => rank(a) - rank(b));
