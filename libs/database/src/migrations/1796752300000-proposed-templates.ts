import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which agent's own text a template is the copy that was proposed: its author goes on with that copy where it is sent back. */
export class ProposedTemplates1796752300000 implements MigrationInterface {
  name = 'ProposedTemplates1796752300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template add column proposed_from_id uuid references template on delete set null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template drop column proposed_from_id`);
  }
}
