import type { CaseSummary } from '@guichet/contracts';

/** Whether it is for this agent to read what comes in a case: it is theirs, or nobody's yet. */
export const isOwnOrUnassigned = ({ assignee }: Pick<CaseSummary, 'assignee'>, agentId: string): boolean =>
  assignee === null || assignee.id === agentId;
