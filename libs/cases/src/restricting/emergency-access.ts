import { scopeOrNone, type Principal } from '@guichet/access';
import type { EmergencyAccess } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { watchesOver } from './open-glasses.js';

interface Row extends Omit<EmergencyAccess, 'mayEnd' | 'caseId' | 'reference'> {
  caseId: string;
  reference: string;
  teamId: string;
  restrictedTo: string[] | null;
  isOpen: boolean;
  wasAlarmed: boolean;
}

/**
 * How somebody who was not named opened a restricted case: for whoever was alarmed of it, and who may end it. It says nothing of the
 * case but its reference, and not that either to whoever does not see the cases of its team.
 *
 * @throws Failure `not-found` for everybody else, and for a token.
 */
export async function emergencyAccess(reader: Reader, who: Principal, id: string): Promise<EmergencyAccess> {
  const [row] = await reader.query<Row>(
    `select b.id, jsonb_build_object('id', b.agent_id, 'name', b.agent_name) as by, b.reason, ${isoTime('b.at')} as at,
       ${isoTime('b.until')} as until, ${isoTime('b.ended_at')} as "endedAt", b.until > now() and b.ended_at is null as "isOpen",
       c.id as "caseId", c.reference, c.team_id as "teamId", c.restricted_to as "restrictedTo",
       exists (select 1 from notification n where n.agent_id = $2 and n.dedupe_key = 'break-glass:' || b.id) as "wasAlarmed"
     from break_glass b join cases c on c.id = b.case_id where b.id = $1`,
    [id, who.id],
  );
  if (!row || who.scopes) throw new Failure('not-found');
  const { teamId, restrictedTo, isOpen, wasAlarmed, caseId, reference, ...access } = row;
  const watches = watchesOver(who, { teamId, restrictedTo });
  if (!watches && !wasAlarmed) throw new Failure('not-found');
  const isKnown = scopeOrNone(who, 'case.read')?.admitsTeam(teamId) === true;
  return {
    ...access,
    caseId: isKnown ? caseId : null,
    reference: isKnown ? reference : null,
    mayEnd: watches && isOpen && access.by.id !== who.id,
  };
}
