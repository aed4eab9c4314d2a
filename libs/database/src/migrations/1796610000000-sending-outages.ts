import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts whose server does not respond, to which only one message is given from time to time. */
export class SendingOutages1796610000000 implements MigrationInterface {
  name = 'SendingOutages1796610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table sending_outage (
      channel_account_id uuid primary key references channel_account (id) on delete cascade,
      failures int not null,
      since timestamptz not null,
      reason text not null,
      probes int not null default 0,
      probe_at timestamptz
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table sending_outage`);
  }
}
