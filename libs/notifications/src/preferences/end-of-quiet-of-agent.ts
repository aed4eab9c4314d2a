import type { OwnNotificationPreferences } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { quietUntil } from './compute-end-of-quiet.js';
import { businessHoursOfAgentTeams } from './business-hours-of-agent-teams.js';

/** Returns when an agent who has chosen this may be interrupted again; null: they may be now. What nobody has chosen is not asked for. */
export async function endOfQuiet(
  reader: Reader,
  agentId: string,
  { quiet, pausedUntil, timeZone }: OwnNotificationPreferences,
): Promise<Date | null> {
  return quietUntil(
    {
      ...{ quiet, timeZone },
      pausedUntil: pausedUntil === null ? null : new Date(pausedUntil),
      teamHours: quiet.outsideTeamHours ? await businessHoursOfAgentTeams(reader, agentId) : [],
      absentUntil: quiet.whileAbsent ? await absentUntil(reader, agentId) : null,
    },
    reader.now,
  );
}

/** Returns the end of an absence, or a day from now where nobody has said when it ends. Primary key of `agent_presence`. */
async function absentUntil(reader: Reader, agentId: string): Promise<Date | null> {
  const [row] = await reader.query<{ until: Date }>(
    `select coalesce(absent_until, $2::timestamptz + interval '1 day') as until from agent_presence where agent_id = $1 and absent`,
    [agentId, reader.now],
  );
  return row?.until ?? null;
}
