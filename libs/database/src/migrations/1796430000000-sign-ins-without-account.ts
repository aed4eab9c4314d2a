import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was sent by a provider and has no account here, so that an administrator can invite them. */
export class SignInsWithoutAccount1796430000000 implements MigrationInterface {
  name = 'SignInsWithoutAccount1796430000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table sign_in_without_account (id uuid primary key,
         provider_id uuid not null references sign_in_provider on delete cascade, address text not null, subject text not null,
         name text, proved boolean not null, times integer not null, last_at timestamptz not null,
         constraint sign_in_without_account_person unique (provider_id, address, subject))`,
    );
    await runner.query(`create index sign_in_without_account_age on sign_in_without_account (last_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table sign_in_without_account`);
  }
}
