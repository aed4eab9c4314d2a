import type { Client } from 'pg';

/** Writes messages into the newest open case of a seeded town, so that it has a number of entries, stands on top and bears the subject “Mille messages”. Returns its id. */
export async function seedLongCase(database: Client, entries: number): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `update cases set subject = 'Mille messages', last_position = $1, last_inbound_position = $1, last_entry_at = now()
     where id = (select id from cases where status = 'open' and last_position = 1 order by last_entry_at desc limit 1)
     returning id`,
    [entries],
  );
  await database.query(
    `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
     select uuidv7(), case_id, n, kind, at + n * interval '1 second', actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data
     from timeline_entry, generate_series(2, $2::int) n where case_id = $1 and position = 1`,
    [rows[0]!.id, entries],
  );
  return rows[0]!.id;
}
