import {
  CreateAgent,
  IMPORT_LINES,
  importColumns,
  type Agent,
  type ImportColumn,
  type ImportedLine,
  type ImportResult,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { CsvError, parse } from 'csv-parse/sync';
import { agents, createAgent, updateAgent } from './agents.js';
import { namesIn, readRole, rolesOfImport, wrong, type RolesOfImport } from './agent-import-roles.js';
import { allow, assertInPerson, type Principal } from './principal.js';
import { teams } from './teams.js';

type Wrong = ImportedLine['errors'][number];
type Cells = Partial<Record<ImportColumn, string>>;

/** Thrown so that nothing of it is written, with what would have been. */
export class NotImported extends Error {
  constructor(readonly result: ImportResult) {
    super('Nothing was imported.');
  }
}

/**
 * Makes and changes agents by a file: new ones with a role, for their own teams unless the file says for which, and teams; those
 * that there are get their name and join the teams. `created` is called for each new one.
 *
 * @throws `NotImported` where it is a dry run or a line is refused; Failure `not-permitted`, also for a token; `invalid-request`
 *   (`csv-unreadable`, `csv-column-missing`, `csv-too-long`) for a file that cannot be read at all.
 */
export async function importAgents(
  tx: Tx,
  who: Principal,
  { text, dryRun, created }: { text: string; dryRun: boolean; created: (agentId: string) => Promise<unknown> },
): Promise<ImportResult> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  const knownTeams = new Map((await teams(tx)).map(({ id, name }) => [name.toLowerCase(), { id, name }]));
  const existing: Existing = {
    ...(await rolesOfImport(tx, knownTeams)),
    agents: new Map((await agents(tx)).map((agent) => [agent.email, agent])),
    seen: new Set<string>(),
  };
  const lines: ImportedLine[] = [];
  for (const { line, cells } of linesOf(text))
    lines.push(await importLine(tx, who, { line, cells, existing, created }));
  const isRefused = lines.some(({ what }) => what === 'refused');
  if (dryRun || isRefused) throw new NotImported({ done: false, lines });
  return { done: true, lines };
}

interface Existing extends RolesOfImport {
  agents: Map<string, Agent>;
  /** The addresses of lines before. */
  seen: Set<string>;
}

interface Line {
  line: number;
  cells: Cells;
  existing: Existing;
  created: (agentId: string) => Promise<unknown>;
}

async function importLine(tx: Tx, who: Principal, { line, cells, existing, created }: Line): Promise<ImportedLine> {
  const { errors, ...wanted } = read(cells, existing);
  const known = existing.agents.get(wanted.email);
  const joins = wanted.teams.filter(({ id }) => !known?.teamIds.includes(id));
  const result = {
    ...{ line, email: wanted.email, name: wanted.name || (known?.name ?? '') },
    ...{ joins: joins.map(({ name }) => name), role: known ? null : wanted.shown },
  };
  if (!known && !wanted.name && !errors.some(({ column }) => column === 'name'))
    errors.push(wrong('name', 'value-missing'));
  if (errors.length > 0) return { ...result, what: 'refused', errors };
  const teamIds = [...(known?.teamIds ?? []), ...joins.map(({ id }) => id)];
  const isRenamed = known !== undefined && wanted.name !== '' && wanted.name !== known.name;
  try {
    if (!known) {
      const { email, name, given } = wanted;
      const { id } = await createAgent(tx, who, { email, name, role: 'agent', teamIds, ...(given && { given }) });
      await created(id);
      return { ...result, what: 'created', errors };
    }
    if (!isRenamed && joins.length === 0) return { ...result, what: 'unchanged', errors };
    const changes = { ...(isRenamed && { name: wanted.name }), ...(joins.length > 0 && { teamIds }) };
    await updateAgent(tx, who, { id: known.id, wanted: changes });
    return { ...result, what: 'changed', errors };
  } catch (error) {
    return { ...result, what: 'refused', errors: refusalOf(error) };
  }
}

/** What the line asks for, and what is wrong with its cells. */
function read(cells: Cells, existing: Existing) {
  const errors: Wrong[] = [];
  const email = (cells.email ?? '').trim().toLowerCase();
  if (!email) errors.push(wrong('email', 'value-missing'));
  else if (!CreateAgent.shape.email.safeParse(email).success) errors.push(wrong('email', 'not-an-email-address'));
  else if (existing.seen.has(email)) errors.push(wrong('email', 'csv-twice', { address: email }));
  existing.seen.add(email);
  const name = (cells.name ?? '').trim();
  if (name.length > 120) errors.push(wrong('name', 'text-too-long', { max: 120 }));
  const { errors: wrongRole, given, shown } = readRole({ role: cells.role ?? '', reach: cells.reach ?? '' }, existing);
  errors.push(...wrongRole);
  const wantedTeams = namesIn(cells.teams ?? '').flatMap((one) => {
    const team = existing.teams.get(one.toLowerCase());
    if (!team) errors.push(wrong('teams', 'csv-no-such-team', { name: one }));
    return team ? [team] : [];
  });
  return { email, name, given, shown, teams: [...new Set(wantedTeams)], errors };
}

/** What was refused by its own rules. Anything else is thrown on: it is no fault of the file. */
function refusalOf(error: unknown): Wrong[] {
  const { reason, data } = error instanceof Failure ? error.more : {};
  if (!reason) throw error;
  return [wrong(null, reason, data)];
}

/** The lines of a file, with the numbers that an editor shows. Throws as `importAgents`. */
function linesOf(text: string): { line: number; cells: Cells }[] {
  const head = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!;
  const delimiter = [';', '\t', ','].find((one) => head.includes(one)) ?? ',';
  const columns = head.split(delimiter).map((one) => columnOf(one.replaceAll('"', '')));
  if (!columns.includes('email')) throw wrongField('text', 'csv-column-missing', { column: importColumns.email[0] });
  const records = parsed(text, delimiter).slice(1);
  if (records.length > IMPORT_LINES) throw wrongField('text', 'csv-too-long', { max: IMPORT_LINES });
  return records.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(columns.flatMap((column, n) => (column ? [[column, record[n] ?? '']] : []))) as Cells,
  }));
}

function parsed(text: string, delimiter: string): { record: string[]; info: { lines: number } }[] {
  try {
    const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: 10_000 };
    return parse(text, { ...options, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (error instanceof CsvError) throw wrongField('text', 'csv-unreadable', { line: Number(error['lines'] ?? 0) });
    throw error;
  }
}

const columnOf = (heading: string): ImportColumn | undefined =>
  (Object.keys(importColumns) as ImportColumn[]).find((column) =>
    (importColumns[column] as readonly string[]).includes(heading.trim().toLowerCase()),
  );
