import type { CaseSummary, WorkforceMember } from '@guichet/contracts';

type Given = Pick<CaseSummary, 'status' | 'assignee' | 'channels'>;
type Member = Pick<WorkforceMember, 'id' | 'state' | 'load' | 'capacity' | 'freeSlots'>;

/**
 * Whether an agent would have more than their capacity with these cases. Those that they have already, or that are not open, weigh
 * nothing more; how much a channel weighs is known by how many of its cases still fit, which is known of those alone who are available.
 */
export function exceedsCapacity({ id, state, load, capacity, freeSlots }: Member, items: readonly Given[]): boolean {
  const more = items.filter(({ status, assignee }) => status === 'open' && assignee?.id !== id);
  if (capacity === 0 || more.length === 0) return false;
  if (load >= capacity) return true;
  if (state !== 'available') return false;
  // A channel that weighs nothing is not among them.
  const parts = more.map(({ channels: [channel] }) => {
    const slots = channel && freeSlots[channel];
    return slots === undefined ? 0 : 1 / slots;
  });
  return parts.reduce((sum, part) => sum + part, 0) > 1 + 1e-9;
}
