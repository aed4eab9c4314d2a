import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever rings back says the last digits of a number: they are looked for from its end. */
export class EndingsOfNumbers1796900000450 implements MigrationInterface {
  name = 'EndingsOfNumbers1796900000450';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index handle_ending on handle (reverse(value) text_pattern_ops) where type = 'phone'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index handle_ending`);
  }
}
