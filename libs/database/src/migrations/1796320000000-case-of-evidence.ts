import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which case an agent learnt whose an address is: what was learnt in one that is restricted since is told no more. */
export class CaseOfEvidence1796320000000 implements MigrationInterface {
  name = 'CaseOfEvidence1796320000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table handle_evidence add column case_id uuid`);
    await runner.query(`create index handle_evidence_case on handle_evidence (case_id) where case_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index handle_evidence_case`);
    await runner.query(`alter table handle_evidence drop column case_id`);
  }
}
