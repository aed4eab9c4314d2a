import type { LoggedEvent, Tx } from '@guichet/database';
import { forEachYielding } from '@guichet/platform';
import { insertPersonalValues } from './personal-value.queries.js';
import { personalKeysIn, personalKeysOfName } from './personal-values-in-text.js';
import { filesOf, writtenIn } from './words-of-citizen.queries.js';

/**
 * Keeps, for the disclosure check, which entry names whose numbers, addresses and names: of what citizens wrote and agents noted.
 * What we wrote to them is left out, as it is no more theirs for that. A reader of the log calls it, after the messages are stored.
 */
export async function indexPersonalValues(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const entryIds = events.flatMap(entryOf);
  const caseIds = events.flatMap(namedCaseOf);
  const rows = [
    ...(entryIds.length > 0 ? await valuesOfEntries(tx, entryIds) : []),
    ...(caseIds.length > 0 ? await namesOfCases(tx, caseIds) : []),
  ];
  await insertPersonalValues(tx, rows);
}

/** Indexes entries that no event announces: the history of a mailbox. */
export async function indexEntries(tx: Tx, entryIds: readonly string[], caseIds: readonly string[]): Promise<void> {
  await insertPersonalValues(tx, [...(await valuesOfEntries(tx, entryIds)), ...(await namesOfCases(tx, caseIds))]);
}

const entryOf = ({ type, data }: LoggedEvent): string[] =>
  type === 'message.received' ||
  type === 'note.added' ||
  type === 'note.changed' ||
  (type === 'case.opened' && data.entryId !== null)
    ? [data.entryId!]
    : [];

const namedCaseOf = ({ type, data, caseId }: LoggedEvent): string[] =>
  caseId !== null && (type === 'case.opened' || (type === 'case.changed' && data.fields.includes('citizen')))
    ? [caseId]
    : [];

/** What is asked of the content is asked of a copy without its longest part: each question would unpack the whole anew. Index `timeline_entry_pkey`. */
async function valuesOfEntries(tx: Tx, ids: readonly string[]): Promise<{ key: string; entryId: string }[]> {
  const rows = await tx.query<{ id: string; text: string; files: string[]; name: string | null }>(
    `select e.id, concat_ws(E'\\n', ${writtenIn}, (select v.text from note_version v where v.entry_id = e.id order by v.version desc limit 1)) as text, ${filesOf} as files, e.data -> 'from' ->> 'name' as name
     from (select id, data - 'html' as data from timeline_entry
       where id = any($1::uuid[]) and (kind = 'note' or (kind = 'message' and direction = 'in')) offset 0) e`,
    [ids],
  );
  const found: { key: string; entryId: string }[] = [];
  await forEachYielding(rows, ({ id, text, files, name }) => {
    const keys = [
      ...personalKeysIn({ text }),
      ...files.flatMap((file) => personalKeysIn({ text: file, isFileName: true })),
      ...(name === null ? [] : personalKeysOfName(name)),
    ];
    for (const key of keys) found.push({ key, entryId: id });
  });
  return found;
}

/** The name that a case shows is known by its first entry. Index `timeline_entry_position`. */
async function namesOfCases(tx: Tx, ids: readonly string[]): Promise<{ key: string; entryId: string }[]> {
  const rows = await tx.query<{ entryId: string; name: string }>(
    `select first.id as "entryId", c.citizen_name as name from cases c cross join lateral (
       select e.id from timeline_entry e where e.case_id = c.id order by e.position limit 1) first
     where c.id = any($1::uuid[]) and c.citizen_name <> ''`,
    [ids],
  );
  return rows.flatMap(({ entryId, name }) => personalKeysOfName(name).map((key) => ({ key, entryId })));
}
