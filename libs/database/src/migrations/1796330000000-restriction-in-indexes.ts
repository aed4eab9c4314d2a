import type { MigrationInterface, QueryRunner } from 'typeorm';

const QUEUE = 'team_id, status, last_entry_at, id';

/** What the slices of the inbox are read from, by name: columns and condition. */
const SLICES = {
  cases_team: `(${QUEUE})`,
  cases_unassigned: `(${QUEUE}) where assignee_id is null`,
};

/** What is unassigned, for whoever sees every team: they read the slice of each team before. */
const WHOLE = {
  cases_unassigned_status: '(status, last_entry_at, id) include (restricted_to) where assignee_id is null',
  cases_unassigned_status_due: `(status, coalesce(due_at, 'infinity'), id) where status <> 'closed' and assignee_id is null`,
};

/**
 * Whether a case is restricted is asked of every row of a slice: with it in the index, a page of the inbox looks at no row of the
 * table but those that it shows. What is counted of restricted cases, and who takes part in them, is read from their index alone.
 */
export class RestrictionInIndexes1796330000000 implements MigrationInterface {
  name = 'RestrictionInIndexes1796330000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(SLICES))
      await replace(runner, name, on.replace(')', ') include (restricted_to)'));
    for (const [name, on] of Object.entries(WHOLE)) await runner.query(`create index ${name} on cases ${on}`);
    await replace(
      runner,
      'cases_restricted',
      '(team_id) include (id, status, assignee_id, citizen_id, restricted_to) where restricted_to is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(WHOLE)) await runner.query(`drop index ${name}`);
    for (const [name, on] of Object.entries(SLICES)) await replace(runner, name, on);
    await replace(runner, 'cases_restricted', '(team_id) where restricted_to is not null');
  }
}

async function replace(runner: QueryRunner, name: string, on: string): Promise<void> {
  await runner.query(`drop index ${name}`);
  await runner.query(`create index ${name} on cases ${on}`);
}
