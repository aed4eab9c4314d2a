import type { AgentAtWork, AgentState, ChannelKind } from '@guichet/contracts';

const order: readonly AgentState[] = ['available', 'busy', 'away', 'offline'];

export const roomOf = (agent: AgentAtWork, channel: ChannelKind | undefined) =>
  channel === undefined ? 0 : (agent.room[channel] ?? 0);

/** Whoever has most room for a channel first, then who is there, then the least loaded. */
export const byRoom = <Agent extends AgentAtWork>(agents: readonly Agent[], channel: ChannelKind | undefined) =>
  agents.toSorted(
    (a, b) =>
      roomOf(b, channel) - roomOf(a, channel) ||
      order.indexOf(a.state) - order.indexOf(b.state) ||
      a.load - b.load ||
      a.name.localeCompare(b.name),
  );
