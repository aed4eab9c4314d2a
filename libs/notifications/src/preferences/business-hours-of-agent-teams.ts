import { listBusinessHours } from '@guichet/calendars';
import type { BusinessHours } from '@guichet/contracts';
import type { Reader } from '@guichet/database';

/** Returns the business hours of each team of an agent. Index `team_member_agent`. */
export async function businessHoursOfAgentTeams(reader: Reader, agentId: string): Promise<BusinessHours[]> {
  const rows = await reader.query<{ id: string }>(`select team_id as id from team_member where agent_id = $1`, [
    agentId,
  ]);
  if (rows.length === 0) return [];
  const hours = await listBusinessHours(
    reader,
    rows.map(({ id }) => id),
  );
  return [...hours.values()];
}
