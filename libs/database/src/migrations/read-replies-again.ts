import type { QueryRunner } from 'typeorm';

/** Before every event of the log. */
const FIRST = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

/** Deletes what was read of the replies of agents, so that the log is read again for it from its first event on. */
export async function readRepliesAgain(runner: QueryRunner): Promise<void> {
  await runner.query(`truncate said_passage, said_in_reply, contrary_passage, confirmed_passage`);
  // Not deleted: a process of the version before that still runs would write its own position again.
  await runner.query(`update log_reader set position = $1 where name = 'replies'`, [FIRST]);
}
