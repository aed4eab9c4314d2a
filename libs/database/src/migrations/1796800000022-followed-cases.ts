import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents follow cases, be they theirs or not. */
export class FollowedCases1796800000022 implements MigrationInterface {
  name = 'FollowedCases1796800000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table case_follow (
         agent_id uuid not null references agent,
         case_id uuid not null references cases,
         since timestamptz not null,
         primary key (agent_id, case_id)
       )`,
    );
    await runner.query(`create index case_follow_case on case_follow (case_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table case_follow`);
  }
}
