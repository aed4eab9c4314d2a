import type { Reader } from '@guichet/database';
import { isConnected } from './is-connected.js';

/** Returns whether an agent is not at the console: not connected, absent, or away as they say themselves. Primary key of `agent_presence`. */
export async function isAway(reader: Reader, agentId: string): Promise<boolean> {
  const [row] = await reader.query<{ isHere: boolean }>(
    `select ${isConnected('p', '$2')} and p.state <> 'away' and not p.absent as "isHere" from agent_presence p where p.agent_id = $1`,
    [agentId, reader.now],
  );
  return !row?.isHere;
}
