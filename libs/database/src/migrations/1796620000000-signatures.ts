import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The permissions of a role, with one put behind another one. */
const GIVE = `update role set permissions = array(
  select p from (select unnest(permissions) as p union all select 'signature.manage') given
  order by array_position($2::text[], p)) where key = any($1::text[])`;

/** Of the roles that get it, all that stand before and behind it, as they are ordered. */
const ORDER =
  'case.read case.reply case.note case.update case.assign case.close case.create case.move case.restrict case.break-glass ' +
  'citizen.update message.cancel-others quarantine.read quarantine.replay quarantine.decide sender.block sender.list ' +
  'attachment.unlock channel.read channel.manage agent.read agent.manage team.read team.manage signature.manage template.read ' +
  'template.write template.approve routing.read routing.manage presence.manage metrics.read export.cases report.manage ' +
  'survey.manage organisation.manage token.manage';

/**
 * The signature block of a team, and who is not named to citizens. Each agent has a number, by which they are known where they are
 * not named. An organisation that is at work already signs its replies from now on; a new one does from its beginning.
 */
export class Signatures1796620000000 implements MigrationInterface {
  name = 'Signatures1796620000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table team add column signature jsonb not null default '{}'`);
    await runner.query(`create sequence agent_number_seq as integer start 101`);
    await runner.query(`alter table agent add column number integer not null default nextval('agent_number_seq')`);
    await runner.query(`alter sequence agent_number_seq owned by agent.number`);
    await runner.query(`create table anonymity (
      id uuid primary key, team_id uuid references team, agent_id uuid references agent, reason text not null,
      set_by_id uuid not null, set_by_name text not null, since timestamptz not null,
      ended_by_id uuid, ended_by_name text, ended_at timestamptz, check (num_nonnulls(team_id, agent_id) = 1)
    )`);
    await runner.query(`create unique index anonymity_team on anonymity (team_id) where ended_at is null`);
    await runner.query(`create unique index anonymity_agent on anonymity (agent_id) where ended_at is null`);
    await runner.query(GIVE, [['supervisor', 'administrator'], ORDER.split(' ')]);
    await runner.query(
      `insert into setting (key, value) select 'signatures', '{}' where exists (select 1 from agent where not is_service)
       on conflict do nothing`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from setting where key = 'signatures'`);
    await runner.query(`update role set permissions = array_remove(permissions, 'signature.manage')`);
    await runner.query(`drop table anonymity`);
    await runner.query(`alter table agent drop column number`);
    await runner.query(`alter table team drop column signature`);
  }
}
