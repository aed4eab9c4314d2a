import type { HeldRole } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { allow, type Principal } from './principal.js';

/**
 * Who holds which role, now or later, in the order in which they were given: of all agents, for a list of them. `rightsOf` says what
 * follows of it for one.
 *
 * @throws Failure `not-permitted`.
 */
export async function listRoleHolders(reader: Reader, who: Principal): Promise<HeldRole[]> {
  allow(who, 'agent.read');
  return reader.query(
    `select g.id, g.agent_id as "agentId", g.role_id as "roleId", g.reach, g.team_ids as "teamIds", g.sector_ids as "sectorIds",
       ${isoTime('g.valid_from')} as "validFrom", ${isoTime('g.valid_until')} as "validUntil"
     from role_grant g where g.valid_until is null or g.valid_until > now() order by g.created_at, g.id`,
  );
}
