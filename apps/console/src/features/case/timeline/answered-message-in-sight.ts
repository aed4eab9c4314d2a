import type { Entry } from '@guichet/contracts';

/** What is seen of a timeline: how far it is scrolled, and how high it is. In pixels. */
export interface Sight {
  top: number;
  height: number;
}

/** Where an entry stands in a timeline. In pixels. */
export interface Extent {
  start: number;
  end: number;
}

/**
 * Position of the message that a reply answers: the last one that somebody has written, and not what was sent by itself. Undefined: none
 * has, or it has not come yet. Pure.
 */
export function answeredPosition(
  entries: ReadonlyMap<number, Entry>,
  { total, canceled }: { total: number; canceled: ReadonlySet<string> },
): number | undefined {
  for (let position = total; position > 0; position -= 1) {
    const entry = entries.get(position);
    if (!entry) return undefined;
    const isWritten = entry.kind === 'message' && (entry.direction === 'in' || entry.actor.kind === 'agent');
    if (isWritten && !canceled.has(entry.id)) return position;
  }
  return undefined;
}

/** How far to scroll so that a message is in sight, by as little as that takes; of one that has no room, its last lines. Pure. */
export function topToSee({ start, end }: Extent, { top, height }: Sight): number {
  if (end - start > height) {
    const isAllThatIsSeen = start <= top && end >= top + height;
    return isAllThatIsSeen ? top : end - height;
  }
  return Math.min(Math.max(top, end - height), start);
}

/**
 * How far to scroll once less is seen than `before`, where the reader has gone to this place: what was seen of the message right above
 * stays, and who reads something else goes on there. Pure.
 */
export function topAfterLoss(message: Extent, { before, height }: { before: Sight; height: number }): number {
  const { top } = before;
  const wasSeen = message.end > top && message.start < top + before.height;
  if (!wasSeen) return top;
  const lost = Math.max(0, before.height - height);
  return Math.min(Math.max(top, topToSee(message, { top, height })), top + lost);
}
