import { inbox } from '@guichet/cases';
import { CaseQuery } from '@guichet/contracts';
import { pick } from './drawn-steps.js';
import { UNFINISHED, type Reading } from './reading.js';
import type { StoredCase } from './stored-rows.js';

/** What the model gives for a query of the inbox. */
export function listed({ history, who }: Reading, query: CaseQuery): StoredCase[] {
  const { memberOf } = history.permitted.of(who.id);
  const { view, status, team, assignee, tag, q } = query;
  const statuses = view === 'spam' ? ['spam'] : status === 'any' ? [...UNFINISHED, 'closed'] : (status?.split(',') ?? UNFINISHED); // prettier-ignore
  return history
    .visibleTo(who.id)
    .filter((item) => statuses.includes(item.status))
    .filter((item) => !team || item.teamId === team)
    .filter((item) => view !== 'team' || team || memberOf.has(item.teamId))
    .filter((item) => view !== 'mine' || item.assigneeId === who.id)
    .filter((item) => view !== 'unassigned' || item.assigneeId === null)
    .filter((item) => view === 'unassigned' || !assignee || item.assigneeId === assignee)
    .filter((item) => !tag || item.tags.includes(tag))
    .filter((item) => !q || item.text.includes(q) || item.reference === q);
}

/** Draws a query: each digit of the number decides on something else. */
export function drawnQuery({ history, n }: Reading): CaseQuery {
  const { teamIds } = history.cast;
  const digit = (of: number) => Math.floor(n / 10 ** of) % 10;
  const q = [undefined, undefined, undefined, 'commun', pick(history.rows.cases, n)?.reference][digit(3) % 5];
  return CaseQuery.parse({
    view: pick(['mine', 'unassigned', 'team', 'all', 'all', 'spam'], digit(0)),
    status: pick([undefined, 'any', 'any', 'closed', 'open,spam'], digit(1)),
    team: [undefined, undefined, pick(teamIds, digit(3))][digit(2) % 3],
    ...(digit(2) % 4 === 3 && { assignee: pick(history.everybody, digit(3))!.id }),
    ...(digit(1) % 5 === 4 && { tag: `tag${digit(3) % 3}` }),
    ...(q && { q }),
    limit: 3,
  });
}

export async function pagesOfInbox({ history, who }: Reading, query: CaseQuery) {
  const items = [];
  for (let cursor: string | undefined; ;) {
    const page = await inbox(history.cast.town.database, who, { ...query, cursor });
    items.push(...page.items);
    if (!page.nextCursor) return items;
    cursor = page.nextCursor;
  }
}
