import { SignatureSettings, TeamSignature, type Signatures } from '@guichet/contracts';
import { Setting, Team, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { anonymitiesFor, isManagedAgent } from './agent-name-and-anonymity.js';
import { allow, type Principal } from './principal.js';
import { parameters, scope } from './scope.js';

const KEY = 'signatures';

/** The blocks of the organisation; null: replies are not signed. */
export async function signatureSettingsOf({ query }: Pick<Reader, 'query'>): Promise<SignatureSettings | null> {
  const [row] = await query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return row ? SignatureSettings.parse(row.value) : null;
}

export async function saveSignatureSettings(
  tx: Tx,
  who: Principal,
  wanted: SignatureSettings,
): Promise<SignatureSettings> {
  allow(who, 'organisation.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  publishSignature(tx, null);
  return wanted;
}

/** A new organisation signs its replies from its beginning, with the blocks that ship. */
export const signFromBeginning = (tx: Tx): Promise<unknown> =>
  tx.repo(Setting).upsert({ key: KEY, value: {} }, ['key']);

/** The block of a team. Throws `not-found`. */
export async function teamSignatureOf(
  { query }: Pick<Reader, 'query'>,
  teamId: string,
): Promise<{ name: string; confidential: boolean; signature: TeamSignature }> {
  const [row] = await query<{ name: string; confidential: boolean; signature: unknown }>(
    `select name, confidential, signature from team where id = $1`,
    [teamId],
  );
  if (!row) throw new Failure('not-found');
  return { ...row, signature: TeamSignature.parse(row.signature) };
}

/** Throws `not-permitted`; `not-found`, also for a team whose signature `who` does not manage. */
export async function saveTeamSignature(
  tx: Tx,
  who: Principal,
  { teamId, wanted }: { teamId: string; wanted: TeamSignature },
): Promise<TeamSignature> {
  if (!scope(who, 'signature.manage').admitsTeam(teamId)) throw new Failure('not-found');
  await teamSignatureOf(tx, teamId);
  await tx.repo(Team).update({ id: teamId }, { signature: wanted });
  publishSignature(tx, teamId);
  return wanted;
}

/** The blocks of the teams, and the agents, of those whose signatures `who` manages. */
export async function signatureBlocksFor(reader: Reader, who: Principal): Promise<Omit<Signatures, 'accounts'>> {
  const managed = scope(who, 'signature.manage');
  const ofTeams = parameters();
  const teams = await reader.query<{ id: string; name: string; signature: unknown }>(
    `select t.id, t.name, t.signature from team t where ${managed.sqlTeam('t.id', ofTeams.bind)}
     order by t.name collate "fr-x-icu", t.id`,
    ofTeams.values,
  );
  const ofAgents = parameters();
  const agents = await reader.query<Signatures['agents'][number]>(
    `select a.id, a.name, a.job_title as "jobTitle", a.number from agent a where a.active and not a.is_service
       and ${isManagedAgent(managed, 'a.id', ofAgents.bind)} order by a.name collate "fr-x-icu", a.id`,
    ofAgents.values,
  );
  return {
    settings: await signatureSettingsOf(reader),
    teams: teams.map((team) => ({ ...team, signature: TeamSignature.parse(team.signature) })),
    agents,
    anonymities: await anonymitiesFor(reader, who),
  };
}

const publishSignature = (tx: Tx, teamId: string | null): void =>
  tx.publish('signature.changed', { teamId }, { everybody: 'Every agent sees how their replies are signed.' });

/**
 * What the blocks of the organisation and of all teams say to everybody. One row for each block: of a function that returns rows, Postgres
 * expects a thousand for each, and starts processes to share them.
 */
export async function publishedBySignatures({ query }: Pick<Reader, 'query'>): Promise<string> {
  const blocks = await query<{ said: string[] }>(
    `select jsonb_path_query_array(value, '$.** ? (@.type() == "string")') as said from setting where key = $1
     union all select jsonb_path_query_array(signature, '$.** ? (@.type() == "string")') from team`,
    [KEY],
  );
  return blocks.flatMap(({ said }) => said).join('\n');
}
