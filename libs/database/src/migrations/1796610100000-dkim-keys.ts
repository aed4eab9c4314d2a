import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The domains from which mail is sent, and the keys by which it is signed. */
export class DkimKeys1796610100000 implements MigrationInterface {
  name = 'DkimKeys1796610100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table sending_domain (
      domain text primary key,
      signs boolean not null default false,
      findings jsonb not null default '[]',
      checked_at timestamptz
    )`);
    await runner.query(`create table dkim_key (
      id uuid primary key,
      domain text not null,
      selector text not null,
      algorithm text not null,
      private_key bytea not null,
      public_key text not null,
      created_at timestamptz not null,
      published_at timestamptz,
      replaced_at timestamptz,
      constraint dkim_key_domain_selector unique (domain, selector)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table dkim_key, sending_domain`);
  }
}
