import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The function of an agent, which the signature of a reply states. */
export class JobTitles1796450000000 implements MigrationInterface {
  name = 'JobTitles1796450000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent add column job_title text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent drop column job_title`);
  }
}
