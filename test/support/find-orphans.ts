import type { Reader } from '@guichet/database';

/** References that no foreign key guards, as their rows are written together with what they refer to, by one writer. */
const UNGUARDED = [
  ['entry_words', 'entry_id', 'timeline_entry'],
  ['entry_words', 'case_id', 'cases'],
  ['entry_words', 'team_id', 'team'],
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

/** The team of a case stands with the words of its entries and of their files as well. */
const OF_ANOTHER_TEAM = `select 'attachment_text.team_id(cases) ' || f.attachment_id as orphan
  from attachment_text f join attachment a on a.id = f.attachment_id join cases c on c.id = a.case_id
  where f.search is not null and (f.case_id, f.team_id) is distinct from (c.id, c.team_id)
  union all select 'entry_words.team_id(cases) ' || w.case_id as orphan from entry_words w join cases c on c.id = w.case_id
  where c.team_id <> w.team_id`;

/** Returns the rows whose parent is not there, as `table.column id`, or is another; none where the writers keep their promise. */
export async function findOrphans(query: Reader['query']): Promise<string[]> {
  const rows = await query<{ orphan: string }>(
    [
      ...UNGUARDED.map(
        ([table, column, parent]) =>
          `select '${table}.${column} ' || c.${column} as orphan from ${table} c
           where c.${column} is not null and not exists (select from ${parent} p where p.id = c.${column})`,
      ),
      OF_ANOTHER_TEAM,
    ].join(' union all '),
  );
  return rows.map(({ orphan }) => orphan).sort();
}
