import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions from before they had an idle end of their own end like new ones: after eight hours without their agent, not after seven
 * days. Where the address has TLS, cookies have another name now and no browser sends theirs any more.
 */
export class IdleEndOfOldSessions1796007000000 implements MigrationInterface {
  name = 'IdleEndOfOldSessions1796007000000';

  async up(runner: QueryRunner): Promise<void> {
    // Nobody can choose more than a day.
    await runner.query(`update session set idle_minutes = 480 where idle_minutes > 1440`);
  }

  /** How long they had been good before is not known any more, and shorter is safe. */
  async down(): Promise<void> {}
}
