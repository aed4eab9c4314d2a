import type { Outcome, TriedMessage } from '@guichet/contracts';

/** What rules decide of a message, in the order in which it is told. */
export const DECISIONS = ['team', 'agent', 'kind', 'priority', 'tags'] as const;
export type Decision = (typeof DECISIONS)[number];

const decided: Record<Decision, (outcome: Outcome) => string | null> = {
  team: ({ teamId }) => teamId,
  agent: ({ agentId }) => agentId,
  kind: ({ kindId }) => kindId,
  priority: ({ priority }) => priority,
  tags: ({ tags }) => JSON.stringify(tags.toSorted()),
};

/** What is decided otherwise. Two of one name are two still. */
export const differing = ({ now, then }: Pick<TriedMessage, 'now' | 'then'>): Decision[] =>
  DECISIONS.filter((decision) => decided[decision](now) !== decided[decision](then));

/** Messages for which the same is decided otherwise, the largest group first. */
export function alike(messages: readonly TriedMessage[]): [TriedMessage, ...TriedMessage[]][] {
  const groups = Map.groupBy(messages, (message) =>
    JSON.stringify(
      differing(message).map((decision) => [decision, decided[decision](message.now), decided[decision](message.then)]),
    ),
  );
  return [...groups.values()].sort((one, other) => other.length - one.length) as [TriedMessage, ...TriedMessage[]][];
}
