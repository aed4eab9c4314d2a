import type { RoutingOutcome, RoutingTrialMessage } from '@guichet/contracts';

/** What rules decide of a message, in the order of the screen. */
export const DECISIONS = ['team', 'agent', 'caseType', 'priority', 'tags'] as const;
export type Decision = (typeof DECISIONS)[number];

const decided: Record<Decision, (outcome: RoutingOutcome) => string | null> = {
  team: ({ teamId }) => teamId,
  agent: ({ agentId }) => agentId,
  caseType: ({ caseTypeId }) => caseTypeId,
  priority: ({ priority }) => priority,
  tags: ({ tags }) => JSON.stringify(tags.toSorted()),
};

/** Returns what the changed rules decide differently. */
export const changedDecisions = ({ now, then }: Pick<RoutingTrialMessage, 'now' | 'then'>): Decision[] =>
  DECISIONS.filter((decision) => decided[decision](now) !== decided[decision](then));

/** Groups messages with the same change of decision, the largest group first. */
export function groupTrialResults(
  messages: readonly RoutingTrialMessage[],
): [RoutingTrialMessage, ...RoutingTrialMessage[]][] {
  const groups = Map.groupBy(messages, (message) =>
    JSON.stringify(
      changedDecisions(message).map((decision) => [
        decision,
        decided[decision](message.now),
        decided[decision](message.then),
      ]),
    ),
  );
  return [...groups.values()].sort((one, other) => other.length - one.length) as [
    RoutingTrialMessage,
    ...RoutingTrialMessage[],
  ][];
}
