import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * More foreign keys that prove nothing, as in `LighterIntake`: their rows are written in the transaction that finds or writes the
 * address, and the account is the one of the envelope, which keeps its own key; nothing deletes an account or an address.
 * `test/support/find-orphans.ts` finds what they would have refused.
 */
const REDUNDANT = [
  ['message', 'channel_account_id', 'channel_account'],
  ['message', 'handle_id', 'handle'],
  ['case_participant', 'handle_id', 'handle'],
  ['cases', 'channel_account_id', 'channel_account'],
] as const;

/** Takes two fifths of the checks from what is left of them at the intake of a message. */
export class ReferencesOfMessages1795816800000 implements MigrationInterface {
  name = 'ReferencesOfMessages1795816800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of REDUNDANT)
      await runner.query(`alter table ${table} drop constraint ${table}_${column}_fkey`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, parent] of REDUNDANT)
      await runner.query(
        `alter table ${table} add constraint ${table}_${column}_fkey foreign key (${column}) references ${parent}`,
      );
  }
}
