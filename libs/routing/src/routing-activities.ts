import type { Activity, AutomaticAssignmentReason, RoutingOutcome } from '@guichet/contracts';
import type { RoutingResult } from './apply-rules.js';
import type { RoutingDirectory } from './routing-directory.js';

/** What the timeline says of the routing: the rules that matched, and the assignment. */
export function routingActivities(
  directory: RoutingDirectory,
  {
    result: { outcome, applied },
    start,
    assignment,
  }: { result: RoutingResult; start: RoutingOutcome; assignment: InitialAssignment | null },
): Activity[] {
  const activities: Activity[] = [];
  if (applied.length > 0)
    activities.push({
      type: 'routed',
      rules: applied,
      team: outcome.teamId === start.teamId ? null : directory.teamName(outcome.teamId),
      caseType: outcome.caseTypeId === start.caseTypeId ? null : directory.caseTypeName(outcome.caseTypeId!),
      priority: outcome.priority === start.priority ? null : outcome.priority,
      tags: outcome.tags.filter((tag) => !start.tags.includes(tag)),
    });
  if (assignment)
    activities.push({
      type: 'assigned',
      from: null,
      to: directory.agentName(assignment.agentId),
      toId: assignment.agentId,
      because: assignment.because,
    });
  return activities;
}

export interface InitialAssignment {
  agentId: string;
  because: AutomaticAssignmentReason;
}

/** Returns the agent that a rule names, or their substitute while they are absent. */
export function initialAssignee(
  directory: RoutingDirectory,
  { outcome: { agentId, teamId }, assignedByRule: rule }: RoutingResult,
): InitialAssignment | null {
  if (!agentId || !rule) return null;
  if (!directory.isAbsent(agentId)) return { agentId, because: { by: 'rule', rule } };
  const substituteId = directory.substituteFor(agentId, teamId);
  if (!substituteId) return null;
  return { agentId: substituteId, because: { by: 'substitute', absent: directory.agentName(agentId) } };
}
