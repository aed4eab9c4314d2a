import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the cases that went to a substitute by whose absence it was, and keeps when an absence began. Of an entry that is no activity, the
 * index asks for nothing more, so a message costs no more than before. It reads all entries once, for minutes at ten million, in which
 * nobody writes to the table: it is not built `concurrently`, which would wait for a second process that waits to migrate.
 */
export class CasesLeftWithSubstitute1796900000440 implements MigrationInterface {
  name = 'CasesLeftWithSubstitute1796900000440';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent_presence add absent_since timestamptz`);
    await runner.query(
      `create index timeline_entry_substitutes on timeline_entry ((data -> 'because' ->> 'absentId'))
       where kind = 'activity' and data -> 'because' ->> 'absentId' is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index timeline_entry_substitutes`);
    await runner.query(`alter table agent_presence drop column absent_since`);
  }
}
