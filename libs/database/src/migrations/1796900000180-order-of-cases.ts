import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The order in which agents want their lists of cases. */
export class OrderOfCases1796900000180 implements MigrationInterface {
  name = 'OrderOfCases1796900000180';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent add column case_sort text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent drop column case_sort`);
  }
}
