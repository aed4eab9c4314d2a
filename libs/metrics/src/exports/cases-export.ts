import { allow, type Principal } from '@guichet/access';
import { inbox } from '@guichet/cases';
import { CaseQuery, type CasesExport, type CaseSummary, type Language } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { zoneOf } from '../zones.js';
import { localTime, type Column, type Sheet } from './sheet.js';
import { words } from './words.js';

/** Rows that are asked for at a time. */
const PAGE = 1000;

/** Any view of the inbox, one row per case, page by page in its order: whoever exports sees what the inbox shows them. */
export async function casesSheet(database: Database, who: Principal, query: CasesExport): Promise<Sheet<CaseSummary>> {
  allow(who, 'export.cases');
  const { language, format: _, ...view } = query;
  const asked = { ...CaseQuery.parse(view), limit: PAGE };
  // What is wrong with the view is told before the first row leaves.
  const first = await inbox(database, who, asked);
  async function* rows(): AsyncGenerator<CaseSummary> {
    let page = first;
    for (;;) {
      yield* page.items;
      if (!page.nextCursor) return;
      page = await inbox(database, who, { ...asked, cursor: page.nextCursor });
    }
  }
  const name = words[language].cases;
  const zone = await zoneOf(database, who);
  const today = localTime(new Date(), zone).slice(0, 10);
  return { name, file: `${name} ${today}`, columns: columnsIn(language), rows: rows(), language, zone };
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

function columnsIn(language: Language): Column<CaseSummary>[] {
  const { column, status, priority, channel, clock, delivery } = words[language];
  return [
    { heading: column.reference, type: 'text', of: ({ reference }) => reference },
    { heading: column.subject, type: 'text', of: ({ subject }) => subject },
    { heading: column.citizen, type: 'text', of: ({ citizen }) => citizen?.name ?? null },
    { heading: column.status, type: 'text', of: (item) => status[item.status] },
    { heading: column.priority, type: 'text', of: (item) => priority[item.priority] },
    { heading: column.team, type: 'text', of: ({ team }) => team.name },
    { heading: column.assignee, type: 'text', of: ({ assignee }) => assignee?.name ?? null },
    { heading: column.kind, type: 'text', of: ({ kind }) => kind?.name ?? null },
    { heading: column.channels, type: 'text', of: ({ channels }) => channels.map((kind) => channel[kind]).join(', ') },
    { heading: column.tags, type: 'text', of: ({ tags }) => tags.join(', ') || null },
    { heading: column.language, type: 'text', of: (item) => item.language },
    { heading: column.opened, type: 'moment', of: ({ openedAt }) => moment(openedAt) },
    { heading: column.lastEntry, type: 'moment', of: ({ lastEntryAt }) => moment(lastEntryAt) },
    { heading: column.closed, type: 'moment', of: ({ closedAt }) => moment(closedAt) },
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
