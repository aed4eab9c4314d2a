import { parameters, Scope, scopeOrNone, type Bind, type Principal } from '@guichet/access';
import { Id, type EmergencyAccess, type Page } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { isDpo } from './break-glass-of-others.js';

interface Row extends Omit<EmergencyAccess, 'mayEnd' | 'caseId' | 'reference'> {
  caseId: string;
  reference: string;
  teamId: string;
  isOpen: boolean;
  watches: boolean;
}

/**
 * How somebody who was not named opened a restricted case: for whoever was alarmed of it, and who may end it. It says nothing of the
 * case but its reference, and not that either to whoever does not see the cases of its team.
 *
 * @throws Failure `not-found` for everybody else, and for a token.
 */
export async function emergencyAccess(reader: Reader, who: Principal, id: string): Promise<EmergencyAccess> {
  const { values, bind } = parameters(id);
  const [row] = await reader.query<Row>(`${accesses(who, bind)} and b.id = $1`, values);
  if (!row) throw new Failure('not-found');
  return shown(who, row);
}

/**
 * All of which one may know as by `emergencyAccess`, the last first. Index: primary key of `break_glass`.
 *
 * @throws Failure `invalid-request` for a cursor that is none.
 */
export async function emergencyAccesses(
  reader: Reader,
  who: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<EmergencyAccess>> {
  if (cursor !== undefined && !Id.safeParse(cursor).success) throw wrongField('cursor', 'page-gone');
  const { values, bind } = parameters(cursor ?? null, limit + 1);
  const rows = await reader.query<Row>(
    `${accesses(who, bind)} and ($1::uuid is null or b.id < $1) order by b.id desc limit $2`,
    values,
  );
  const items = rows.slice(0, limit).map((row) => shown(who, row));
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}

/** The statement that reads them, to which conditions may be added. */
function accesses(who: Principal, bind: Bind): string {
  const me = bind(who.id);
  const watches = watchesSql(who, bind);
  return `select b.id, jsonb_build_object('id', b.agent_id, 'name', b.agent_name) as by, b.reason, ${isoTime('b.at')} as at,
      ${isoTime('b.until')} as until, ${isoTime('b.ended_at')} as "endedAt",
      case when b.ended_by_id is not null then jsonb_build_object('id', b.ended_by_id, 'name', b.ended_by_name) end as "endedBy", b.until > now() and b.ended_at is null as "isOpen",
      c.id as "caseId", c.reference, c.team_id as "teamId", ${watches} as watches
    from break_glass b join cases c on c.id = b.case_id
    where ${bind(who.scopes === null)}::boolean and (${watches}
      or exists (select 1 from notification n where n.agent_id = ${me} and n.dedupe_key = 'break-glass:' || b.id))`;
}

/** `watchesOver` as a condition on the row `c` of `cases`. */
function watchesSql(who: Principal, bind: Bind): string {
  const [read, glass, restrict] = (['case.read', 'case.break-glass', 'case.restrict'] as const).map((permission) =>
    (scopeOrNone(who, permission) ?? Scope.none).sqlTeam('c.team_id', bind),
  );
  return `(c.restricted_to is not null and ${read} and (${bind(who.id)} = any(c.restricted_to) or (${glass} and (${bind(isDpo(who))}::boolean or ${restrict}))))`;
}

function shown(who: Principal, { teamId, isOpen, watches, caseId, reference, ...access }: Row): EmergencyAccess {
  const isKnown = scopeOrNone(who, 'case.read')?.admitsTeam(teamId) === true;
  return {
    ...access,
    caseId: isKnown ? caseId : null,
    reference: isKnown ? reference : null,
    mayEnd: watches && isOpen && access.by.id !== who.id,
  };
}
