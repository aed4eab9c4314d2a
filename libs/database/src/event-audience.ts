import type { EventData, EventType } from '@guichet/contracts';

/**
 * Who may know of an event. It has to be said of every event, so that none is for everybody by omission; whoever sees the
 * cases of every team is always among those who see a team.
 */
export type Audience =
  /** Whoever sees the cases of these teams, of which this is one; where it is restricted when they are told, who may see it then. */
  | { caseId: string; teamIds: readonly string[] }
  /** Whoever sees the cases of these teams. */
  | { teamIds: readonly string[] }
  /** One agent, perhaps about a case. */
  | { agentId: string; caseId?: string }
  /** An agent, and whoever sees the cases of one of their teams. */
  | { colleaguesOf: string }
  /** Only whoever sees the cases of every team, and why. */
  | { allTeams: string }
  /** Every agent, and why nobody is left out. */
  | { everybody: string };

/** An event that is to be written with the transaction. */
export interface Publication {
  type: EventType;
  data: EventData<EventType>;
  audience: Audience;
}
