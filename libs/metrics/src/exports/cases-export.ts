import { exportedScope, type Principal, type Scope } from '@guichet/access';
import { caseFields, caseTypes, checklistSteps, inboxIn, stepsOfCases, valuesOfCases } from '@guichet/cases';
import {
  caseFieldText,
  CaseQuery,
  type CaseField,
  type CaseFieldValue,
  type CasesExport,
  type CaseStep,
  type CaseSummary,
  type Language,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { zoneOf } from '../rollup/rollup-time-zones.js';
import { localTime, type CellType, type Column, type Sheet } from './export-table.js';
import { words } from './export-texts.js';
import { NO_TARGETS, targetsOfCases, type CaseTargets } from './case-targets.queries.js';

/** Rows that are asked for at a time. */
export const PAGE = 1000;

export interface Exporting {
  who: Principal;
  /** Reads anew who exports; null where their session or token has ended. */
  whoNow: () => Promise<Principal | null>;
  pageSize?: number;
}

/**
 * Exports a view of the inbox, one row a case, in its order. The reader gets the cases that the inbox shows them, as far as they may
 * export those. The rows end in an error where the right ends meanwhile, or reaches less, so that nobody takes what has come so far
 * for the whole.
 *
 * @throws Failure `not-permitted`.
 */
export async function casesSheet(
  reader: Reader,
  { who, whoNow, pageSize = PAGE }: Exporting,
  query: CasesExport,
): Promise<Sheet<ExportedCase>> {
  const visible = exportedScope(who, 'case.read');
  const { language, format: _, ...view } = query;
  const asked = { ...CaseQuery.parse(view), limit: pageSize };
  // An error in the view is reported before the first row is sent.
  const first = await inboxIn(reader, { who, visible }, asked);
  async function* rows(): AsyncGenerator<ExportedCase> {
    let page = first;
    for (;;) {
      yield* await toExported(reader, page.items);
      if (!page.nextCursor) return;
      page = await inboxIn(reader, stillPermitted(visible, await whoNow()), { ...asked, cursor: page.nextCursor });
    }
  }
  return {
    ...(await nameAndZone(reader, who, language)),
    columns: await caseColumns(reader, who, language),
    rows: rows(),
    language,
  };
}

/** What a sheet of cases and its file are called today, by the clocks of whoever exports it. */
export async function nameAndZone(
  reader: Reader,
  who: Principal,
  language: Language,
): Promise<Pick<Sheet<ExportedCase>, 'name' | 'file' | 'zone'>> {
  const name = words[language].cases;
  const zone = await zoneOf(reader, who);
  return { name, file: `${name} ${localTime(new Date(), zone).slice(0, 10)}`, zone };
}

/** What a row says of a case: the same for every case, how far its checklist is, and a column for each field. */
export const caseColumns = async (
  reader: Reader,
  who: Principal,
  language: Language,
): Promise<Column<ExportedCase>[]> => [
  ...columnsIn(language),
  ...(await stepColumns(reader, who, language)),
  ...(await fieldColumns(reader, who, language)),
];

/** Returns who exports as they are now, if they may still export all that they began with. Throws `not-permitted`. */
export function stillPermitted(before: Scope, now: Principal | null): { who: Principal; visible: Scope } {
  if (!now || now.session?.secondFactor === 'missing') throw new Failure('not-permitted');
  const after = exportedScope(now, 'case.read');
  // Rows would be missing without a word.
  if (!after.covers(before)) throw new Failure('not-permitted');
  return { who: now, visible: after };
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A case with what it has in fields, by their ids, its checklist, and what became of its targets. */
export interface ExportedCase extends CaseSummary, CaseTargets {
  fields: ReadonlyMap<string, CaseFieldValue>;
  steps: readonly CaseStep[];
}

/** Adds what is exported of cases to their rows. */
export async function toExported(reader: Reader, items: readonly CaseSummary[]): Promise<ExportedCase[]> {
  const ids = items.map(({ id }) => id);
  const [values, steps, targets] = await Promise.all([
    valuesOfCases(reader, ids),
    stepsOfCases(reader, ids),
    targetsOfCases(reader, ids),
  ]);
  return items.map((item) => ({
    ...item,
    ...(targets.get(item.id) ?? NO_TARGETS),
    fields: new Map(values.get(item.id)?.map(({ field, value }) => [field.id, value])),
    steps: steps.get(item.id) ?? [],
  }));
}

/** How far the checklist of a case is, as two numbers that can be counted with; nothing where no type has one. */
async function stepColumns(reader: Reader, who: Principal, language: Language): Promise<Column<ExportedCase>[]> {
  if ((await checklistSteps(reader, who)).length === 0) return [];
  const { stepsDone, steps: all } = words[language].column;
  const ifAny = (steps: ExportedCase['steps'], count: number) => (steps.length === 0 ? null : count);
  return [
    { heading: stepsDone, type: 'number', of: ({ steps }) => ifAny(steps, steps.filter(({ done }) => done).length) },
    { heading: all, type: 'number', of: ({ steps }) => ifAny(steps, steps.length) },
  ];
}

/** A column for each field of each type that the agent knows, under its label and, where others are called alike, with its type. */
async function fieldColumns(reader: Reader, who: Principal, language: Language): Promise<Column<ExportedCase>[]> {
  const [fields, types] = await Promise.all([caseFields(reader, who), caseTypes(reader, who)]);
  const typeName = (field: CaseField) => types.find(({ id }) => id === field.caseTypeId)?.name ?? field.key;
  const isAlone = ({ label }: CaseField) =>
    fields.filter((other) => other.label[language] === label[language]).length === 1;
  return fields.map((field) => ({
    heading: isAlone(field) ? field.label[language] : `${field.label[language]} (${typeName(field)})`,
    type: cellTypes[field.kind] ?? 'text',
    of: ({ fields: values }) => cellOf(field, values.get(field.id), language),
  }));
}

const cellTypes: Partial<Record<CaseField['kind'], CellType>> = { number: 'number', date: 'day' };

/** Numbers and days are those of the spreadsheet; all else is text. */
function cellOf(field: CaseField, value: CaseFieldValue | undefined, language: Language): string | number | null {
  if (value === undefined) return null;
  if (typeof value === 'number') return value;
  return field.kind === 'date' ? String(value) : caseFieldText(field, value, language);
}

function columnsIn(language: Language): Column<ExportedCase>[] {
  const { column, status, priority, channel, clock, delivery, yes, no } = words[language];
  const kept = (isKept: boolean | null) => (isKept === null ? null : isKept ? yes : no);
  return [
    { heading: column.reference, type: 'text', of: ({ reference }) => reference },
    { heading: column.subject, type: 'text', of: ({ subject }) => subject },
    { heading: column.citizen, type: 'text', of: ({ citizen }) => citizen?.name ?? null },
    { heading: column.status, type: 'text', of: (item) => status[item.status] },
    { heading: column.priority, type: 'text', of: (item) => priority[item.priority] },
    { heading: column.team, type: 'text', of: ({ team }) => team.name },
    { heading: column.assignee, type: 'text', of: ({ assignee }) => assignee?.name ?? null },
    { heading: column.caseType, type: 'text', of: ({ caseType }) => caseType?.name ?? null },
    { heading: column.channels, type: 'text', of: ({ channels }) => channels.map((kind) => channel[kind]).join(', ') },
    { heading: column.tags, type: 'text', of: ({ tags }) => tags.join(', ') || null },
    { heading: column.language, type: 'text', of: (item) => item.language },
    { heading: column.opened, type: 'moment', of: ({ openedAt }) => moment(openedAt) },
    { heading: column.lastEntry, type: 'moment', of: ({ lastEntryAt }) => moment(lastEntryAt) },
    { heading: column.firstReply, type: 'moment', of: ({ firstReplyAt }) => firstReplyAt },
    { heading: column.firstReplyOnTime, type: 'text', of: (item) => kept(item.isFirstReplyOnTime) },
    { heading: column.closed, type: 'moment', of: ({ closedAt }) => moment(closedAt) },
    { heading: column.resolutionOnTime, type: 'text', of: (item) => kept(item.isResolutionOnTime) },
    { heading: column.due, type: 'moment', of: ({ dueAt }) => moment(dueAt) },
    { heading: column.dueFor, type: 'text', of: ({ dueFor }) => dueFor && clock[dueFor] },
    { heading: column.snoozed, type: 'moment', of: ({ snoozeUntil }) => moment(snoozeUntil) },
    {
      heading: column.delivery,
      type: 'text',
      of: ({ deliveryProblem }) => deliveryProblem && (delivery[deliveryProblem] ?? null),
    },
  ];
}
