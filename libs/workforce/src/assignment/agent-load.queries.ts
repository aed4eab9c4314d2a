import type { ChannelKind } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { CaseWeights } from './capacity.js';

/** A number of open cases of one agent. */
export interface OpenCases {
  teamId: string;
  channel: ChannelKind | null;
  /** Whether they are restricted to named agents. */
  restricted: boolean;
  count: number;
}

/**
 * SQL: a row of `OpenCases` for each agent, team and channel account. `agents`: the condition that limits them. Index `cases_assignee`: it
 * reads as many rows as there are open, assigned cases, and looks for the channel once they are counted.
 */
export const openCasesByAgent = (agents: string): string =>
  `select o.assignee_id as "agentId", o.team_id as "teamId", ch.kind as channel, o.restricted, o.count::int as count
   from (select assignee_id, team_id, channel_account_id, restricted_to is not null as restricted, count(*) as count from cases
         where status = 'open' and assignee_id is not null and ${agents} group by 1, 2, 3, 4) o
     left join channel_account ch on ch.id = o.channel_account_id`;

/** Returns the numbers of open cases of all agents. */
export async function openCases(reader: Reader): Promise<Map<string, OpenCases[]>> {
  const rows = await reader.query<OpenCases & { agentId: string }>(openCasesByAgent('true'));
  return Map.groupBy(rows, ({ agentId }) => agentId);
}

/** The points of these open cases. */
export const loadOf = (weights: CaseWeights, cases: readonly OpenCases[]): number =>
  cases.reduce((sum, { channel, count }) => sum + weights.of(channel) * count, 0);
