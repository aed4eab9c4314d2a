import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Providers that speak SAML 2.0: where people sign in, by what is signed, and the response until its browser fetches it. */
export class SamlProviders1796300000000 implements MigrationInterface {
  name = 'SamlProviders1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_provider
      add column sign_in_url text not null default '', add column certificates text[] not null default '{}',
      add column mail_attribute text not null default ''`);
    await runner.query(`alter table sign_in_attempt add column response bytea`);
    // There is no token of SAML that the provider wants to see again.
    await runner.query(`alter table provider_second_step alter column id_token drop not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from provider_second_step where id_token is null`);
    await runner.query(`alter table provider_second_step alter column id_token set not null`);
    await runner.query(`alter table sign_in_attempt drop column response`);
    await runner.query(`alter table sign_in_provider
      drop column sign_in_url, drop column certificates, drop column mail_attribute`);
  }
}
