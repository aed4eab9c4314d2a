import { allow, type Principal } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** Throws `not-permitted` for another agent without `presence.manage`, and `not-found` for an inactive one. */
export async function assertMayManageAbsence({ query }: Reader, who: Principal, agentId: string): Promise<void> {
  if (agentId !== who.id) allow(who, 'presence.manage');
  if ((await query(`select 1 from agent where id = $1 and active`, [agentId])).length === 0)
    throw new Failure('not-found');
}
