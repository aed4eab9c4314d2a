import { AgentState, type ChannelKind, type WorkforceMember } from '@guichet/contracts';

const order = AgentState.options;

export const freeCapacityOf = (agent: WorkforceMember, channel: ChannelKind | undefined) =>
  channel === undefined ? 0 : (agent.freeSlots[channel] ?? 0);

/** Sorts agents by free capacity for a channel, then by presence, then by load. */
export const sortByFreeCapacity = <Agent extends WorkforceMember>(
  agents: readonly Agent[],
  channel: ChannelKind | undefined,
) =>
  agents.toSorted(
    (a, b) =>
      freeCapacityOf(b, channel) - freeCapacityOf(a, channel) ||
      order.indexOf(a.state) - order.indexOf(b.state) ||
      a.load - b.load ||
      a.name.localeCompare(b.name),
  );
