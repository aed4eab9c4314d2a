/** So long after an undo its cases come back to a list: the server computes deadlines a moment after it. Milliseconds. */
const LONGEST = 15_000;

const returning = new Map<string, number>();

/** Notes cases that the agent brings back by an undo: in the list from which they had gone they are no news. */
export function noteReturning(ids: readonly string[], now = Date.now()): void {
  for (const [id, until] of returning) if (until <= now) returning.delete(id);
  for (const id of ids) returning.set(id, now + LONGEST);
}

/** Whether the agent has brought a case back a moment ago. */
export const isReturning = (id: string, now = Date.now()): boolean => (returning.get(id) ?? 0) > now;
