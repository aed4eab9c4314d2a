import type { Entry } from '@guichet/contracts';
import { townDayNumber } from '../../../shared/i18n/organisation-time-zone.js';

/** Whether the day stands above an entry. Where the one before is not known, nobody can say. */
export const beginsDay = (entry: Entry | undefined, before: Entry | undefined): boolean =>
  entry !== undefined &&
  (entry.position === 1 || (before !== undefined && townDayNumber(before.at) !== townDayNumber(entry.at)));

/** Whether the mark of what is new stands above a position: everything in a case is new to whoever opens it first, and needs none. */
export const isMarked = (position: number, firstNew: number | undefined): boolean =>
  position === firstNew && position > 1;

/** The first position from `first` on that is not the reader's own: what they have done is not new to them. */
export function firstForeign(entries: ReadonlyMap<number, Entry>, first: number | undefined, agentId: string) {
  if (first === undefined) return undefined;
  const isOwn = (position: number) => {
    const actor = entries.get(position)?.actor;
    return actor?.kind === 'agent' && actor.id === agentId;
  };
  let at = first;
  while (isOwn(at)) at += 1;
  return at;
}
