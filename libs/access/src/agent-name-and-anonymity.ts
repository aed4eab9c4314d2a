import type { Anonymity as AnonymityShape, SetAnonymity } from '@guichet/contracts';
import { Anonymity, isoTime, type Reader, type Tx } from '@guichet/database';
import { Failure, newId } from '@guichet/platform';
import type { Principal } from './principal.js';
import { parameters, scope, type Bind, type Scope } from './scope.js';

/** Who is anonymous: an agent, or whoever replies in the cases of a team. */
type Subject = { teamId: string } | { agentId: string };

type Ended = Pick<Anonymity, 'id' | 'teamId' | 'agentId' | 'reason'>;

/** How citizens know an agent who replies in a case of a team. */
export interface NamedAuthor {
  name: string;
  isAnonymous: boolean;
}

/**
 * SQL expression: how citizens know the agent who wrote the entry `e`: as they were named in it, else by their name, unless they are
 * anonymous by now.
 */
export const NAME_OF_AUTHOR = `coalesce(e.data ->> 'signedAs', (
  select 'Agent ' || a.number from agent a join anonymity y on y.agent_id = a.id and y.ended_at is null where a.id = e.actor_id
), e.actor_name)`;

/**
 * SQL expression: how citizens know an agent in the cases of a team, as JSON: by their name, as everybody has a right to it (CRPA
 * L111-2), or by their number where they or the team are anonymous. Indexes `anonymity_team`, `anonymity_agent`.
 */
export const namedAuthor = (agentId: string, teamId: string): string => `(
  select jsonb_build_object('isAnonymous', said.hidden, 'name', case when said.hidden then 'Agent ' || author.number else author.name end)
  from agent author cross join lateral (
    select exists (select from anonymity y where y.ended_at is null and y.agent_id = author.id)
      or exists (select from anonymity y where y.ended_at is null and y.team_id = ${teamId}) as hidden) said
  where author.id = ${agentId})`;

/** Returns how citizens know an agent in the cases of a team. Throws `not-found`. */
export async function authorFor(
  { query }: Pick<Reader, 'query'>,
  { agentId, teamId }: { agentId: string; teamId: string },
): Promise<NamedAuthor> {
  const [row] = await query<{ author: NamedAuthor | null }>(`select ${namedAuthor('$1::uuid', '$2::uuid')} as author`, [
    agentId,
    teamId,
  ]);
  if (!row?.author) throw new Failure('not-found');
  return row.author;
}

const ANONYMITIES = `select y.id, y.team_id as "teamId", y.agent_id as "agentId", coalesce(t.name, a.name) as name, y.reason,
  y.set_by_name as "setBy", ${isoTime('y.since')} as since, y.ended_by_name as "endedBy", ${isoTime('y.ended_at')} as "endedAt"
  from anonymity y left join team t on t.id = y.team_id left join agent a on a.id = y.agent_id`;

/** So many are listed; those that last come first, then the latest. */
const LISTED = 200;

/** SQL condition: an agent is a member of a team of which the signatures are managed; whoever manages all also manages those of no team. */
export const isManagedAgent = (managed: Scope, agentId: string, bind: Bind): string =>
  managed.isWhole
    ? 'true'
    : `exists (select from team_member m where m.agent_id = ${agentId} and ${managed.sqlTeam('m.team_id', bind)})`;

/** Who is anonymous and who was, of the teams whose signatures somebody manages and of their members. Throws `not-permitted`. */
export function anonymitiesFor({ query }: Reader, who: Principal): Promise<AnonymityShape[]> {
  const managed = scope(who, 'signature.manage');
  const { values, bind } = parameters();
  return query<AnonymityShape>(
    `${ANONYMITIES} where y.team_id is not null and ${managed.sqlTeam('y.team_id', bind)}
       or y.agent_id is not null and ${isManagedAgent(managed, 'y.agent_id', bind)}
     order by y.ended_at is not null, y.since desc, y.id limit ${LISTED}`,
    values,
  );
}

/**
 * Makes an agent anonymous, or whoever replies in the cases of a team, or names them again. Each change is a row and an event, kept
 * for good. What was sent before stays as it was.
 *
 * @returns the anonymity that lasts from now on; null: none
 * @throws Failure `not-permitted`; `not-found`, also for a team, or an agent of teams, that `who` does not manage
 */
export async function setAnonymity(
  tx: Tx,
  who: Principal,
  { subject, reason }: { subject: Subject } & SetAnonymity,
): Promise<AnonymityShape | null> {
  await assertManages(tx, who, subject);
  const ended = await endAnonymity(tx, who, subject);
  if (reason === null) {
    if (ended) publishAnonymity(tx, { ...ended, anonymous: false });
    return null;
  }
  const row = { id: newId(), teamId: null, agentId: null, ...subject, reason };
  await tx.repo(Anonymity).insert({ ...row, setById: who.id, setByName: who.name, since: tx.now });
  publishAnonymity(tx, { ...row, anonymous: true });
  const [created] = await tx.query<AnonymityShape>(`${ANONYMITIES} where y.id = $1`, [row.id]);
  return created ?? null;
}

/** Ends the anonymity that lasts, and returns it. */
async function endAnonymity(tx: Tx, who: Principal, subject: Subject): Promise<Ended | undefined> {
  const [column, id] = 'teamId' in subject ? ['team_id', subject.teamId] : ['agent_id', subject.agentId];
  const [ended] = await tx.query<Ended>(
    `update anonymity set ended_by_id = $2, ended_by_name = $3, ended_at = $4 where ${column} = $1 and ended_at is null
     returning id, team_id as "teamId", agent_id as "agentId", reason`,
    [id, who.id, who.name, tx.now],
  );
  return ended;
}

async function assertManages(tx: Tx, who: Principal, subject: Subject): Promise<void> {
  const managed = scope(who, 'signature.manage');
  const { values, bind } = parameters('teamId' in subject ? subject.teamId : subject.agentId);
  const found = await tx.query(
    'teamId' in subject
      ? `select id from team t where id = $1 and ${managed.sqlTeam('t.id', bind)} for update`
      : `select id from agent a where id = $1 and not is_service and ${isManagedAgent(managed, 'a.id', bind)} for update`,
    values,
  );
  if (found.length === 0) throw new Failure('not-found');
}

function publishAnonymity(tx: Tx, { id, teamId, agentId, reason, anonymous }: Ended & { anonymous: boolean }): void {
  const data = { anonymityId: id, teamId, agentId, anonymous, reason };
  tx.publish('anonymity.changed', data, { allTeams: 'Why somebody is not named concerns those who see every team.' });
  tx.publish('signature.changed', { teamId }, { everybody: 'Every agent sees how their replies are signed.' });
}
