import {
  Permission,
  permissions,
  type CaseObstacle,
  type CaseReader,
  type CaseReading,
  type Named,
} from '@guichet/contracts';
import { isBroken, isoTime, type Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { holdsInTeam } from './permission-reach.js';
import { isInForce } from './grants-in-force.js';
import { isActiveAgent } from './is-active-agent.js';
import { allow, type Principal } from './principal.js';
import { HELD, reasonFor, type HeldRow } from './explain-agent-rights.js';
import { parameters, scope } from './scope.js';

interface CaseFacts {
  team: Named;
  assigneeId: string | null;
  sector: Named | null;
  /** Null: it is not restricted. */
  restrictedTo: string[] | null;
  glasses: { agentId: string; until: string; reason: string }[];
}

/** The case as far as it decides who sees it. Throws Failure `not-found` for one that the reader may not see themselves. */
async function factsOf(reader: Reader, who: Principal, caseId: string): Promise<CaseFacts> {
  const { values, bind } = parameters(caseId);
  const [found] = await reader.query<CaseFacts>(
    `select jsonb_build_object('id', t.id, 'name', t.name) as team, c.assignee_id as "assigneeId",
       case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as sector, c.restricted_to as "restrictedTo",
       case when c.restricted_to is null then '[]' else coalesce((select jsonb_agg(jsonb_build_object(
           'agentId', b.agent_id, 'until', ${isoTime('b.until')}, 'reason', b.reason) order by b.until desc)
         from break_glass b where b.case_id = c.id and ${isBroken('b')}), '[]') end as glasses
     from cases c join team t on t.id = c.team_id left join sector s on s.id = t.sector_id
     where c.id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (!found) throw new Failure('not-found');
  return found;
}

/** Whether a grant is for a case of this team, or for one that its agent has. */
const covers = ({ team, assigneeId }: CaseFacts, { teams, assignedCases, agentId }: HeldRow): boolean =>
  assignedCases ? agentId === assigneeId : teams === null || teams.some(({ id }) => id === team.id);

/** What lets an agent into a restricted case, for which no role is enough. */
function admissionOf({ restrictedTo, glasses }: CaseFacts, agentId: string): CaseReader['admission'] {
  if (!restrictedTo) return null;
  if (restrictedTo.includes(agentId)) return { by: 'name' };
  const { until, reason } = glasses.find((glass) => glass.agentId === agentId)!;
  return { by: 'glass', until, reason };
}

/**
 * Who may read a case, by name, with what they may do in it and why; of a restricted one, who is named or has broken its glass.
 *
 * @throws Failure `not-permitted`; `not-found` for a case that the reader may not see themselves.
 */
export async function readersOfCase(reader: Reader, who: Principal, caseId: string): Promise<CaseReader[]> {
  allow(who, 'agent.read');
  return readersBy(reader, await factsOf(reader, who, caseId));
}

/**
 * Who would see a case if it were not restricted: those who can be named for it.
 *
 * @throws Failure as `readersOfCase`.
 */
export async function nameableFor(reader: Reader, who: Principal, caseId: string): Promise<CaseReader[]> {
  allow(who, 'agent.read');
  return readersBy(reader, { ...(await factsOf(reader, who, caseId)), restrictedTo: null });
}

async function readersBy(reader: Reader, facts: CaseFacts): Promise<CaseReader[]> {
  const { team, assigneeId, sector, restrictedTo, glasses } = facts;
  const only = restrictedTo && [...restrictedTo, ...glasses.map(({ agentId }) => agentId)];
  const held = await reader.query<HeldRow>(
    `${HELD} where ${isActiveAgent('a')} and ${holdsInTeam('case.read', { agent: 'a', team: '$1::uuid', assignee: '$3::uuid' })} and ${isInForce('g')}
       and ($2::uuid[] is null or a.id = any($2))
     order by a.name collate "fr-x-icu", a.id, g.created_at, g.id`,
    [team.id, only, assigneeId],
  );
  const giving = held.filter((row) => covers(facts, row));
  return [...Map.groupBy(giving, (row) => row.agentId).values()].map((own) => ({
    agent: { id: own[0]!.agentId, name: own[0]!.agent },
    admission: admissionOf(facts, own[0]!.agentId),
    permissions: Permission.options.filter(
      (permission) => permissions[permission] === 'cases' && own.some((row) => row.permissions.includes(permission)),
    ),
    // Of the teams and sectors for which a role is given, those of the case are the reason.
    reasons: own
      .filter((row) => row.permissions.includes('case.read'))
      .map((row) => ({
        ...row,
        teams: row.teams?.filter(({ id }) => id === team.id) ?? null,
        sectors: row.sectors?.filter(({ id }) => id === sector?.id) ?? null,
      }))
      .map(reasonFor('case.read')),
  }));
}

/**
 * Whether one agent may read a case: by what, or else what stands in the way, all of it.
 *
 * @throws Failure `not-permitted`; `not-found` for a case that the reader may not see themselves, and for no agent.
 */
export async function readingOfCase(
  reader: Reader,
  who: Principal,
  { caseId, agentId }: { caseId: string; agentId: string },
): Promise<CaseReading> {
  allow(who, 'agent.read');
  const facts = await factsOf(reader, who, caseId);
  const [agent] = await reader.query<Named & { acts: boolean }>(
    `select a.id, a.name, ${isActiveAgent('a')} as acts from agent a where a.id = $1`,
    [agentId],
  );
  if (!agent) throw new Failure('not-found');
  const { id, name, acts } = agent;
  const found = (await readersBy(reader, facts)).find((one) => one.agent.id === id);
  if (found) return { agent: { id, name }, reader: found, obstacles: [] };
  if (!acts) return { agent: { id, name }, reader: null, obstacles: [{ type: 'inactive' }] };
  const held = await reader.query<HeldRow>(
    `${HELD} where g.agent_id = $1 and 'case.read' = any(r.permissions) order by g.created_at, g.id`,
    [agentId],
  );
  return { agent: { id, name }, reader: null, obstacles: [...obstaclesOfRoles(facts, held), ...obstacleOfRestriction(facts, held)] }; // prettier-ignore
}

/** What in the roles that let an agent read cases keeps them from this one; nothing where one of them reaches it now. */
function obstaclesOfRoles(facts: CaseFacts, held: readonly HeldRow[]): CaseObstacle[] {
  const now = held.filter(({ holds }) => holds);
  if (now.some((row) => covers(facts, row))) return [];
  const dated = held
    .filter((row) => !row.holds && covers(facts, row))
    .map(({ key, name, validFrom, validUntil }): CaseObstacle =>
      validUntil !== null && Date.parse(validUntil) <= Date.now()
        ? { type: 'role-ended', role: { key, name }, at: validUntil }
        : { type: 'role-begins', role: { key, name }, at: validFrom! },
    );
  if (now.length === 0) return dated.length > 0 ? dated : [{ type: 'no-role' }];
  const { team, sector } = facts;
  return [...dated, { type: 'elsewhere', reasons: now.map(reasonFor('case.read')), team, sector }];
}

function obstacleOfRestriction(facts: CaseFacts, held: readonly HeldRow[]): CaseObstacle[] {
  if (!facts.restrictedTo) return [];
  const mayBreakGlass = held.some(
    (row) => row.holds && row.permissions.includes('case.break-glass') && covers(facts, row),
  );
  return [{ type: 'restricted', mayBreakGlass }];
}
