import { randomUUID } from 'node:crypto';
import type { CaseDetail, OpenSession, Page, SavedView, Sector, Team } from '@guichet/contracts';
import { eventually } from '../../support/eventually.js';
import type { ApiClient } from '../../support/running-product.js';
import { isAboutRestricted, relations, writeAgents, type Relation, type Teams } from './matrix-agents.js';
import type { MatrixTown, Own, TeamThings } from './matrix-shapes.js';
import { writeThings } from './matrix-things.js';
import { writeAlarm, writeTemplateInUse, writeTroubled, writeUses } from './matrix-traces.js';

const CONTENT = { blocks: [{ kind: 'facts', full: 'Bonjour' }] };

async function writeTeams(root: ApiClient, serial: string): Promise<Teams> {
  const sector = (name: string) => root.post<Sector>('/sectors', { name: `${name} ${serial}` });
  const [own, away] = [await sector('Social'), await sector('Voirie')];
  const team = async (name: string, { id }: Sector) =>
    (await root.post<Team>('/teams', { name: `${name}${serial}`, sectorId: id })).id;
  return {
    own: await team('Aide zqteam', own),
    other: await team('Logement ', own),
    elsewhere: await team('Rues ', away),
    sectorElsewhere: away.id,
  };
}

const mailAccount = (name: string, more: object): object => ({
  ...{ kind: 'email', name: `Boîte ${name}`, ...more },
  config: { address: `${name}@town.test`, inbound: { smtp: true }, outbound: { host: '127.0.0.1', port: 9 } },
});

async function writeTeamThings(root: ApiClient, teams: Teams, serial: string): Promise<TeamThings> {
  const word = `zqteam${serial}`;
  const sectorId = (await root.get<Page<Team>>('/teams')).items.find(({ id }) => id === teams.own)!.sectorId;
  const post = async (path: string, body: object) => (await root.post<{ id: string }>(path, body)).id;
  const template = await post('/templates', { title: `Modèle ${word}`, sectorId, tags: [word], content: CONTENT });
  const caseType = await post('/case-types', { name: `Type ${word}`, sectorId });
  const caseField = await post(`/case-types/${caseType}/fields`, { kind: 'text', label: { en: word, fr: word } });
  const checklistStep = await post(`/case-types/${caseType}/steps`, { label: { en: word, fr: word } });
  const channel = await post('/channels', mailAccount(word, { teamId: teams.own }));
  const blockedSender = await post('/blocked-senders', { value: `${word}@spam.test`, note: word });
  const agent = await post('/agents', { email: `${word}@agent.test`, name: `Ana ${word}`, teamIds: [teams.own] });
  const rule = { id: randomUUID(), name: `Règle ${word}`, when: [{ on: 'words', is: [word] }], then: [{ do: 'team', teamId: teams.own }] }; // prettier-ignore
  const { version } = await root.get<{ version: number }>('/routing');
  await root.call('PUT', '/routing', { body: { rules: [rule], version } });
  const targets = await root.get<{ version: number }>('/sla/targets');
  const target = { id: randomUUID(), name: `Délai ${word}`, teams: [teams.own], 'first-response': { value: 8, unit: 'hours' } }; // prettier-ignore
  await root.call('PUT', '/sla/targets', { body: { targets: [target], version: targets.version } });
  // One that was used already.
  await post('/templates', { title: `Usité ${word}`, sectorId, content: CONTENT });
  await post('/reports', {
    name: `Rapport ${word}`,
    every: 'month',
    hour: 3,
    metrics: ['contacts'],
    agentIds: [agent],
  });
  const { id: token } = await root.post<{ id: string }>('/tokens', { name: 'robot', scopes: ['cases:read'] });
  const shared = { name: word, filter: {}, scope: 'team', teamId: teams.own };
  const { id: savedView } = await root.post<SavedView>('/saved-views', shared);
  const ofTeam = { name: word, acts: [{ kind: 'follow' }], scope: 'team', teamId: teams.own };
  const macro = await post('/macros', ofTeam);
  const [session] = (await root.get<Page<OpenSession>>('/sessions')).items;
  return { word, team: teams.own, sector: sectorId!, template, templateFile: randomUUID(), caseType, caseField, checklistStep, channel, blockedSender, agent, token, savedView, macro, session: session!.id }; // prettier-ignore
}

/** Cases of a team for each relation. */
async function writeOwn({
  root,
  product,
  teams,
  ofTeam,
  open,
  restricted,
}: Omit<MatrixTown, 'mine' | 'alarming' | 'busy'>) {
  const caseAndPerson = (teamId: string) =>
    root.post<CaseDetail>('/cases', { subject: 'À moi', teamId, citizenName: 'Moi' });
  const caseOf = async (teamId: string) => (await caseAndPerson(teamId)).id;
  const own: [Relation, Own][] = [];
  for (const relation of relations) {
    const team = { 'other sector': teams.elsewhere, 'other team': teams.other, reads: teams.other, removed: teams.other }[relation as string] ?? teams.own; // prettier-ignore
    const envelope = randomUUID();
    await product.sql.execute(
      `insert into envelope (id, channel_account_id, external_id, headers, raw, size, state, reason) values ($1::uuid, $2, $1::text, '{}', 'x', 1, 'quarantined', 'unreadable')`,
      [envelope, ofTeam.channel],
    );
    const it = isAboutRestricted(relation) ? restricted : open;
    const { id: linked, citizen } = await caseAndPerson(team);
    const merged = await caseOf(team);
    const { id: ofWriter } = await root.post<CaseDetail>('/cases', { subject: 'À moi', teamId: team, address: it.writersAddress }); // prettier-ignore
    await root.post(`/cases/${linked}/links`, { caseId: it.case, accept: true });
    await root.post(`/cases/${merged}/merge`, { intoId: it.case, reason: 'x' });
    const cases = { case: await caseOf(team), spare: await caseOf(team), linked, merged, ofWriter };
    own.push([relation, { ...cases, linkedPerson: citizen!.id, team, envelope }]);
  }
  return Object.fromEntries(own) as Record<Relation, Own>;
}

/** Keeps the report that is written here: the job finds nothing of it in a queue, and runs every ten minutes. */
const holdReport = async ({ product }: Pick<MatrixTown, 'product'>): Promise<void> => {
  await product.sql.execute(
    `create function keep_as_is() returns trigger language plpgsql as 'begin return null; end'`,
  );
  await product.sql.execute(
    `create trigger held before update on setting for each row when (old.key = 'reconciliation') execute function keep_as_is()`,
  );
};

/** What only jobs and citizens write: what was found in queues, a survey response, and what agents are notified of. */
async function writeFound({
  product,
  teams,
  ofTeam,
  open,
  restricted,
  agents,
}: Omit<MatrixTown, 'mine' | 'alarming' | 'busy'>): Promise<void> {
  await product.sql.execute(
    `insert into break_glass (id, case_id, agent_id, agent_name, reason, at, until) values ($1, $2, $3, 'Ana', 'Urgence.', now() - interval '2 hours', now() - interval '1 hour')`,
    [restricted.emergency, restricted.case, ofTeam.agent],
  );
  const findings = [{ type: 'unassigned-long', fixed: false, teams: [{ teamId: teams.own, count: 2, caseIds: [open.case, restricted.case] }] }]; // prettier-ignore
  const report = { at: new Date().toISOString(), checked: [{ teamId: teams.own, count: 2 }], findings };
  await product.sql.execute(
    `with report as (
       insert into setting (key, value) values ('reconciliation', $1) on conflict (key) do update set value = excluded.value),
     used as (
       insert into template_use (entry_id, case_id, team_id, agent_id, template_id, version_id, language, channel_kind, level, verbatim, edits, facts, at)
       select $5, $6, $2, $7, template_id, id, 'fr', 'email', 'full', true, '[]', '[]', now()
       from template_version where template_id = (select id from template where title = 'Usité ' || $3)),
     response as (
       insert into survey_response (id, day, at, team_id, channel, language, score, text)
       values (gen_random_uuid(), current_date, now(), $2, 'email', 'fr', 3, $3))
     insert into notification (id, agent_id, case_id, about, at)
     select gen_random_uuid(), id, case_id, '{"type":"assigned","by":"Root"}', now() from jsonb_to_recordset($4::jsonb) n(id uuid, case_id uuid)`,
    [
      ...[JSON.stringify(report), teams.own, ofTeam.word],
      JSON.stringify(agents.map(({ id, relation }) => ({ id, case_id: isAboutRestricted(relation) ? restricted.case : open.case }))), // prettier-ignore
      ...[open.note, open.case, ofTeam.agent],
    ],
  );
}

/** Builds all of it in a product that runs. Words, and so all that is looked for, are those of this town alone. */
export async function buildMatrixTown(
  { product, root }: Pick<MatrixTown, 'product' | 'root'>,
  imageUrl: string,
): Promise<MatrixTown> {
  const serial = randomUUID().slice(0, 8);
  const teams = await writeTeams(root, serial);
  const ofTeam = await writeTeamThings(root, teams, serial);
  const around = { product, root, ofTeam, teams, imageUrl };
  const [open] = await writeThings(around, `zqopen${serial}`);
  const [restricted, cases] = await writeThings(around, `zqclosed${serial}`);
  const agents = await writeAgents(product, teams);
  const named = agents.find(({ relation }) => relation === 'named')!;
  const body = { reason: 'violence', agentIds: [root.session.agent.id, named.id] };
  for (const id of cases) await root.call('PUT', `/cases/${id}/restriction`, { body });
  const [shared] = (await root.get<Page<{ id: string }>>('/templates?state=usable&language=fr')).items;
  const { id: sharedChannel } = await root.post<{ id: string }>('/channels', mailAccount(serial, { teamId: teams.other, shared: true })); // prettier-ignore
  const { id: sharedCaseType } = await root.post<{ id: string }>('/case-types', { name: `Type ${serial}` });
  const forAll = { name: serial, acts: [{ kind: 'follow' }], scope: 'everybody' };
  const { id: sharedMacro } = await root.post<{ id: string }>('/macros', forAll);
  const town = { product, root, sharedMacro, sharedCaseType, teams, open, restricted, ofTeam, agents, sharedTemplate: shared!.id, sharedChannel, named: body }; // prettier-ignore
  await writeFound(town);
  await holdReport(town);
  const busy = await writeTroubled(town);
  await writeUses(town);
  await writeTemplateInUse(town);
  const alarming = await writeAlarm(town);
  const mine = await writeOwn(town);
  for (const id of [mine.named.case, mine.named.spare]) await root.call('PUT', `/cases/${id}/restriction`, { body });
  await product.settled();
  await removeMembers(town);
  return { ...town, alarming, busy, mine };
}

/** Takes the team from those who are to lose it, each of whom has just asked for something and was known. */
async function removeMembers({
  product,
  root,
  agents,
  ofTeam,
  open,
}: Omit<MatrixTown, 'mine' | 'alarming' | 'busy'>): Promise<void> {
  const fastify = product.product.app.getHttpAdapter().getInstance();
  const removed = agents.filter(({ relation }) => relation === 'removed');
  for (const { headers } of removed)
    await fastify.inject({ method: 'GET', url: `/api/v1/cases/${open.case}`, headers });
  const left = await product.sql.query<{ id: string }>(
    `select agent_id as id from team_member where team_id = $1 and not agent_id = any($2::uuid[])`,
    [ofTeam.team, removed.map(({ id }) => id)],
  );
  await root.patch(`/teams/${ofTeam.team}`, { agentIds: left.map(({ id }) => id) });
  // What is known of them is forgotten when the event has come round, a moment later.
  await eventually(async () => {
    for (const { headers } of removed) {
      const { statusCode } = await fastify.inject({ method: 'GET', url: `/api/v1/cases/${open.case}`, headers });
      if (statusCode === 200) throw new Error('Somebody who was removed from the team still sees its case.');
    }
  });
}
