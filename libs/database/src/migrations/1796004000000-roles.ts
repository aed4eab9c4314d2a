import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The permissions of each role that ships, as they are with this version. A later one changes them by a migration of its own. */
const SHIPPED: Record<string, string> = {
  'front-desk':
    'case.read case.reply case.note case.update case.assign case.create citizen.update sender.block ' +
    'channel.read agent.read team.read template.read routing.read',
  'case-worker':
    'case.read case.reply case.note case.update case.assign case.close case.create case.move ' +
    'citizen.update sender.block channel.read agent.read team.read template.read template.write ' +
    'routing.read metrics.read token.manage',
  expert: 'case.read case.note channel.read agent.read team.read template.read routing.read',
  approver:
    'case.read case.note channel.read agent.read team.read template.read template.approve ' +
    'routing.read metrics.read',
  signatory:
    'case.read case.reply case.note case.update case.close channel.read agent.read team.read ' +
    'template.read routing.read',
  supervisor:
    'case.read case.reply case.note case.update case.assign case.close case.create case.move ' +
    'citizen.update message.cancel-others quarantine.read quarantine.replay quarantine.decide ' +
    'sender.block sender.list channel.read agent.read team.read template.read template.write ' +
    'template.approve routing.read routing.manage presence.manage metrics.read export.cases ' +
    'report.manage survey.manage token.manage',
  administrator:
    'case.read case.reply case.note case.update case.assign case.close case.create case.move ' +
    'citizen.update message.cancel-others quarantine.read quarantine.replay quarantine.decide ' +
    'sender.block sender.list attachment.unlock channel.read channel.manage agent.read agent.manage ' +
    'team.read team.manage template.read template.write template.approve routing.read routing.manage ' +
    'presence.manage metrics.read export.cases report.manage survey.manage organisation.manage ' +
    'token.manage',
  dpo:
    'case.read case.note citizen.update channel.read agent.read team.read template.read routing.read ' +
    'metrics.read export.cases',
  archivist: 'case.read channel.read agent.read team.read template.read routing.read export.cases',
  auditor:
    'case.read quarantine.read sender.list channel.read agent.read team.read template.read ' +
    'routing.read metrics.read',
  'elected-official': 'team.read metrics.read',
};

const idOf = (key: string): string =>
  `01930000-0000-7000-8000-${String(Object.keys(SHIPPED).indexOf(key) + 1).padStart(12, '0')}`;

/**
 * Roles are rows, which agents hold for teams and for a time, instead of a word in the row of the agent. Whoever was an agent is
 * a case worker in the teams of which they are a member; supervisors and administrators keep theirs for all teams.
 */
export class Roles1796004000000 implements MigrationInterface {
  name = 'Roles1796004000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table role (
      id uuid primary key, key text unique, name text not null default '', description text not null default '',
      permissions text[] not null, created_at timestamptz not null default now(),
      check (key is not null or name <> '')
    )`);
    await runner.query(`create table role_grant (
      id uuid primary key, agent_id uuid not null references agent on delete cascade,
      role_id uuid not null references role, reach text not null check (reach in ('all-teams', 'own-teams', 'teams')),
      team_ids uuid[] not null default '{}', valid_from timestamptz, valid_until timestamptz, given_by uuid,
      created_at timestamptz not null default now(), check ((reach = 'teams') = (team_ids <> '{}'))
    )`);
    await runner.query(`create index role_grant_agent on role_grant (agent_id)`);
    for (const [key, permissions] of Object.entries(SHIPPED))
      await runner.query(`insert into role (id, key, permissions) values ($1, $2, $3)`, [
        idOf(key),
        key,
        permissions.split(' '),
      ]);
    await runner.query(
      `insert into role_grant (id, agent_id, role_id, reach, created_at)
       select gen_random_uuid(), a.id, r.id, case a.role when 'agent' then 'own-teams' else 'all-teams' end, a.created_at
       from agent a join role r on r.key = case a.role when 'agent' then 'case-worker' else a.role end`,
    );
    await runner.query(`alter table agent drop column role`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent add column role text not null default 'agent'`);
    await runner.query(`alter table agent alter column role drop default`);
    for (const key of ['supervisor', 'administrator'])
      await runner.query(
        `update agent set role = $1 where exists (
           select 1 from role_grant g where g.agent_id = agent.id and g.role_id = $2 and g.reach = 'all-teams')`,
        [key, idOf(key)],
      );
    await runner.query(`drop table role_grant, role`);
  }
}
