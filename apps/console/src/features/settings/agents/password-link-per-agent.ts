import type { PasswordLink } from '@guichet/contracts';

/**
 * Returns the one link of each agent that is shown: an invitation, as somebody who is invited may also have asked themselves; else one
 * that is still good at `now` (milliseconds since 1970), else the newest.
 */
export function passwordLinkPerAgent(links: readonly PasswordLink[], now: number): ReadonlyMap<string, PasswordLink> {
  const isInvitation = ({ purpose }: PasswordLink) => Number(purpose === 'invitation');
  const isGood = ({ expiresAt }: PasswordLink) => Number(Date.parse(expiresAt) >= now);
  const sorted = links.toSorted(
    (a, b) => isInvitation(a) - isInvitation(b) || isGood(a) - isGood(b) || a.createdAt.localeCompare(b.createdAt),
  );
  // What is set last counts.
  return new Map(sorted.map((link) => [link.agentId, link]));
}
