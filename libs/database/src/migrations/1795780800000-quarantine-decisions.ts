import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents decide on envelopes in quarantine: those that they discard are kept. And addresses that bounces there name. */
export class QuarantineDecisions1795780800000 implements MigrationInterface {
  name = 'QuarantineDecisions1795780800000';

  async up(runner: QueryRunner): Promise<void> {
    // Every row satisfies the wider check, so that a table with years of mail need not be read.
    await runner.query(`alter table envelope
      add column decision jsonb,
      drop constraint envelope_state_check,
      add constraint envelope_state_check check (state in ('received', 'processed', 'quarantined', 'discarded')) not valid`);
    await runner.query(`create index envelope_discarded on envelope (id) where state = 'discarded'`);
    await runner.query(`alter table handle add column unreachable_at timestamptz, add column unreachable_reason text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table handle drop column unreachable_at, drop column unreachable_reason`);
    await runner.query(`update envelope set state = 'quarantined' where state = 'discarded'`);
    await runner.query(`drop index envelope_discarded`);
    await runner.query(`alter table envelope
      drop column decision,
      drop constraint envelope_state_check,
      add constraint envelope_state_check check (state in ('received', 'processed', 'quarantined'))`);
  }
}
