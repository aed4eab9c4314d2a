/** What ends a session soon, and when. `idle` can be put off by doing something. */
export interface SessionEnd {
  why: 'idle' | 'age';
  at: number;
}

/** How long before its end an agent is warned, in milliseconds: time to come back, and time to finish what one is at. */
const WARNING_MS = { idle: 3 * 60_000, age: 10 * 60_000 };

/** The end of which to warn at a time. Null: none is near, or there is none, as for a token. */
export function nearEnd(
  { idleEndsAt, endsAt }: { idleEndsAt: string | null; endsAt: string | null },
  now: number,
): SessionEnd | null {
  if (idleEndsAt === null || endsAt === null) return null;
  const [idle, age] = [Date.parse(idleEndsAt), Date.parse(endsAt)];
  if (age - now <= WARNING_MS.age) return { why: 'age', at: age };
  return idle - now <= WARNING_MS.idle ? { why: 'idle', at: idle } : null;
}
