import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sectors, the one in which a team is, and roles that are given for sectors. */
export class Sectors1796100000000 implements MigrationInterface {
  name = 'Sectors1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table sector (
      id uuid primary key, name text not null unique, position int not null, archived_at timestamptz,
      created_at timestamptz not null default now()
    )`);
    await runner.query(`alter table team add column sector_id uuid references sector`);
    await runner.query(`alter table role_grant add column sector_ids uuid[] not null default '{}'`);
    await runner.query(`alter table role_grant drop constraint role_grant_reach_check`);
    await runner.query(
      `alter table role_grant add constraint role_grant_reach_check check (reach in ('all-teams', 'own-teams', 'teams', 'sectors')),
         add constraint role_grant_sectors_check check ((reach = 'sectors') = (sector_ids <> '{}'))`,
    );
  }

  /** Roles for sectors go: for no team that is left would they mean the same. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from role_grant where reach = 'sectors'`);
    await runner.query(`alter table role_grant drop constraint role_grant_sectors_check`);
    await runner.query(`alter table role_grant drop constraint role_grant_reach_check`);
    await runner.query(
      `alter table role_grant add constraint role_grant_reach_check check (reach in ('all-teams', 'own-teams', 'teams'))`,
    );
    await runner.query(`alter table role_grant drop column sector_ids`);
    await runner.query(`alter table team drop column sector_id`);
    await runner.query(`drop table sector`);
  }
}
