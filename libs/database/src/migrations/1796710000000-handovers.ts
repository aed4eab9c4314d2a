import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case refers to the note with which one team has handed it over to another, as long as that one has to read it. */
export class Handovers1796710000000 implements MigrationInterface {
  name = 'Handovers1796710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases add handover_entry_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases drop column handover_entry_id`);
  }
}
