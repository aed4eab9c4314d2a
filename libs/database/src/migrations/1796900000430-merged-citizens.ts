import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Cases are found by the name that another record of their person has. Few citizens are or were one with another: their names have an index of
 * their own, as a search is made at every key, and the first letters of a common name begin a hundred thousand others.
 */
export class MergedCitizens1796900000430 implements MigrationInterface {
  name = 'MergedCitizens1796900000430';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table citizen add column was_merged boolean not null default false`);
    await runner.query(
      `update citizen set was_merged = true where id in (select citizen_id from citizen_merge union select into_id from citizen_merge)`,
    );
    await runner.query(`create index citizen_merged_words on citizen using gin (words_of_name(name)) where was_merged`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table citizen drop column was_merged`);
  }
}
