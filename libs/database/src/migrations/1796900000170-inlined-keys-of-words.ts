import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stands in the index beside the words of an entry is computed for each entry. A strict function of which the body is not strict is
 * called by starting a statement of its own; without that it becomes part of the expression, as `spans_and_team_of_file` is, which takes
 * a third less. Neither of its arguments is ever null, so the index stays as it is. Connections of a program that still runs keep the former
 * expression of the index until the table is analysed, and would not find their own in it.
 */
export class InlinedKeysOfWords1796900000170 implements MigrationInterface {
  name = 'InlinedKeysOfWords1796900000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter function spans_and_team_of(uuid, uuid) called on null input`);
    await runner.query(`analyze entry_words`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter function spans_and_team_of(uuid, uuid) strict`);
    await runner.query(`analyze entry_words`);
  }
}
