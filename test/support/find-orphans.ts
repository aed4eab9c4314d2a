import type { Reader } from '@guichet/database';

/** References that no foreign key guards, as their rows are written together with what they refer to, by one writer. */
const UNGUARDED = [
  ['entry_words', 'entry_id', 'timeline_entry'],
  ['entry_words', 'case_id', 'cases'],
  ['message', 'entry_id', 'timeline_entry'],
  ['message', 'case_id', 'cases'],
  ['message', 'envelope_id', 'envelope'],
  ['message', 'channel_account_id', 'channel_account'],
  ['message', 'handle_id', 'handle'],
  ['handle_evidence', 'handle_id', 'handle'],
  ['handle_evidence', 'citizen_id', 'citizen'],
  ['citizen', 'root_id', 'citizen'],
  ['case_participant', 'case_id', 'cases'],
  ['case_participant', 'handle_id', 'handle'],
  ['cases', 'channel_account_id', 'channel_account'],
  ['sla_timer', 'case_id', 'cases'],
  ['sla_timer', 'team_id', 'team'],
  ['metric_point', 'case_id', 'cases'],
] as const;

/** Returns the rows whose parent is not there, as `table.column id`; none where the writers keep their promise. */
export async function findOrphans(query: Reader['query']): Promise<string[]> {
  const rows = await query<{ orphan: string }>(
    UNGUARDED.map(
      ([table, column, parent]) =>
        `select '${table}.${column} ' || c.${column} as orphan from ${table} c
         where c.${column} is not null and not exists (select from ${parent} p where p.id = c.${column})`,
    ).join(' union all '),
  );
  return rows.map(({ orphan }) => orphan).sort();
}
