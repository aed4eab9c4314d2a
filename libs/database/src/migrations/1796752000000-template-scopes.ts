import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a template is: an agent's own, a team's, or everybody's, perhaps in one sector, as all of them were until now. */
export class TemplateScopes1796752000000 implements MigrationInterface {
  name = 'TemplateScopes1796752000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table template add column team_id uuid references team, add column owner_id uuid references agent,
         add constraint template_scope_check check (num_nonnulls(sector_id, team_id, owner_id) <= 1)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // Nobody has approved what agents have written for themselves, nor may others go on with their drafts.
    await runner.query(
      `update template_version v set state = 'withdrawn' from template t where t.id = v.template_id and t.owner_id is not null`,
    );
    await runner.query(`alter table template drop column team_id, drop column owner_id`);
  }
}
