import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For which sectors the members of a group hold its roles. */
export class SectorsOfGroups1796321000000 implements MigrationInterface {
  name = 'SectorsOfGroups1796321000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent_group add column reach_sector_ids uuid[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update agent_group set reach = 'own-teams', role_ids = '{}' where reach = 'sectors'`);
    await runner.query(`delete from role_grant where group_id is not null and reach = 'sectors'`);
    await runner.query(`alter table agent_group drop column reach_sector_ids`);
  }
}
