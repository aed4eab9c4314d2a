import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a colleague last took a case off an agent: for a while, none is given to them automatically in its place. */
export class RelievedAgents1796900000410 implements MigrationInterface {
  name = 'RelievedAgents1796900000410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table agent_relief (agent_id uuid primary key references agent, at timestamptz not null)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table agent_relief`);
  }
}
