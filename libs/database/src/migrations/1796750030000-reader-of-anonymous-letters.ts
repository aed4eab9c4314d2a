import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What blocks letters of anonymous authors begins where the log has been read to, as reading all of it would take long and say nothing. */
export class ReaderOfAnonymousLetters1796750030000 implements MigrationInterface {
  name = 'ReaderOfAnonymousLetters1796750030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `insert into log_reader (name, position) select 'anonymousLetters', position from log_reader where name = 'sla'
       on conflict do nothing`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from log_reader where name = 'anonymousLetters'`);
  }
}
