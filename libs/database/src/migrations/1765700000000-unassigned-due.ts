import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where nearly every case has somebody, looking for those that nobody has must not read all the others. */
export class UnassignedDue1765700000000 implements MigrationInterface {
  name = 'UnassignedDue1765700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index cases_unassigned_due on cases (team_id, status, coalesce(due_at, 'infinity'), id)
       where status <> 'closed' and assignee_id is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index cases_unassigned_due`);
  }
}
