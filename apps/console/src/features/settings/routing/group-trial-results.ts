import type { Rule, RoutingOutcome, RoutingTrialMessage } from '@guichet/contracts';
import { leavesType } from './edit-rule.js';

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

/** The rule that decides the case type, and the one that decides the team and leaves that type; undefined where one does both, or none. */
export interface KeptType {
  by: Rule;
  team: Rule;
}

export function keptType(
  { teamBy, caseTypeBy }: Pick<RoutingTrialMessage, 'teamBy' | 'caseTypeBy'>,
  rules: readonly Rule[],
): KeptType | undefined {
  const [by, team] = [caseTypeBy, teamBy].map((id) => rules.find((rule) => rule.id === id));
  return by && team && leavesType(team) ? { by, team } : undefined;
}

/** What stays though the team changes, where somebody would expect the type to go with it. */
export function typeKeptInChange(message: RoutingTrialMessage, rules: readonly Rule[]): KeptType | undefined {
  const changed = changedDecisions(message);
  return changed.includes('team') && !changed.includes('caseType') ? keptType(message, rules) : undefined;
}

/** Groups messages with the same change of decision, the largest group first. */
export function groupTrialResults(
  messages: readonly RoutingTrialMessage[],
  rules: readonly Rule[],
): [RoutingTrialMessage, ...RoutingTrialMessage[]][] {
  const groups = Map.groupBy(messages, (message) =>
    JSON.stringify([
      ...changedDecisions(message).map((decision) => [
        decision,
        decided[decision](message.now),
        decided[decision](message.then),
      ]),
      ...(typeKeptInChange(message, rules) ? [[message.caseTypeBy, message.teamBy, message.then.caseTypeId]] : []),
    ]),
  );
  return [...groups.values()].sort((one, other) => other.length - one.length) as [
    RoutingTrialMessage,
    ...RoutingTrialMessage[],
  ][];
}
