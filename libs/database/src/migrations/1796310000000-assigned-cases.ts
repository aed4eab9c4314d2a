import type { MigrationInterface, QueryRunner } from 'typeorm';

const REACHES = ['all-teams', 'own-teams', 'teams', 'sectors'];
const CONTRACTOR = '01930000-0000-7000-8000-000000000012';
const checkOf = (reaches: readonly string[]) => `check (reach in (${reaches.map((reach) => `'${reach}'`).join(', ')}))`;

/** A role can be given for the cases that are assigned to an agent, and for no team: that of a contractor is made for it. */
export class AssignedCases1796310000000 implements MigrationInterface {
  name = 'AssignedCases1796310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table role_grant drop constraint role_grant_reach_check`);
    await runner.query(
      `alter table role_grant add constraint role_grant_reach_check ${checkOf([...REACHES, 'assigned-cases'])}`,
    );
    await runner.query(`insert into role (id, key, permissions) values ($1, 'contractor', $2)`, [
      CONTRACTOR,
      ['case.read', 'case.reply', 'case.note', 'channel.read', 'agent.read', 'team.read', 'template.read'],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from role_grant where reach = 'assigned-cases' or role_id = $1`, [CONTRACTOR]);
    await runner.query(`update agent_group set reach = 'own-teams', role_ids = '{}' where reach = 'assigned-cases'`);
    await runner.query(`update agent_group set role_ids = array_remove(role_ids, $1::uuid)`, [CONTRACTOR]);
    await runner.query(`delete from role where id = $1`, [CONTRACTOR]);
    await runner.query(`alter table role_grant drop constraint role_grant_reach_check`);
    await runner.query(`alter table role_grant add constraint role_grant_reach_check ${checkOf(REACHES)}`);
  }
}
