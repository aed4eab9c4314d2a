import { Case, jsonbArray, textArray, type Tx } from '@guichet/database';

/** Binds rows to a parameter of the statement and returns its placeholder, as `$2::jsonb`. */
export type BindRows = (rows: readonly object[]) => string;

/** A row of `timeline_entry`, with the words by which it is found. */
export interface EntryRowToInsert {
  id: string;
  case_id: string;
  position: number;
  kind: 'message' | 'note' | 'activity';
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  channel_account_id: string | null;
  channel_kind: string | null;
  direction: 'in' | 'out' | null;
  data: unknown;
  case_version: number;
  words: string | null;
  /** When it was written, where that is not now. */
  at?: string;
}

/** The columns of a case that change, with their types; those of SLA timers are inserted with the case and changed by `saveDueTimes`. */
const TYPES = {
  subject: 'text',
  status: 'text',
  priority: 'text',
  teamId: 'uuid',
  assigneeId: 'uuid',
  restrictedTo: 'uuid[]',
  citizenId: 'uuid',
  citizenName: 'text',
  channels: 'text[]',
  channelAccountId: 'uuid',
  tags: 'text[]',
  fieldTerms: 'text[]',
  preview: 'text',
  lastKind: 'text',
  lastDirection: 'text',
  lastEntryAt: 'timestamptz',
  lastPosition: 'int',
  lastInboundPosition: 'int',
  lastSideAnswerPosition: 'int',
  deliveryProblem: 'text',
  snoozeUntil: 'timestamptz',
  caseTypeId: 'uuid',
  language: 'text',
  closedAt: 'timestamptz',
  mergedIntoId: 'uuid',
  handoverEntryId: 'uuid',
} as const satisfies Partial<Record<keyof Case, string>>;

export type CaseField = keyof typeof TYPES;
const FIELDS = Object.keys(TYPES) as CaseField[];

/** Some fields of a locked case, with its version, which is one higher once they are saved. */
export type SavedCase<Field extends CaseField = CaseField> = Pick<Case, 'id' | 'version' | Field>;

/** What one statement writes: new cases, changed ones (only these fields of them), and entries. */
export interface CaseWrite {
  opened?: readonly Case[];
  saved?: readonly SavedCase[];
  entries?: readonly EntryRowToInsert[];
}

/**
 * Writes cases and entries in one statement, whatever their number; nothing else writes these tables. `more` are further
 * statements of the same round trip, in the names of their common table expressions `at(now)` is the time of the transaction.
 * Foreign keys are checked at the end of the statement. Each case that is written is one version on.
 */
export async function writeCases(
  tx: Tx,
  { opened = [], saved = [], entries = [] }: CaseWrite,
  more: (bind: BindRows) => readonly string[] = () => [],
): Promise<void> {
  for (const item of [...opened, ...saved]) item.version += 1;
  const values: unknown[] = [tx.now];
  const bindArray = (array: Buffer) => `$${values.push(array)}`;
  const bind: BindRows = (rows) => `$${values.push(JSON.stringify(rows))}::jsonb`;
  const parts = [
    ...(opened.length > 0
      ? [
          insertCases(
            bind(
              opened.map((item) => rowOf(item, ['reference', 'openedAt', 'importedAt', 'dueAt', 'dueFor', ...FIELDS])),
            ),
          ),
        ]
      : []),
    ...(saved.length > 0 ? [updateCases(bind(saved.map((item) => rowOf(item, FIELDS))), FIELDS)] : []),
    ...(entries.length > 0 ? insertEntries(entries, { teams: teamsOf([...opened, ...saved]), bind, bindArray }) : []),
    ...more(bind),
  ];
  if (parts.length === 0) return;
  const steps = parts.map((part, n) => `part_${n} as (${part})`);
  await tx.query(`with at(now) as (select $1::timestamptz), ${steps.join(', ')} select 1`, values);
}

/** Writes locked cases back, each one version on: all their fields, or only some. */
export async function saveCases<Field extends CaseField = CaseField>(
  tx: Tx,
  cases: readonly SavedCase<Field>[],
  fields: readonly Field[] = FIELDS as Field[],
): Promise<void> {
  if (cases.length === 0) return;
  for (const item of cases) item.version += 1;
  await tx.query(updateCases('$1::jsonb', fields), [JSON.stringify(cases.map((item) => rowOf(item, fields)))]);
}

/** Writes a locked case back, one version on. */
export const saveCase = (tx: Tx, item: Case): Promise<void> => saveCases(tx, [item]);

/**
 * Writes when the next SLA timer of each locked case is due. The version stays: nobody has changed the case, and an agent who
 * edits it need not look again.
 */
export async function saveDueTimes(tx: Tx, cases: readonly Pick<Case, 'id' | 'dueAt' | 'dueFor'>[]): Promise<void> {
  if (cases.length === 0) return;
  await tx.query(
    `update cases c set due_at = m.due_at, due_for = m.due_for
     from unnest($1::uuid[], $2::timestamptz[], $3::text[]) m(id, due_at, due_for) where c.id = m.id`,
    [cases.map(({ id }) => id), cases.map(({ dueAt }) => dueAt), cases.map(({ dueFor }) => dueFor)],
  );
}

/** Inserts a new case, to which entries can be appended from now on. `saveCase` makes it complete. */
export async function insertCase(tx: Tx, item: Case): Promise<void> {
  await tx.repo(Case).insert(item);
}

const columns = new Map<string, string>();

/** The name of the column of a field. It is kept: a batch asks for thousands of them. */
function columnOf(field: string): string {
  let column = columns.get(field);
  if (column === undefined) {
    column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(field, column);
  }
  return column;
}

/** A row as `jsonb_to_recordset` reads it. What is null is left out, as a record that lacks it has null there. */
function rowOf<Field extends keyof Case>(item: Pick<Case, 'id' | 'version' | Field>, fields: readonly Field[]): object {
  const row: Record<string, unknown> = { id: item.id, version: item.version };
  for (const field of fields) if (item[field] !== null) row[columnOf(field)] = item[field];
  return row;
}

const insertCases = (rows: string): string => {
  const types = {
    id: 'uuid',
    reference: 'text',
    opened_at: 'timestamptz',
    imported_at: 'timestamptz',
    due_at: 'timestamptz',
    due_for: 'text',
    version: 'int',
    ...columnTypes(FIELDS),
  };
  const columns = Object.keys(types).join(', ');
  return `insert into cases (${columns}) select ${columns} from jsonb_to_recordset(${rows}) as r(${recordOf(types)})`;
};

const updateCases = (rows: string, fields: readonly CaseField[]): string => {
  const types = columnTypes(fields);
  const set = [...Object.keys(types), 'version'].map((column) => `${column} = r.${column}`).join(', ');
  return `update cases c set ${set} from jsonb_to_recordset(${rows}) as r(${recordOf({ id: 'uuid', version: 'int', ...types })})
    where c.id = r.id`;
};

const columnTypes = (fields: readonly CaseField[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [columnOf(field), TYPES[field]]));

const recordOf = (types: Record<string, string>): string =>
  Object.entries(types)
    .map((pair) => pair.join(' '))
    .join(', ');

/** The teams of cases that are written in the same statement, which therefore cannot read them. */
const teamsOf = (cases: readonly Pick<Case, 'id' | 'teamId'>[]): ReadonlyMap<string, string> =>
  new Map(cases.map(({ id, teamId }) => [id, teamId]));

interface Binding {
  teams: ReadonlyMap<string, string>;
  bind: BindRows;
  bindArray: (array: Buffer) => string;
}

/** The long columns, content and words, are parameters of their own. */
function insertEntries(entries: readonly EntryRowToInsert[], { teams, bind, bindArray }: Binding): string[] {
  const rows = bind(entries.map(({ data: _, words: __, ...row }) => row));
  const data = bindArray(jsonbArray(entries.map((entry) => entry.data)));
  const said = entries.filter(({ words }) => words !== null);
  const columns =
    'id, case_id, position, kind, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, case_version';
  return [
    `insert into timeline_entry (${columns}, data, at)
     select ${columns}, data, coalesce(r.at, at.now) from at, rows from (jsonb_to_recordset(${rows}) as (id uuid, case_id uuid, position int, kind text,
       actor_kind text, actor_id uuid, actor_name text, channel_account_id uuid, channel_kind text, direction text, case_version int, at timestamptz),
       unnest(${data}::jsonb[])) as r(${columns}, at, data)`,
    ...(said.length > 0 ? [insertWords(said, { teams, bindArray })] : []),
  ];
}

/** A trigger of the database takes the words to the other team where a case goes there. */
function insertWords(said: readonly EntryRowToInsert[], { teams, bindArray }: Omit<Binding, 'bind'>): string {
  const textOf = (value: (entry: EntryRowToInsert) => string | null) =>
    `${bindArray(textArray(said.map(value)))}::text[]`;
  const columns = [
    textOf(({ id }) => id),
    textOf(({ case_id }) => case_id),
    textOf(({ case_id }) => teams.get(case_id) ?? null),
  ];
  return `insert into entry_words (entry_id, case_id, team_id, search)
    select id, case_id, coalesce(team_id, (select c.team_id from cases c where c.id = r.case_id)), to_tsvector('guichet', words)
    from unnest(${columns.map((column) => `${column}::uuid[]`).join(', ')}, ${textOf(({ words }) => words)}) as r(id, case_id, team_id, words)`;
}

/** A message that was canceled before it was sent is found by none of its words. */
export const hideCanceledMessage = (tx: Tx, entryId: string): Promise<void> => replaceWords(tx, entryId, '');

/** Has an entry found by other words than it was written with, as its author has changed a note since. */
export async function replaceWords(tx: Tx, entryId: string, words: string): Promise<void> {
  await tx.query(`update entry_words set search = to_tsvector('guichet', $2) where entry_id = $1`, [entryId, words]);
}
