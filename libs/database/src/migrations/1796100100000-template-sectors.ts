import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sector of a template is one of the sectors, which hides it from others, instead of a word. What was written there hid nothing,
 * so it stays as a tag.
 */
export class TemplateSectors1796100100000 implements MigrationInterface {
  name = 'TemplateSectors1796100100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template add column sector_id uuid references sector`);
    await runner.query(
      `update template set tags = array_append(tags, left(lower(trim(replace(sector, ',', ' '))), 40))
       where trim(replace(sector, ',', ' ')) <> '' and not left(lower(trim(replace(sector, ',', ' '))), 40) = any(tags)`,
    );
    await runner.query(`alter table template drop column sector`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template add column sector text`);
    await runner.query(`update template t set sector = s.name from sector s where s.id = t.sector_id`);
    await runner.query(`alter table template drop column sector_id`);
  }
}
