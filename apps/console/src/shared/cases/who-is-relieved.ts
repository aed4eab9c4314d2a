import type { CaseSummary, UpdateCase } from '@guichet/contracts';
import { isGiven } from './case-change-effects.js';

type Whose = Pick<CaseSummary, 'status' | 'assignee'>;

/** The colleague who has an open case, and whom whoever takes it off them relieves of it. Pure. */
const colleagueWith = ({ status, assignee }: Whose, meId: string) =>
  status === 'open' && assignee && assignee.id !== meId ? assignee : undefined;

/**
 * The cases by whose handover to another team a colleague is relieved: those of whom several go at once. A single one may go to the team
 * which it concerns. Pure.
 */
export function relievedByHandover<Item extends Whose>(items: readonly Item[], meId: string): Item[] {
  const byColleague = Map.groupBy(items, (item) => colleagueWith(item, meId)?.id);
  return [...byColleague].flatMap(([id, those]) => (id !== undefined && those.length > 1 ? those : []));
}

/** The agent who is relieved of a case by a change; undefined: nobody is. Pure. */
export function relievedBy(item: CaseSummary, change: UpdateCase, meId: string): string | undefined {
  const { assigneeId, relieves } = change;
  const from = colleagueWith(item, meId)?.id;
  if (assigneeId === undefined || assigneeId === from || (isGiven(item, change) && !relieves)) return undefined;
  return from;
}
