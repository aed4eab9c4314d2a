import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Foreign keys that prove nothing: each row of these columns is written in the statement that writes its parent, or copies a
 * key that the parent has, and nothing deletes a case, an entry, an envelope, a person or their address. Half of the checks of
 * a message go with them. `test/support/find-orphans.ts` finds what they would have refused.
 */
const REDUNDANT = [
  ['entry_words', 'entry_id', 'timeline_entry'],
  ['entry_words', 'case_id', 'cases'],
  ['message', 'entry_id', 'timeline_entry'],
  ['message', 'case_id', 'cases'],
  ['message', 'envelope_id', 'envelope'],
  ['handle_evidence', 'handle_id', 'handle'],
  ['handle_evidence', 'citizen_id', 'citizen'],
  ['citizen', 'root_id', 'citizen'],
  ['case_participant', 'case_id', 'cases'],
  ['sla_timer', 'case_id', 'cases'],
  ['sla_timer', 'team_id', 'team'],
] as const;

/**
 * Columns by whose values no row is sought, so that nobody asks how they are distributed. Finding that out takes a core for seconds
 * each minute of a rush, most of all for JSON, which has to be unpacked and compared.
 */
const NOT_SOUGHT = {
  timeline_entry: ['data', 'actor_name'],
  event: ['data', 'team_ids', 'type', 'audience', 'at', 'case_id', 'agent_id', 'actor_id'],
  envelope: ['headers', 'raw', 'summary', 'detail'],
  cases: ['preview', 'citizen_name', 'subject'],
  message: ['fingerprint', 'envelope_id'],
  sla_timer: ['target', 'target_name'],
  handle_evidence: ['name', 'note', 'team_ids'],
  handle: ['name'],
  attachment: ['name', 'type', 'source'],
};

/** Takes work from the intake of messages that serves nobody. */
export class LighterIntake1795809600000 implements MigrationInterface {
  name = 'LighterIntake1795809600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of REDUNDANT)
      await runner.query(`alter table ${table} drop constraint ${table}_${column}_fkey`);
    await setStatistics(runner, 0);
  }

  async down(runner: QueryRunner): Promise<void> {
    await setStatistics(runner, -1);
    for (const [table, column, parent] of REDUNDANT)
      await runner.query(
        `alter table ${table} add constraint ${table}_${column}_fkey foreign key (${column}) references ${parent}`,
      );
  }
}

/** `target`: how finely the distribution is measured; -1 is as finely as that of other columns. */
async function setStatistics(runner: QueryRunner, target: number): Promise<void> {
  for (const [table, columns] of Object.entries(NOT_SOUGHT)) {
    const changes = columns.map((column) => `alter column ${column} set statistics ${target}`);
    await runner.query(`alter table ${table} ${changes.join(', ')}`);
  }
}
